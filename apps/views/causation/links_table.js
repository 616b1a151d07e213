// The table of links: two blocks, one row a link. Arrow keys walk its rows and, in a row, tied candidates;
// the link under the mouse or the keyboard is reported, and so is the one that is picked.
const PAUSE = 40; // milliseconds a row must be under the mouse: not every row on the way is looked at
const ARROW = { effect: "→", cause: "←" };

export function render({ model, el }) {
  const table = document.createElement("table");
  table.setAttribute("role", "grid");
  el.append(table);
  let waiting = 0;
  let chosen = new Map(); // the candidate in view of each row

  const hover = (hit) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => model.send_msg({ hover: hit }), PAUSE);
  };
  const pick = (row) => {
    clearTimeout(waiting);
    model.send_msg({ pick: hitOf(row) });
  };
  const hitOf = (row) => [Number(row.dataset.link), chosen.get(Number(row.dataset.link)) ?? 0];
  const rowOf = (event) => event.target.closest("tr[data-link]");
  const rows = () => [...table.querySelectorAll("tr[data-link]")];

  const turnTo = (row, candidate) => {
    chosen.set(Number(row.dataset.link), candidate);
    mark(row);
    hover(hitOf(row));
  };
  const mark = (row) => {
    const [link, candidate] = hitOf(row);
    const picked = model.picked[0] === link;
    row.setAttribute("aria-selected", String(picked));
    row.classList.toggle("picked", picked);
    row.classList.toggle("hovered", model.hovered[0] === link);
    row.querySelectorAll(".candidate").forEach((each, i) => each.classList.toggle("shown", i === candidate));
  };
  const remark = () => {
    for (const [link, candidate] of [model.picked, model.hovered])
      if (link != null) chosen.set(link, candidate);
    rows().forEach(mark);
  };

  const cell = (row, texts, tied) => {
    const made = row.insertCell();
    made.setAttribute("role", "gridcell");
    if (!tied) {
      made.textContent = texts[0];
      return made;
    }
    made.append("{ ");
    texts.forEach((text, i) => {
      const each = document.createElement("span");
      each.className = "candidate";
      each.dataset.candidate = i;
      each.textContent = text;
      if (i) made.append(" | ");
      made.append(each);
    });
    made.append(" }");
    return made;
  };
  const addRow = (body, link) => {
    const row = body.insertRow();
    row.dataset.link = link.link;
    row.setAttribute("role", "row");
    row.tabIndex = -1;
    const found = (into) => cell(into, link.found, link.found.length > 1);
    const here = (into) => cell(into, [link.here]);
    (link.side === "effect" ? here : found)(row).className = "x";
    cell(row, [ARROW[link.side]]).className = "arrow";
    (link.side === "effect" ? found : here)(row).className = "y";
    cell(row, [link.alpha]).className = "alpha";
    row.setAttribute("aria-label", link.about);
  };
  const addBlock = (side) => {
    const body = table.createTBody();
    body.className = `${side}-links`;
    const title = body.insertRow();
    const head = document.createElement("th");
    head.colSpan = 4;
    head.scope = "rowgroup";
    head.textContent = model.titles[side];
    title.append(head);
    const links = model.rows.filter((link) => link.side === side);
    for (const link of links) addRow(body, link);
    if (!links.length)
      Object.assign(body.insertRow().insertCell(), {
        colSpan: 4,
        textContent: model.empty,
        className: "none",
      });
  };
  const draw = () => {
    const at = table.getRootNode().activeElement?.dataset?.link;
    table.replaceChildren();
    chosen = new Map();
    const heads = table.createTHead().insertRow();
    for (const [name, text] of Object.entries(model.columns)) {
      const head = document.createElement("th");
      head.scope = "col";
      head.className = name;
      head.textContent = text;
      heads.append(head);
    }
    for (const side of ["effect", "cause"]) addBlock(side);
    const all = rows();
    if (all.length) all[0].tabIndex = 0;
    if (at != null) all.find((row) => row.dataset.link === at)?.focus();
    remark();
  };

  table.addEventListener("pointerover", (event) => {
    const row = event.pointerType === "touch" ? null : rowOf(event);
    if (!row) return;
    const candidate = event.target.dataset.candidate;
    if (candidate === undefined) hover(hitOf(row));
    else turnTo(row, Number(candidate));
  });
  table.addEventListener("pointerleave", () => hover(null));
  table.addEventListener("click", (event) => {
    const row = rowOf(event);
    if (!row) return;
    if (event.target.dataset.candidate !== undefined)
      chosen.set(Number(row.dataset.link), Number(event.target.dataset.candidate));
    pick(row);
  });
  table.addEventListener("focusin", (event) => {
    const row = rowOf(event);
    if (!row) return;
    for (const each of rows()) each.tabIndex = each === row ? 0 : -1;
    if (row.matches(":focus-visible")) hover(hitOf(row));
  });
  table.addEventListener("focusout", () => hover(null));
  table.addEventListener("keydown", (event) => {
    const row = rowOf(event);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = rows();
    const at = all.indexOf(row);
    const count = row.querySelectorAll(".candidate").length;
    const turn = (by) => count && turnTo(row, (hitOf(row)[1] + by + count) % count);
    const keys = {
      ArrowDown: () => all[at + 1]?.focus(),
      ArrowUp: () => all[at - 1]?.focus(),
      Home: () => all[0].focus(),
      End: () => all[all.length - 1].focus(),
      ArrowRight: () => turn(1),
      ArrowLeft: () => turn(-1),
      Enter: () => pick(row),
      " ": () => pick(row),
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  model.on(["rows", "empty"], draw);
  model.on("picked", remark);
  model.on("hovered", remark);
  draw();
}
