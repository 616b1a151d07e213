"""A system too large to unfold unasked: distinctions as they are found, and the complexes in its place."""

import pytest

from apps.document.document import Document
from apps.jobs.analysis import Analysis
from apps.views.explore.meanwhile import Meanwhile, so_far
from apps.views.explore.page import VIEW
from engine import Substrate, complexes, unfold
from parts import part
from visits import opened_at, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]

COPIES = {"A": "B", "B": "A", "C": "D", "D": "E", "E": "C"} | dict.fromkeys("FGHI", "A | C")


@pytest.fixture
def nine():
    return Substrate.from_rules(COPIES)


def test_the_strongest_distinctions_so_far_are_named(nine):
    found = unfold(nine, "abcdefghi", units="AB").distinctions
    text = so_far(found)
    assert "2 distinctions so far, Σφ<sub>d</sub> = 2" in text
    assert "a 1," in text


def test_complexes_are_offered_beside_the_estimate_and_lead_there_in_one_press(nine):
    async def scene(shown):
        document = Document(nine)
        analysis = Analysis(document)
        meanwhile = Meanwhile(document, analysis)
        assert "511 candidate systems" in meanwhile.view[1][0].object
        part(meanwhile.view, "find-smaller").clicks += 1
        await shown.until(lambda: document.units is not None)
        found = complexes(nine, document.state)
        assert set(document.units) == set(found.complexes[0].units)
        await shown.until(lambda: analysis.current is not None)
        assert not meanwhile.view[1].visible
        document.set_units(None)
        await shown.until(lambda: meanwhile.view[1].visible)
        _said, *buttons = meanwhile.view[1]
        assert [button.label.split(" ·")[0] for button in buttons] == [
            "".join(each.units) for each in found.complexes
        ]
        buttons[-1].clicks += 1
        assert set(document.units) == set(found.complexes[-1].units)

    visit(opened_at(VIEW), scene)


def test_distinctions_come_in_while_they_are_looked_for(nine, monkeypatch):
    monkeypatch.setattr("engine.iit4.mechanisms.COST_INLINE", 0)
    monkeypatch.setattr("engine.iit4.pieces.COST_A_PIECE", 1e3)

    async def scene(shown):
        analysis = Analysis(Document(nine))
        seen = []
        analysis.param.watch(lambda event: seen.append(len(event.new)), "so_far")
        analysis.refresh(force=True)
        analysis._coming.extend(unfold(nine, analysis._document.state, units="AB").distinctions)
        analysis.runner.fraction = 0.5
        assert seen == [2]
        await shown.until(lambda: analysis.current is not None)
        assert analysis.so_far == ()
        assert sorted(each.mechanism for each in analysis._coming[2:]) == sorted(
            each.mechanism for each in analysis.structure.distinctions
        )

    visit(opened_at(VIEW), scene)
