"""The geometry and the words of the network editor, its pure functions called in a real browser."""

from pathlib import Path

import pytest

from apps.ui.scripts import script

EDITOR = Path(__file__).parents[2] / "apps/editor/network_editor.js"


def geometry(page, body):
    """Run `body` with the module of the editor as `m`, on a page of its own."""
    load = "const m = await import(URL.createObjectURL(new Blob([src], {type: 'text/javascript'})));"
    return page.evaluate(f"async (src) => {{ {load} {body} }}", script(EDITOR))


def test_opposite_edges_never_meet(page):
    ahead, back = geometry(
        page,
        """const a = {label: 'A', x: 0, y: 0}, b = {label: 'B', x: 200, y: 0};
        const o = {r: 22, width: 2, opposite: true, near: new Set()};
        const middle = (from, to) => m.edgeShape([a, b], {from, to, weight: 1}, o).middle.y;
        return [middle('A', 'B'), middle('B', 'A')];""",
    )
    assert ahead * back < 0
    assert abs(ahead - back) > 20


def test_an_edge_goes_around_a_unit_in_its_way(page):
    clear = geometry(
        page,
        """const p = [[0, 0], [100, 0], [200, 0]].map(([x, y], i) => ({label: 'ABC'[i], x, y}));
        const o = {r: 22, width: 2, opposite: false, near: new Set()};
        const s = m.edgeShape(p, {from: 'A', to: 'C', weight: 1}, o);
        return Math.min(...s.spots.map((q) => m.distance(q, p[1])));""",
    )
    assert clear > 22


def test_a_self_loop_looks_away_and_heads_tell_the_sign(page):
    angle, excites, inhibits = geometry(
        page,
        """const p = [{label: 'A', x: 0, y: 0}, {label: 'B', x: 100, y: 0}];
        const head = (weight) => m.headShape(p[0], p[1], weight, 2).d;
        return [m.loopAngle(p[0], p, new Set(['B'])), head(1), head(-1)];""",
    )
    assert abs(angle) == pytest.approx(3.14159, abs=0.01)
    assert "a" not in excites
    assert inhibits.count("a") == 2


def test_regions_never_swallow_a_stranger(page):
    rings, hull, single = geometry(
        page,
        """const p = [[0, 0], [100, 0], [200, 0]].map(([x, y], i) => ({label: 'ABC'[i], x, y}));
        const path = (units) => m.regionShape(p, {units, kind: 'system'}, 22).d;
        return [path(['A', 'C']), path(['A', 'B', 'C']), path(['A'])];""",
    )
    assert rings.count("Z") == 2
    assert hull.count("Z") == single.count("Z") == 1


def test_changes_are_put_into_words(page):
    said = geometry(
        page,
        """const unit = {label: 'A', x: 0, y: 0, on: 0, states: 2};
        const edge = {id: 'edge:A>A', from: 'A', to: 'A', weight: 1};
        const none = {units: [], edges: []}, one = {units: [unit], edges: []};
        const loop = {units: [unit], edges: [edge]}, lit = {units: [{...unit, on: 1}], edges: []};
        const steps = [[none, one], [one, loop], [loop, one], [one, lit], [one, one]];
        return steps.map(([before, after]) => m.describeChange(before, after));""",
    )
    assert said == ["Added unit A", "Added edge A to A", "Removed edge A to A", "unit A, on", ""]


DENSE = """const r = 22, p = [...'ABCDEFGHIJ'].map((label, i) => {
          const a = i * Math.PI / 5;
          return {label, x: 240 + 216 * Math.cos(a), y: 240 + 216 * Math.sin(a)};
        });
        const near = new Set(p.map((q) => q.label)), lobes = p.map((q) => m.lobeOf(q, p, near, r));
        const pairs = p.flatMap((a) => p.map((b) => [a.label, b.label]));
        const shapes = new Map(pairs.map(([from, to]) => [from + to, m.edgeShape(p, {from, to, weight: 1},
          {r, width: 2, opposite: from !== to, near, lobes})]));"""


def test_of_ten_dense_units_nothing_is_covered(page):
    units, loops, twins = geometry(
        page,
        f"""{DENSE}
        const gap = (others) => Math.min(...[...shapes].filter(([k]) => k[0] !== k[1]).flatMap(([k, s]) =>
          others.filter((o) => !k.includes(o.label)).flatMap((o) => s.spots.map((q) => m.distance(q, o)))));
        const twins = pairs.filter(([a, b]) => a < b).map(([a, b]) =>
          m.distance(shapes.get(a + b).middle, shapes.get(b + a).middle));
        return [gap(p), gap(lobes), Math.min(...twins)];""",
    )
    assert units > 22, "an edge crosses a unit"
    assert loops > 10, "an edge crosses the self-loop of another unit"
    assert twins > 10, "opposite edges lie on each other"


def test_no_weight_stands_on_a_unit(page):
    covered, apart = geometry(
        page,
        f"""{DENSE}
        const boxes = p.map((q) => ({{x: q.x, y: q.y, w: 44, h: 44}})), taken = [], size = {{w: 32, h: 14}};
        for (const s of shapes.values()) taken.push({{...m.labelSpot(s.spots, size, boxes, taken), ...size}});
        const meet = (a, b) => Math.abs(a.x - b.x) < (a.w + b.w) / 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2;
        return [taken.filter((t) => boxes.some((b) => meet(t, b))).length,
          taken.filter((t, i) => !taken.some((o, j) => j < i && meet(t, o))).length];""",
    )
    assert covered == 0
    assert apart >= 80, "of 100 weights"


def test_level_places_are_found_and_drawn(page):
    shift, far, lines = geometry(
        page,
        """const still = [{x: 0.5, y: 0.2}, {x: 0.5, y: 0.9}];
        return [m.levelWith([{x: 0.508, y: 0.6}], still, 0.01), m.levelWith([{x: 0.6, y: 0.6}], still, 0.01),
          m.guideLines([{x: 0.5, y: 0.6}], still)];""",
    )
    assert shift["dx"] == pytest.approx(-0.008)
    assert shift["dy"] is None
    assert far == {"dx": None, "dy": None}
    assert lines == [{"x1": 0.5, "x2": 0.5, "y1": 0.2, "y2": 0.9}]
