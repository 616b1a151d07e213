import assert from "node:assert/strict";
import { test } from "node:test";

import { Weighing, besidePointer } from "../../apps/editor/weighing.js";
import { forAll } from "./drawn.mjs";

const SIZE = { w: 40, h: 22 };
const FREE = { left: 4, right: 476, top: 50, bottom: 356 };

test("the number stands beside the pointer, in sight and not under it", () => {
  const drawn = (chance) => ({ x: chance.number(0, 480), y: chance.number(0, 360) });
  forAll(drawn, (pointer) => {
    const { x, y } = besidePointer(pointer, SIZE, FREE);
    assert.ok(x - SIZE.w / 2 >= FREE.left && x + SIZE.w / 2 <= FREE.right);
    assert.ok(y - SIZE.h / 2 >= FREE.top && y + SIZE.h / 2 <= FREE.bottom);
    assert.ok(Math.abs(x - pointer.x) >= SIZE.w / 2 + 15.999);
  });
});

// An editor without a page: what it draws and says is left out, what it sends is kept.
class Desk extends Weighing {
  constructor(weight) {
    super();
    const edge = { id: "edge:A>B", from: "A", to: "B", weight };
    const sent = [];
    this.model = { seen: 0, send_msg: (message) => sent.push(message) };
    Object.assign(this, { edge, sent, edges: [edge], byId: new Map([[edge.id, edge]]) });
    Object.assign(this, { weights: new Map(), weightSeq: 0, seq: 0, strongest: 1, said: "" });
  }

  drawEdge() {}

  drawLabels() {}

  drawHandles() {}

  say(text) {
    this.said = text;
  }

  // Python has dealt with all that was sent.
  answer() {
    this.model.seen = this.seq;
    for (const [id, guess] of this.weights) if (guess.seq <= this.seq) this.weights.delete(id);
    this.sendWeights();
  }
}

test("one weight at a time is on its way, and the last one always arrives", () => {
  forAll(
    (chance) => chance.list(chance.whole(1, 12), () => [chance.whole(-40, 40) / 20, chance.yes(0.4)]),
    (steps) => {
      const desk = new Desk(0.7);
      for (const [weight, answered] of steps) {
        desk.weigh("edge:A>B", weight, 3);
        assert.equal(desk.edge.weight, weight);
        assert.ok(desk.seq - desk.model.seen <= 1);
        if (answered) desk.answer();
      }
      desk.sendWeights(true);
      const last = steps.at(-1)[0];
      assert.equal(desk.sent.at(-1)?.weight ?? 0.7, last);
      assert.ok(desk.sent.every((each) => each.stroke === 3 && each.source === "A" && each.target === "B"));
    },
  );
});

test("what is done next comes after the weight that waits", () => {
  const desk = new Desk(0.5);
  desk.weigh("edge:A>B", 0.6, 1);
  desk.weigh("edge:A>B", 0.7, 1);
  desk.emit("undo");
  assert.deepEqual(
    desk.sent.map((each) => each.weight ?? each.type),
    [0.6, 0.7, "undo"],
  );
});

test("the keys go by stops, say the weight and ask nothing of other things", () => {
  const desk = new Desk(0.73);
  assert.equal(desk.stepWeight("edge:A>B", 1, false), true);
  assert.equal(desk.edge.weight, 0.8);
  assert.equal(desk.said, "Weight of A to B is 0.80");
  assert.equal(desk.stepWeight("edge:A>B", -1, true), true);
  assert.equal(desk.edge.weight, 0.79);
  assert.equal(desk.stepWeight(undefined, 1, false), false);
});

test("the strongest edge is the measure of all", () => {
  const desk = new Desk(0.5);
  desk.weigh("edge:A>B", -2.5, 1);
  assert.equal(desk.strongest, 2.5);
  desk.weigh("edge:A>B", 0.2, 1);
  assert.equal(desk.strongest, 1);
});
