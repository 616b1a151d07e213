// A number that is cut off reads as another one, and a heading is read whole words at a time. A column is as wide
// as its numbers and the longest word of its heading; a table wider than its place can be scrolled along.
const LEAST = 40; // the library's own

// The pixels that are missing, by column: of each title, and of each cell with a number.
export function missing(parts) {
  const lacks = new Map();
  for (const { field, node } of parts) {
    const lack = node.scrollWidth - node.clientWidth;
    if (lack > (lacks.get(field) ?? 0)) lacks.set(field, lack);
  }
  return lacks;
}

// The library keeps a column of one pixel at the end, which has no name and gets no wider.
const named = ({ columnManager }) => columnManager.columnsByIndex.filter((column) => column.field);

function partsOf(table) {
  const titles = named(table).map((column) => ({
    field: column.field,
    node: column.element.querySelector(".tabulator-col-title"),
  }));
  const numbers = [...table.element.querySelectorAll(".tabulator-tableholder .tabulator-cell")]
    .filter((cell) => cell.style.textAlign === "right")
    .map((cell) => ({ field: cell.getAttribute("tabulator-field"), node: cell }));
  return [...titles.filter((each) => each.node), ...numbers];
}

// Widens the columns that lack room; whether one became wider.
export function widen(table) {
  const lacks = missing(partsOf(table));
  let wider = false;
  for (const column of named(table)) {
    const before = column.getWidth();
    const lack = lacks.get(column.field);
    if (lack) setLeast(column, before + lack + 1);
    wider ||= column.getWidth() > before;
  }
  return wider;
}

// Lets the columns be as narrow as they were made: in another size of type they need another width.
export function narrow(table) {
  for (const column of named(table)) {
    setLeast(column, LEAST);
    if (column.definition.width) column.setWidth(column.definition.width);
  }
}

function setLeast(column, width) {
  column.setMinWidth(width);
  if (column.getWidth() < width) column.setWidth(width);
}
