import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { KEY, found, name, put } from "../../apps/lessons/rail.js";

beforeEach(() => localStorage.clear());

test("what is kept is found again", () => {
  assert.equal(found(), null);
  put('{"a": 1}');
  assert.equal(localStorage.getItem(KEY), '{"a": 1}');
  assert.equal(found(), '{"a": 1}');
});

test("a button is found again by what it does, a field by being one", () => {
  assert.equal(
    name({ localName: "button", dataset: { act: "up", value: "1" } }),
    '[data-act="up"][data-value="1"]:not([disabled])',
  );
  assert.equal(name({ localName: "button", dataset: { act: "next" } }), '[data-act="next"]:not([disabled])');
  assert.equal(name({ localName: "input", dataset: {} }), "input");
  assert.equal(name({ localName: "h2", dataset: {} }), "h2");
  assert.equal(name({ localName: "aside", dataset: {} }), "");
  assert.equal(name(null), "");
});
