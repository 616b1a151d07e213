import assert from "node:assert/strict";
import { test } from "node:test";

import { catchUp, isSame, keepRows, scrollOnce } from "../../apps/ui/table_widget.js";

test("press and release are a click on one cell only", () => {
  const at = (row, field) => ({ row, field });
  assert.equal(isSame(at(1, "phi"), at(1, "phi")), true);
  for (const pressed of [null, undefined, at(2, "phi"), at(1, "cause")]) {
    assert.equal(isSame(pressed, at(1, "phi")), false);
  }
  assert.equal(isSame(at(1, "phi"), undefined), false);
});

test("rows that come while a table is being made are put in once it is there", () => {
  const put = [];
  class Table {
    setData() {
      if (!this._initializing && !this._building) put.push("rows");
      return Promise.resolve();
    }
    postUpdate() {}
  }
  keepRows(Table.prototype);
  keepRows(Table.prototype);
  const table = new Table();
  table._building = true;
  void table.setData();
  table._building = false;
  assert.deepEqual(put, []);
  catchUp(table);
  assert.deepEqual(put, ["rows"]);
  catchUp(table);
  assert.deepEqual(put, ["rows"]);
});

test("of many rows that are picked together the table goes to the first", () => {
  const gone = [];
  class Table {
    scrollToRow(index) {
      gone.push(index);
      return Promise.resolve();
    }
  }
  class View {
    tabulator = new Table();
    model = { source: { selected: { indices: [4, 2, 9] } } };
    setSelection() {
      for (const index of this.model.source.selected.indices) void this.tabulator.scrollToRow(index);
    }
  }
  scrollOnce(View.prototype);
  scrollOnce(View.prototype);
  const view = new View();
  view.setSelection();
  assert.deepEqual(gone, [4]);
  void view.tabulator.scrollToRow(7);
  assert.deepEqual(gone, [4, 7]);
});
