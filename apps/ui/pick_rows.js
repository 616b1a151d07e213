// A table whose rows can be picked: the row under the mouse or the keyboard is reported, and so is the one
// that is clicked. The text of the table comes from the server, its rows have their number as `data-row`.
const PAUSE = 40; // milliseconds a row must be under the mouse: not every row on the way is looked at

// The row that a key leads to, of so many; null if the key leads to none.
export function led(key, at, count) {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}

class PickRows {
  constructor(model) {
    this.model = model;
    this.waiting = 0;
    this.box = document.createElement("div");
  }

  rows() {
    return [...this.box.querySelectorAll("tr[data-row]")];
  }

  hover(row) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.model.send_msg({ hover: row }), PAUSE);
  }

  pick(row) {
    clearTimeout(this.waiting);
    this.model.send_msg({ pick: Number(row.dataset.row) });
  }

  mark() {
    for (const row of this.rows()) {
      const number = Number(row.dataset.row);
      const picked = this.model.picked.includes(number);
      row.setAttribute("aria-selected", String(picked));
      row.classList.toggle("picked", picked);
      row.classList.toggle("hovered", this.model.hovered.includes(number));
    }
  }

  draw() {
    const at = this.box.getRootNode().activeElement?.dataset?.row;
    this.box.innerHTML = this.model.text; // escaped by the server
    this.box.querySelector("table")?.setAttribute("role", "grid");
    const all = this.rows();
    for (const row of all) row.tabIndex = -1;
    if (all.length) all[0].tabIndex = 0;
    if (at !== undefined) all.find((row) => row.dataset.row === at)?.focus();
    this.mark();
  }

  listen() {
    const { box } = this;
    box.addEventListener("pointerover", (event) => this.pointed(event));
    box.addEventListener("pointerleave", () => this.hover(null));
    box.addEventListener("click", (event) => {
      const row = rowOf(event);
      if (row) this.pick(row);
    });
    box.addEventListener("focusin", (event) => this.focused(event));
    box.addEventListener("focusout", () => this.hover(null));
    box.addEventListener("keydown", (event) => this.key(event));
  }

  pointed(event) {
    const row = event.pointerType === "touch" ? null : rowOf(event);
    if (row) this.hover(Number(row.dataset.row));
  }

  focused(event) {
    const row = rowOf(event);
    if (!row) return;
    for (const each of this.rows()) each.tabIndex = each === row ? 0 : -1;
    if (row.matches(":focus-visible")) this.hover(Number(row.dataset.row));
  }

  key(event) {
    const row = rowOf(event);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = this.rows();
    const to = led(event.key, all.indexOf(row), all.length);
    if (to === null && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    if (to === null) this.pick(row);
    else all[to].focus();
  }
}

function rowOf(event) {
  return event.target.closest("tr[data-row]");
}

export function render({ model, el }) {
  const rows = new PickRows(model);
  el.append(rows.box);
  rows.listen();
  model.on("text", () => rows.draw());
  model.on("picked", () => rows.mark());
  model.on("hovered", () => rows.mark());
  rows.draw();
}
