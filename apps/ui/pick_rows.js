// The text of the table comes from the server; its rows have their number as `data-row`.
import { RowTable } from "./row_table.js";

class PickRows extends RowTable {
  constructor(model) {
    super(model, document.createElement("div"), "row");
  }

  mark() {
    for (const row of this.rows()) {
      const picked = this.model.picked.includes(this.hitOf(row));
      row.setAttribute("aria-selected", String(picked));
      row.classList.toggle("picked", picked);
      row.classList.toggle("hovered", this.model.hovered.includes(this.hitOf(row)));
    }
  }

  draw() {
    this.redraw(() => {
      this.box.innerHTML = this.model.text; // escaped by the server
      this.box.querySelector("table")?.setAttribute("role", "grid");
    });
    this.mark();
  }
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
