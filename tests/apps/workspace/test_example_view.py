"""The way from an example to its view: offered elsewhere, hidden there and for a network of one's own."""

import pytest

from apps import views
from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.workspace.example_view import ExampleView, view_of
from apps.workspace.navigation import VIEWS, ViewLinks
from engine import Substrate


@pytest.fixture(autouse=True)
def _views():
    views.load()


@pytest.mark.parametrize(
    ("origin", "name"),
    [("ac-fig7a-disjunction", "causation"), ("grain-coarse-micro", "grain"), (FIRST, None), ("", None)],
)
def test_an_example_belongs_to_the_view_of_its_group(origin, name):
    found = view_of(origin)
    assert (found and found.name) == name


def test_the_way_is_offered_elsewhere_only():
    document = Document(first_substrate("ac-fig7a-disjunction"), origin="ac-fig7a-disjunction")
    chosen = []
    links = ViewLinks("explore", chosen.append)
    way = ExampleView(document, links, chosen.append).view
    (button,) = way
    assert VIEWS["causation"].title in button.label
    button.clicks += 1
    assert chosen == ["causation"]
    links.current = "causation"
    assert not way.objects
    links.current = "explore"
    assert way.objects == [button]
    document.open_substrate(Substrate.from_rules({"A": "A"}))
    assert not way.objects
