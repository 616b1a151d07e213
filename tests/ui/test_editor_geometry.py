"""The geometry and the words of the network editor, its pure functions called in a real browser."""

import pytest

from apps.parts.editor.script import script


def geometry(page, body):
    """Run `body` with the module of the editor as `m`, on a page of its own."""
    load = "const m = await import(URL.createObjectURL(new Blob([src], {type: 'text/javascript'})));"
    return page.evaluate(f"async (src) => {{ {load} {body} }}", script())


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
