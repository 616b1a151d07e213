import assert from "node:assert/strict";
import { test } from "node:test";

import { counted, finder, sized } from "../../apps/ui/search_dialog.js";
import { foundBy, ordered } from "../../apps/workspace/gallery.js";
import { forAll } from "./drawn.mjs";

const WORDS = ["grid", "of", "three", "XOR", "gates", "and", "a", "copy"];
const typing = (chance) => ({
  words: chance.list(chance.whole(0, 3), () => chance.of(WORDS)),
  text: chance.some(WORDS).join(" ").toLowerCase(),
});

test("a text is found when it has all the words, in any order and case", () => {
  forAll(typing, ({ words, text }) => {
    const found = finder(words.join(" "))(text);
    assert.equal(
      found,
      words.every((word) => text.includes(word.toLowerCase())),
    );
    assert.equal(finder(`  ${words.toReversed().join("\t ").toUpperCase()} `)(text), found);
  });
});

test("each further word finds less", () => {
  forAll(typing, ({ words, text }) => {
    for (const more of WORDS) {
      if (finder([...words, more].join(" "))(text)) assert.ok(finder(words.join(" "))(text));
    }
  });
});

test("the count says what is left, or why there is nothing", () => {
  const said = { waiting: "wait", none: "none" };
  assert.equal(counted(0, 0, said), "wait");
  assert.equal(counted(0, 7, said), "none");
  assert.equal(counted(3, 7, said), "3 of 7");
});

test("an example is found by everything its card says", () => {
  const card = {
    name: "XOR ring",
    group: "Loops",
    what: "Three Gates",
    source: "Author 2020",
    doi: "10.1/X",
    tries: ["Cut it", "Lesion B"],
  };
  const text = foundBy(card);
  for (const said of Object.values(card).flat()) assert.ok(finder(said)(text), said);
  assert.ok(!finder("absent")(text));
});

test("cards stand in groups by idea, by size or by paper", () => {
  const one = { slug: "one", group: "Start", size: [1, "4 units"], theory: "T" };
  const two = { slug: "two", group: "Start", size: [0, "1 to 3 units"], theory: "U" };
  const named = (order) => ordered([one, two], order).map(([name, { slug }]) => `${name}: ${slug}`);
  assert.deepEqual(named("idea"), ["Start: one", "Start: two"]);
  assert.deepEqual(named("size"), ["1 to 3 units: two", "4 units: one"]);
  assert.deepEqual(named("theory"), ["T: one", "U: two"]);
});

test("a size is a number of units and nothing else", () => {
  assert.equal(sized("8 units"), 8);
  assert.equal(sized(" 1 unit "), 1);
  assert.equal(sized("8"), null);
  assert.equal(sized("8 units of XOR"), null);
});
