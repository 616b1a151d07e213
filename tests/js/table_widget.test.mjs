import assert from "node:assert/strict";
import { test } from "node:test";

import { catchUp, isSame, keepRows } from "../../apps/ui/table_widget.js";

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
