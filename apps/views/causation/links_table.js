// The table of links: two blocks, one row a link. Arrow keys walk its rows and, in a row, tied candidates.
import { RowTable } from "../../ui/row_table.js";

const ARROW = { effect: "→", cause: "←" };

// The cells of a link in the order of time: what was before, the arrow, what came after, and α.
export function cellsOf({ side, here, found, alpha, whole }) {
  const own = { texts: [here], tied: false };
  const ties = { texts: found, tied: found.length > 1 };
  const [x, y] = side === "effect" ? [own, ties] : [ties, own];
  return [
    { ...x, name: "x" },
    { texts: [ARROW[side]], tied: false, name: "arrow" },
    { ...y, name: "y" },
    { texts: [alpha], tied: false, name: "alpha", hint: whole },
  ];
}

// The candidate that is `by` further, round and round.
export function turned(candidate, by, count) {
  return (candidate + by + count) % count;
}

class Links extends RowTable {
  constructor(model) {
    super(model, document.createElement("table"), "link");
    this.chosen = new Map(); // the candidate in view of each row
    this.box.setAttribute("role", "grid");
  }

  hitOf(row) {
    const link = Number(row.dataset.link);
    return [link, this.chosen.get(link) ?? 0];
  }

  turnTo(row, candidate) {
    this.chosen.set(Number(row.dataset.link), candidate);
    this.mark(row);
    this.hover(this.hitOf(row));
  }

  mark(row) {
    const [link, candidate] = this.hitOf(row);
    const picked = this.model.picked[0] === link;
    row.setAttribute("aria-selected", String(picked));
    row.classList.toggle("picked", picked);
    row.classList.toggle("hovered", this.model.hovered[0] === link);
    for (const [i, each] of row.querySelectorAll(".candidate").entries()) {
      each.classList.toggle("shown", i === candidate);
    }
  }

  remark() {
    for (const [link, candidate] of [this.model.picked, this.model.hovered]) {
      if (link != null) this.chosen.set(link, candidate);
    }
    for (const row of this.rows()) this.mark(row);
  }

  draw() {
    this.redraw(() => this.addAll());
    this.remark();
  }

  addAll() {
    this.box.replaceChildren();
    this.chosen = new Map();
    const heads = this.box.createTHead().insertRow();
    for (const [name, text] of Object.entries(this.model.columns)) {
      const head = document.createElement("th");
      head.scope = "col";
      head.className = name;
      head.textContent = text;
      heads.append(head);
    }
    for (const side of ["effect", "cause"]) this.addBlock(side);
  }

  addBlock(side) {
    const body = this.box.createTBody();
    body.className = `${side}-links`;
    const title = body.insertRow();
    const head = document.createElement("th");
    head.colSpan = 4;
    head.scope = "rowgroup";
    head.textContent = this.model.titles[side];
    title.append(head);
    const links = this.model.rows.filter((link) => link.side === side);
    for (const link of links) addRow(body, link);
    if (links.length) return;
    const none = { colSpan: 4, textContent: this.model.empty, className: "none" };
    Object.assign(body.insertRow().insertCell(), none);
  }

  pointed(row, event) {
    const { candidate } = event.target.dataset;
    if (candidate === undefined) super.pointed(row);
    else this.turnTo(row, Number(candidate));
  }

  clicked(row, event) {
    const { candidate } = event.target.dataset;
    if (candidate !== undefined) this.chosen.set(Number(row.dataset.link), Number(candidate));
    this.pick(row);
  }

  act(row, key) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (by === undefined) return super.act(row, key);
    const count = row.querySelectorAll(".candidate").length;
    return () => count && this.turnTo(row, turned(this.hitOf(row)[1], by, count));
  }
}

function addRow(body, link) {
  const row = body.insertRow();
  row.dataset.link = link.link;
  row.setAttribute("role", "row");
  for (const cell of cellsOf(link)) addCell(row, cell);
  row.setAttribute("aria-label", link.about);
}

function addCell(row, { texts, tied, name, hint = "" }) {
  const made = row.insertCell();
  made.setAttribute("role", "gridcell");
  made.className = name;
  if (hint) made.title = hint;
  if (!tied) {
    made.textContent = texts[0];
    return;
  }
  made.append("{ ");
  for (const [i, text] of texts.entries()) {
    const each = document.createElement("span");
    each.className = "candidate";
    each.dataset.candidate = i;
    each.textContent = text;
    if (i) made.append(" | ");
    made.append(each);
  }
  made.append(" }");
}

export function render({ model, el }) {
  const links = new Links(model);
  el.append(links.box);
  links.listen();
  model.on(["rows", "empty"], () => links.draw());
  model.on("picked", () => links.remark());
  model.on("hovered", () => links.remark());
  links.draw();
}
