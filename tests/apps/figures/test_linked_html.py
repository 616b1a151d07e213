"""The file of linked plots: all in it, nothing from elsewhere, whatever the names say."""

import json
import re
from dataclasses import replace

import panel as pn  # the app's process knows Panel's widgets, whose scripts must not be linked
import pytest

from apps.document.examples import NETWORKS
from apps.document.snapshot import opened
from apps.figures.linked_html import linked_html
from apps.results.exhibit import Exhibit
from engine import unfold
from engine.substrate.substrate import Substrate
from viz.view.distinctions import distinctions_view


@pytest.fixture(scope="module")
def content():
    substrate = replace(Substrate.read(NETWORKS / "iit4-fig1.json"), name="</script><script>alert(1)")
    snapshot = opened(substrate)
    exhibit = Exhibit(snapshot, unfold(substrate, snapshot.state, units=snapshot.units))
    assert pn.widgets.Tabulator
    return linked_html(exhibit).decode()


def test_nothing_is_linked(content):
    tags = re.sub(r"(<script[^>]*>).*?</script>", r"\1", content, flags=re.DOTALL)
    assert tags.count("<script") >= 3
    assert not re.search(r"<[^>]+(?:src|href)=", tags)


def has(content, text):
    """Whether a page has a text; Bokeh writes its JSON in ASCII, as a string within a script."""
    written = json.dumps(text)[1:-1].replace("\\", "\\\\")
    return any(each in content for each in (text, written, written.replace("<", "&lt;").replace(">", "&gt;")))


def test_every_distinction_is_in_it(content):
    for text in ("Distinctions (aB): 3/3", "Φ(aB) = 1.563", "ties: largest purview"):
        assert has(content, text), text


def test_indices_are_subscripts(content):
    for text in ("Cause of B: π<sub>c</sub>(A | B)", "φ<sub>d</sub>", "Σφ<sub>r</sub> = "):
        assert has(content, text), text
    for text in ("π_c", "φ_d", "φ_s"):
        assert not has(content, text), text
    assert has(content, "@about{safe}")
    assert has(content, "@state: @p@apart")


def test_a_name_cannot_become_a_script(content):
    assert "<script>alert(1)" not in content


def test_a_page_without_distinctions():
    substrate = Substrate.from_rules({"A": "1", "B": "A"})
    snapshot = replace(opened(substrate), state=(1, 1))
    assert b"Distinctions (AB): 0/3" in linked_html(Exhibit(snapshot, unfold(substrate, (1, 1))))


def test_tied_purviews_have_their_mark():
    substrate = Substrate.read(NETWORKS / "rule110-ring3.json")
    snapshot = opened(substrate)
    found = unfold(substrate, snapshot.state, units=snapshot.units)
    made = linked_html(Exhibit(snapshot, found)).decode()
    row = next(row for row in distinctions_view(found).rows if row.cause_tied)
    assert not has(made, "φ_s")
    for text in (f"{row.cause} ≈", "φ<sub>s</sub> is 0:", "≈: another purview has the same φ.", "over ties"):
        assert has(made, text), text
