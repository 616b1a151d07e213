import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { keep, pick } from "../../apps/editor/clipboard.js";

beforeEach(() => localStorage.clear());

test("without a copy of our own the system's text is pasted", () => {
  assert.equal(pick("theirs"), "theirs");
  assert.equal(pick(""), "");
});

test("a copy that reached the system is pasted only when that hands over nothing", () => {
  keep({ text: "ours", system: true });
  assert.equal(pick("theirs"), "theirs");
  assert.equal(pick(""), "ours");
});

test("a copy that did not reach the system is newer than what is there", () => {
  keep({ text: "ours", system: false });
  assert.equal(pick("theirs"), "ours");
});

test("a page that may store nothing still has its own copy", () => {
  const store = localStorage;
  globalThis.localStorage = undefined;
  try {
    keep({ text: "of this page", system: false });
    assert.equal(pick("theirs"), "of this page");
  } finally {
    globalThis.localStorage = store;
  }
});

test("what others left in the store is no copy", () => {
  keep({ text: "of this page", system: false });
  for (const odd of ["", "{", "null", "[]", '{"text": 7}']) {
    localStorage.setItem("phiscope-clipboard", odd);
    assert.equal(pick("theirs"), "of this page");
  }
});
