// The table of links: two blocks, one row a link. Arrow keys walk its rows and, in a row, tied candidates;
// the link under the mouse or the keyboard is reported, and so is the one that is picked.
const PAUSE = 40; // milliseconds a row must be under the mouse: not every row on the way is looked at
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

class Links {
  constructor(model) {
    this.model = model;
    this.waiting = 0;
    this.chosen = new Map(); // the candidate in view of each row
    this.table = document.createElement("table");
    this.table.setAttribute("role", "grid");
  }

  rows() {
    return [...this.table.querySelectorAll("tr[data-link]")];
  }

  hitOf(row) {
    const link = Number(row.dataset.link);
    return [link, this.chosen.get(link) ?? 0];
  }

  hover(hit) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.model.send_msg({ hover: hit }), PAUSE);
  }

  pick(row) {
    clearTimeout(this.waiting);
    this.model.send_msg({ pick: this.hitOf(row) });
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
    const at = this.table.getRootNode().activeElement?.dataset?.link;
    this.table.replaceChildren();
    this.chosen = new Map();
    const heads = this.table.createTHead().insertRow();
    for (const [name, text] of Object.entries(this.model.columns)) {
      const head = document.createElement("th");
      head.scope = "col";
      head.className = name;
      head.textContent = text;
      heads.append(head);
    }
    for (const side of ["effect", "cause"]) this.addBlock(side);
    const all = this.rows();
    if (all.length) all[0].tabIndex = 0;
    if (at != null) all.find((row) => row.dataset.link === at)?.focus();
    this.remark();
  }

  addBlock(side) {
    const body = this.table.createTBody();
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

  listen() {
    const { table } = this;
    table.addEventListener("pointerover", (event) => this.pointed(event));
    table.addEventListener("pointerleave", () => this.hover(null));
    table.addEventListener("click", (event) => this.clicked(event));
    table.addEventListener("focusin", (event) => this.focused(event));
    table.addEventListener("focusout", () => this.hover(null));
    table.addEventListener("keydown", (event) => this.key(event));
  }

  pointed(event) {
    const row = event.pointerType === "touch" ? null : rowOf(event);
    if (!row) return;
    const candidate = event.target.dataset.candidate;
    if (candidate === undefined) this.hover(this.hitOf(row));
    else this.turnTo(row, Number(candidate));
  }

  clicked(event) {
    const row = rowOf(event);
    if (!row) return;
    const candidate = event.target.dataset.candidate;
    if (candidate !== undefined) this.chosen.set(Number(row.dataset.link), Number(candidate));
    this.pick(row);
  }

  focused(event) {
    const row = rowOf(event);
    if (!row) return;
    for (const each of this.rows()) each.tabIndex = each === row ? 0 : -1;
    if (row.matches(":focus-visible")) this.hover(this.hitOf(row));
  }

  key(event) {
    const row = rowOf(event);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = this.rows();
    const at = all.indexOf(row);
    const count = row.querySelectorAll(".candidate").length;
    const turn = (by) => count && this.turnTo(row, turned(this.hitOf(row)[1], by, count));
    const keys = {
      ArrowDown: () => all[at + 1]?.focus(),
      ArrowUp: () => all[at - 1]?.focus(),
      Home: () => all[0].focus(),
      End: () => all[all.length - 1].focus(),
      ArrowRight: () => turn(1),
      ArrowLeft: () => turn(-1),
      Enter: () => this.pick(row),
      " ": () => this.pick(row),
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }
}

function rowOf(event) {
  return event.target.closest("tr[data-link]");
}

function addRow(body, link) {
  const row = body.insertRow();
  row.dataset.link = link.link;
  row.setAttribute("role", "row");
  row.tabIndex = -1;
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
  el.append(links.table);
  links.listen();
  model.on(["rows", "empty"], () => links.draw());
  model.on("picked", () => links.remark());
  model.on("hovered", () => links.remark());
  links.draw();
}
