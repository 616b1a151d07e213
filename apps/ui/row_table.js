// A table whose rows can be picked: the row under the mouse or the keyboard is reported, and so is the one
// that is picked. Rows have their number in an attribute; arrow keys walk them.
const PAUSE = 40; // milliseconds a row must be under the mouse: not every row on the way is looked at

// The row that a key leads to, of so many; null if the key leads to none.
export function led(key, at, count) {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}

export class RowTable {
  constructor(model, box, attribute) {
    Object.assign(this, { model, box, attribute, waiting: 0 });
  }

  rows() {
    return [...this.box.querySelectorAll(`tr[data-${this.attribute}]`)];
  }

  rowOf(event) {
    return event.target.closest(`tr[data-${this.attribute}]`);
  }

  // What is told of a row.
  hitOf(row) {
    return Number(row.dataset[this.attribute]);
  }

  hover(hit) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.model.send_msg({ hover: hit }), PAUSE);
  }

  pick(row) {
    clearTimeout(this.waiting);
    this.model.send_msg({ pick: this.hitOf(row) });
  }

  // Draw the rows anew; the keyboard stays on the row of its number.
  redraw(draw) {
    const at = this.box.getRootNode().activeElement?.dataset?.[this.attribute];
    draw();
    const all = this.rows();
    for (const row of all) row.tabIndex = -1;
    if (all.length) all[0].tabIndex = 0;
    if (at !== undefined) all.find((row) => row.dataset[this.attribute] === at)?.focus();
  }

  listen() {
    const { box } = this;
    box.addEventListener("pointerover", (event) => {
      const row = event.pointerType === "touch" ? null : this.rowOf(event);
      if (row) this.pointed(row, event);
    });
    box.addEventListener("pointerleave", () => this.hover(null));
    box.addEventListener("click", (event) => {
      const row = this.rowOf(event);
      if (row) this.clicked(row, event);
    });
    box.addEventListener("focusin", (event) => this.focused(event));
    box.addEventListener("focusout", () => this.hover(null));
    box.addEventListener("keydown", (event) => this.key(event));
  }

  pointed(row) {
    this.hover(this.hitOf(row));
  }

  clicked(row) {
    this.pick(row);
  }

  focused(event) {
    const row = this.rowOf(event);
    if (!row) return;
    for (const each of this.rows()) each.tabIndex = each === row ? 0 : -1;
    if (row.matches(":focus-visible")) this.hover(this.hitOf(row));
  }

  // What another key does with a row; nothing if it is none of the table's.
  act(row, key) {
    return key === "Enter" || key === " " ? () => this.pick(row) : undefined;
  }

  key(event) {
    const row = this.rowOf(event);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = this.rows();
    const to = led(event.key, all.indexOf(row), all.length);
    const act = to === null ? this.act(row, event.key) : () => all[to].focus();
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
