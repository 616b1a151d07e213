"""Plots for notebooks: the app's plots, linked in the page, of every kind of value."""

import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
from bokeh.models import ColumnDataSource, CustomJS

import viz
from engine import Substrate, account, complexes, iit3, unfold
from engine.errors import PhiscopeError
from engine.grain import MacroUnit
from viz import notebook
from viz.notebook import SHOWN, show
from viz.screen.linked_views import MOST, linked_views

S = replace(Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"}), name="<b>net</b>")
STATE = (0, 0, 0)
RESULTS = {
    "PhiStructure": unfold(S, STATE),
    "Complexes": complexes(S, STATE),
    "ConceptualStructure": iit3.unfold(S, STATE),
    "RankedSystems": iit3.complexes(S, STATE),
    "Account": account(S, "ABc", "aBc"),
}


def models(shown) -> list:
    return [each for pane in shown.objects for each in getattr(pane.object, "references", set)()]


@pytest.mark.parametrize("kind", RESULTS)
def test_every_result_is_shown_with_its_network(kind):
    shown = show(RESULTS[kind], S)
    assert len(shown.objects) >= 1
    assert (kind in SHOWN) == any(isinstance(each, ColumnDataSource) for each in models(shown))
    html = "".join(str(pane.object) for pane in shown.objects if isinstance(pane.object, str))
    assert "<b>net" not in html


def test_a_network_is_drawn_with_its_tpm():
    shown = viz.show(S)
    assert len(shown.objects) == 3


def test_a_structure_is_linked_in_the_page():
    found = RESULTS["PhiStructure"]
    known = models(show(found, S))
    codes = [each.code for each in known if isinstance(each, CustomJS)]
    assert any("players" in code for code in codes)
    table = next(s for s in known if isinstance(s, ColumnDataSource) and "phi_d" in s.data)
    assert list(table.data["phi_d"]) == [d.phi for d in found.distinctions]


def test_the_state_of_the_result_is_drawn():
    part = unfold(S, "ABc", "AB")
    views = linked_views(S, (1, 1, 0), part)
    assert views.substrate.state == "ABc"
    assert len(views.structures) == min(len(part.distinctions), MOST) + 1


def test_a_structure_of_macro_units_is_drawn_alone():
    result = unfold(S, STATE, macro=[MacroUnit("AB"), MacroUnit("C")])
    shown = show(result, S)
    assert not any("players" in each.code for each in models(shown) if isinstance(each, CustomJS))
    assert result._repr_html_()


class Shell:
    """What IPython says of the cell that is running."""

    def __init__(self, cell: str | None, run: str) -> None:
        self.request = {"metadata": {} if cell is None else {"cellId": cell}, "header": {"msg_id": run}}

    def get_parent(self) -> dict:
        return self.request


@pytest.mark.parametrize(
    ("runs", "brought"),
    [
        ([("a", "1"), ("a", "1"), ("b", "2"), ("b", "3")], 1),
        ([("a", "1"), ("b", "2"), ("a", "3"), ("b", "4")], 2),  # the cell that kept them ran again
        ([(None, "1"), (None, "2")], 1),
    ],
)
def test_one_cell_keeps_the_scripts(monkeypatch, runs, brought):
    calls = []
    scripts = type(notebook._scripts)()
    monkeypatch.setattr("viz.notebook.pn.extension", lambda **options: calls.append(options))
    for cell, run in runs:
        shell = Shell(cell, run)
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda shell=shell: shell))
        scripts.bring()
    assert calls == [{"inline": True}] * brought


def test_a_page_can_be_saved(tmp_path):
    page = tmp_path / "plots.html"
    show(RESULTS["PhiStructure"], S).save(page)
    assert "bokeh" in page.read_text(encoding="utf-8")


def test_refusals():
    other = Substrate.from_rules({"A": "A", "B": "A", "C": "B"})
    with pytest.raises(PhiscopeError, match="another network"):
        show(RESULTS["PhiStructure"], other)
    with pytest.raises(PhiscopeError, match="another state"):
        show(RESULTS["PhiStructure"], S, "ABC")
    with pytest.raises(PhiscopeError, match="give it too"):
        show(RESULTS["Account"])
    with pytest.raises(PhiscopeError, match="no picture of int"):
        show(3)
