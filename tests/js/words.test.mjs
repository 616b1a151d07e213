import assert from "node:assert/strict";
import { test } from "node:test";

import { ICONS, TEXT, describeChange } from "../../apps/editor/words.js";
import { forAll } from "./drawn.mjs";

const unit = { label: "A", x: 0, y: 0, on: 0, states: 2 };
const edge = { id: "edge:A>A", from: "A", to: "A", weight: 1 };

test("changes are put into words", () => {
  const none = { units: [], edges: [] };
  const one = { units: [unit], edges: [] };
  const loop = { units: [unit], edges: [edge] };
  const lit = { units: [{ ...unit, on: 1 }], edges: [] };
  const steps = [
    [none, one],
    [one, loop],
    [loop, one],
    [one, lit],
    [one, one],
  ];
  const said = steps.map(([before, after]) => describeChange(before, after));
  assert.deepEqual(said, ["Added unit A", "Added edge A to A", "Removed edge A to A", "unit A, on", ""]);
});

test("nothing is said of a network that stayed", () => {
  forAll(
    (chance) => chance.network(),
    (network) => assert.equal(describeChange(network, structuredClone(network)), ""),
  );
});

test("every unit and edge that came or went is named, or counted when they are many", () => {
  const ids = ({ units, edges }) => [
    ...units.map((u) => `unit ${u.label}`),
    ...edges.map((e) => `edge ${e.from} to ${e.to}`),
  ];
  forAll(
    (chance) => [chance.network(4), chance.network(4)],
    ([before, after]) => {
      const said = describeChange(before, after);
      const [old, now] = [ids(before), ids(after)];
      const added = now.filter((id) => !old.includes(id));
      const removed = old.filter((id) => !now.includes(id));
      for (const [verb, names] of [
        ["Added", added],
        ["Removed", removed],
      ]) {
        if (names.length > 3) assert.ok(said.includes(`${verb} ${names.length} items`));
        else if (names.length) assert.ok(said.includes(`${verb} ${names.join(", ")}`));
        else assert.ok(!said.includes(verb));
      }
    },
  );
});

test("every unit that moved or turned is named while no more than three did", () => {
  forAll(
    (chance) => {
      const network = { ...chance.network(3), edges: [] };
      return { network, moved: chance.some(network.units), turned: chance.some(network.units) };
    },
    ({ network, moved, turned }) => {
      const has = (units, u) => units.some((other) => other.label === u.label);
      const units = network.units.map((u) => {
        const x = has(moved, u) ? u.x + 0.1 : u.x;
        return { ...u, x, on: has(turned, u) ? (u.on + 1) % u.states : u.on };
      });
      const said = describeChange(network, { units, edges: [] });
      if (moved.length + turned.length > 3) return;
      for (const u of moved) assert.ok(said.includes(`${u.label} moved to`));
      for (const u of turned) assert.ok(said.includes(`unit ${u.label},`));
    },
  );
});

test("a weight that changed is told", () => {
  const before = { units: [unit], edges: [edge] };
  const after = { units: [unit], edges: [{ ...edge, weight: -0.5 }] };
  assert.equal(describeChange(before, after), "Weight of A to A is -0.50");
});

test("sentences have all their parts, and no label is taken for one", () => {
  const label = "{target}$&{label}";
  const odd = { label, from: label, to: label, x: 0, y: 0, on: 1, states: 3, weight: 0.5 };
  const made = [
    TEXT.editor(1, 2),
    TEXT.exists("A", "B"),
    TEXT.from("A"),
    TEXT.again(edge, "to"),
    TEXT.again(edge, "from"),
    TEXT.connectTo("A", "B"),
    TEXT.connectTo("A", "A"),
    TEXT.copied(1),
    TEXT.copiedHere(2),
    TEXT.selected(0),
    TEXT.selected(3),
    TEXT.unit(unit),
    TEXT.edge(edge),
    TEXT.added("A"),
    TEXT.removed("A"),
    TEXT.moved(unit),
    TEXT.weight(edge),
  ];
  for (const text of made) assert.doesNotMatch(text, /[{}]/);
  assert.equal(TEXT.unit(odd), `unit ${label}, state 1 of 0 to 2`);
  assert.equal(TEXT.edge(odd), `edge ${label} to ${label}, weight 0.50`);
});

test("one is not said like many", () => {
  assert.match(TEXT.editor(1, 1), /1 unit, 1 edge\./);
  assert.match(TEXT.editor(0, 2), /0 units, 2 edges\./);
});

test("every tool with an icon has a name, and every gesture says what it does", () => {
  for (const name of Object.keys(ICONS)) assert.equal(typeof TEXT[name], "string", name);
  const rows = TEXT.helpGroups.flat().flatMap(([, gestures]) => gestures);
  assert.ok(rows.length > 30);
  for (const [gesture, effect] of rows) assert.ok(gesture && effect);
});
