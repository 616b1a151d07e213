import assert from "node:assert/strict";
import { test } from "node:test";

import { readMarks } from "../../apps/editor/marks.js";
import { REGIONS } from "../../apps/editor/regions.js";
import { forAll } from "./drawn.mjs";

const labelled = (labels) => new Map([...labels].map((label) => [label, {}]));

test("only what names units that exist is kept", () => {
  const marks = {
    regions: [
      { units: ["A", "X"], kind: "complex", text: "φ" },
      { units: ["X"], kind: "excluded" },
      { units: ["B"], kind: "macro", text: "α = B", label: "α", updates: 99 },
    ],
    background: ["B", "X"],
    lesioned: ["X"],
    highlight: ["unit:A"],
    cut: [["A", "B"]],
  };
  assert.deepEqual(readMarks(marks, labelled("AB")), {
    regions: [
      { units: ["A"], kind: "complex", text: "φ" },
      { units: ["B"], kind: "macro", text: "α = B", label: "α", updates: 16 },
    ],
    regroups: false,
    highlight: new Set(["unit:A"]),
    background: new Set(["B"]),
    lesioned: new Set(),
    cut: new Set(["edge:A>B"]),
  });
});

test("no marks are empty marks", () => {
  for (const nothing of [undefined, null, {}]) {
    const { regions, regroups, ...sets } = readMarks(nothing, labelled("AB"));
    assert.deepEqual([regions, regroups], [[], false]);
    for (const set of Object.values(sets)) assert.equal(set.size, 0);
  }
});

test("regions are painted in one order, fills below; the system has one", () => {
  forAll(
    (chance) => ({
      system: chance.some(["A", "B", "C"]),
      regions: chance.list(4, () => ({
        units: chance.some(["A", "B", "X"]),
        kind: chance.of([...REGIONS, "?"]),
      })),
    }),
    (marks) => {
      const { regions } = readMarks(marks, labelled("ABC"));
      const orders = regions.map((region) => REGIONS.indexOf(region.kind));
      assert.deepEqual(orders, orders.toSorted());
      assert.ok(orders.every((order) => order >= 0));
      assert.ok(regions.every((region) => region.units.length > 0));
      const given = marks.regions.some((region) => region.kind === "system");
      if (given) {
        const kept = (all) => all.filter(({ kind, units }) => kind === "system" && units.join("") !== "X");
        assert.equal(kept(regions).length, kept(marks.regions).filter(({ units }) => units.length).length);
      }
      if (marks.system.length && !given) {
        assert.deepEqual(regions.at(-1), { units: marks.system, kind: "system", text: "" });
      }
    },
  );
});
