"""The atlas without a browser: a map opens at once, surveys run and pause, the network over two numbers.

The system that is picked is `apps.views.atlas.picked`; the columns are chosen in `apps.views.atlas.axes`.
"""

import json

import pytest

from apps.figures.exports import exports_of
from apps.results.surveys import FAMILIES, MAPS
from apps.views.atlas.number_field import NumberField, parsed
from apps.views.atlas.page import VIEW
from apps.views.atlas.settings import AtlasSettings
from engine.formalisms import DEFAULT, FORMALISMS
from visits import opened_at, visit

pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]


def test_a_map_opens_with_its_sentence_and_a_row_is_a_network():
    async def scene(shown):
        await shown.until(lambda: "8,192" in shown.text("atlas-header"))
        assert "1,334" in shown.text("atlas-header")
        assert "1,334 of the 8,192 rings are irreducible" in shown.text("atlas-said")
        table = shown.part("atlas-systems")
        assert len(table.value) == 200
        shown.part("atlas-lists").value = "lowest"
        assert len(table.value) == 20
        assert set(table.value["phi_s"]) == {0.0}
        assert table.value["why"][0].startswith("φₛ is 0: ")
        table.selection = [0]
        assert "φₛ is 0" in shown.text("picked-card")
        assert "<svg" in shown.part("picked-card").object
        shown.part("open-picked").clicks += 1
        tabs = shown.part("document-tabs")
        assert len(tabs.names) == 2
        assert tabs.names[1].startswith("rule ")
        assert exports_of("atlas", result=False).keys() == shown.exports()

    visit(opened_at(VIEW), scene)


@pytest.mark.slow
def test_the_other_map_has_its_versions_and_axes_and_can_be_taken_away():
    async def scene(shown):
        await shown.until(lambda: "8,192" in shown.text("atlas-header"))
        shown.part("atlas-what").value = "two-units"
        await shown.until(lambda: "172" in shown.text("atlas-header"))
        shown.part("atlas-version").value = "iit3"
        await shown.until(lambda: "63" in shown.text("atlas-header"))
        shown.part("atlas-x").value = "attractors"
        columns = shown.part("atlas-columns")
        assert columns.value[:2] == ["edges", "attractors"]
        columns.value = ["longest", "edges"]
        assert shown.text("atlas-lines-note") == "172 systems, a line each."
        rows = json.loads(await shown.take("atlas-table", "json"))["rows"]
        assert len(rows) == 172
        assert {row["formalism"] for row in rows} == {"iit3"}
        svg = (await shown.take("atlas", "svg")).decode()
        assert "attractors" in svg
        axes = (await shown.take("parallel", "svg")).decode()
        assert "states of the largest attractor" in axes
        assert "reciprocity" not in axes
        columns.value = []
        assert columns.value[:2] == ["edges", "attractors"]
        assert "172 systems of the survey" in (await shown.take("methods", "txt")).decode()

    visit(opened_at(VIEW), scene)


@pytest.mark.slow
def test_a_family_is_offered_with_its_time_run_and_shown():
    async def scene(shown):
        shown.part("atlas-what").value = "weights"
        assert shown.part("atlas-seed").visible
        assert not shown.part("atlas-said").visible
        shown.part("atlas-units").value = 3
        shown.part("atlas-count").value = "2000"
        notes = lambda: " ".join(each.object for each in shown.parts("job-note"))  # noqa: E731
        await shown.until(lambda: "2,000 systems of 2,000 networks" in notes())
        shown.part("atlas-count").value = "forty"
        assert shown.part("atlas-count").value == "2000"
        shown.part("atlas-count").value = "40"
        await shown.until(lambda: "40" in shown.text("atlas-header").split("IIT")[0])
        assert len(shown.part("atlas-systems").value) == 40

    visit(opened_at(VIEW), scene)


@pytest.mark.slow
def test_this_network_over_two_numbers_takes_the_values_of_a_place():
    async def scene(shown):
        await shown.until(lambda: "of 625 places" in shown.text("plane-text"))
        assert shown.part("plane-x").value == "weight A→A"
        csv = (await shown.take("plane-table", "csv")).decode().splitlines()
        assert len(csv) == 626
        assert (await shown.take("plane", "svg")).startswith(b"<?xml")
        shown.part("plane-to-x").value = "-3"
        await shown.until(lambda: "from the smaller to the larger" in str(
            [each.object for each in shown.parts("why")]))  # fmt: skip

    visit(opened_at(VIEW), scene)


def test_a_number_is_read_or_put_back():
    taken = []
    field = NumberField("n", 3, "hook", 90, taken.append)
    for text in ("5", "5.5", "x", "nan", "1e99"):
        field.widget.value = text
    assert (taken, field.number, field.widget.value) == ([5], 5, "5")
    assert parsed(" −0.25 ", whole=False) == -0.25


def test_only_what_is_valid_comes_from_a_link():
    settings = AtlasSettings()
    settings.put({"what": "../x", "units": 99, "count": "many", "noise": 7, "seed": -1, "formalism": "x"})
    assert settings.look() == AtlasSettings().look()
    settings.put("nothing")
    for lines in ("edges", [1], ["edges"] * 9, ["x" * 81]):
        settings.put({"lines": lines})
        assert settings.lines == []
    settings.put({"lines": ["edges", "phi_s"]})
    assert settings.look()["lines"] == ["edges", "phi_s"]
    settings.put({"lines": []})
    for what in (*MAPS, *FAMILIES):
        settings.put({"what": what, "units": 4, "count": 9, "noise": 0.5, "seed": 2, "x": "edges"})
        assert (settings.what, settings.x) == (what, "edges")
        read = FAMILIES[what].options if what in FAMILIES else ()
        assert settings.choice.count == (9 if "count" in read else 500)
    assert DEFAULT in FORMALISMS
