import assert from "node:assert/strict";
import test from "node:test";
import { plain, viewAt, viewOf } from "../../apps/workspace/navigation.js";

const TITLES = [
  ["explore", "Explore"],
  ["complexes", "Complexes"],
];
globalThis.location = new URL("http://here/app/explore?token=x#d=abc");

const link = (href, more = {}) => ({
  href: new URL(href, "http://here/app/explore").href,
  target: "",
  dataset: {},
  hasAttribute: () => false,
  ...more,
});

test("the view at an address is its last part, at the root the first", () => {
  assert.equal(viewAt("/app/complexes", TITLES), "complexes");
  assert.equal(viewAt("/", TITLES), "explore");
  assert.equal(viewAt("/app/elsewhere", TITLES), undefined);
});

test("only a link to a view of this page swaps views", () => {
  assert.equal(viewOf(link("complexes"), TITLES), "complexes");
  assert.equal(viewOf(link("explore#d=abc", { dataset: { here: "" } }), TITLES), "explore");
  // another network, another site, another folder, a window of its own, a file
  assert.equal(viewOf(link("explore#d=abc"), TITLES), undefined);
  assert.equal(viewOf(link("http://there/app/explore"), TITLES), undefined);
  assert.equal(viewOf(link("/other/explore"), TITLES), undefined);
  assert.equal(viewOf(link("complexes", { target: "_blank" }), TITLES), undefined);
  assert.equal(viewOf(link("complexes", { hasAttribute: () => true }), TITLES), undefined);
});

test("a click that opens a window of its own is the browser's", () => {
  const click = { button: 0, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false };
  assert.equal(plain(click), true);
  assert.equal(plain({ ...click, ctrlKey: true }), false);
  assert.equal(plain({ ...click, button: 1 }), false);
});
