import assert from "node:assert/strict";
import { test } from "node:test";

import { missing, narrow, widen } from "../../apps/ui/table_widths.js";

test("of each column the largest lack counts, and one that has room lacks nothing", () => {
  const part = (field, scrollWidth, clientWidth) => ({ field, node: { scrollWidth, clientWidth } });
  const lacks = missing([part("phi", 52, 40), part("phi", 60, 40), part("cause", 30, 40)]);
  assert.deepEqual([...lacks], [["phi", 20]]);
});

class Column {
  constructor(field, width, definition = {}, need = width) {
    Object.assign(this, { field, width, definition, least: 0 });
    this.element = { querySelector: () => ({ scrollWidth: need, clientWidth: width }) };
  }
  getWidth() {
    return this.width;
  }
  setWidth(width) {
    this.width = width;
  }
  setMinWidth(least) {
    this.least = least;
  }
}

test("a column that lacks room keeps what it needs until the size of type changes", () => {
  const columns = [new Column("mechanism", 106, { width: 106 }, 118), new Column("phi", 50)];
  const last = new Column(undefined, 1, {}, 15);
  const table = {
    columnManager: { columnsByIndex: [...columns, last] },
    element: { querySelectorAll: () => [] },
  };
  assert.equal(widen(table), true);
  assert.deepEqual(
    columns.map(({ width, least }) => [width, least]),
    [
      [119, 119],
      [50, 0],
    ],
  );
  for (const each of columns) each.element.querySelector = () => null;
  assert.equal(widen(table), false);
  narrow(table);
  assert.deepEqual(
    columns.map(({ width, least }) => [width, least]),
    [
      [106, 40],
      [50, 40],
    ],
  );
});
