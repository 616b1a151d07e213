import assert from "node:assert/strict";
import { test } from "node:test";

import { again } from "../../apps/classroom/again.js";

const part = (act, value) => ({ dataset: { act, value } });

function card(...parts) {
  return {
    querySelectorAll: (query) => parts.filter(({ dataset }) => query === `[data-act="${dataset.act}"]`),
  };
}

test("a button that was drawn anew is found by what it does and for whom", () => {
  const [yes, no] = [part("answer", "0"), part("answer", "1")];
  assert.equal(again(card(part("join", ""), yes, no), { act: "answer", value: "1" }), no);
});

test("where it is gone another one of its kind takes its place, else none", () => {
  const yes = part("answer", "0");
  assert.equal(again(card(yes), { act: "answer", value: "5" }), yes);
  assert.equal(again(card(yes), { act: "show", value: "1" }), undefined);
});
