"""Views are declared once; the links between them follow."""

import pytest

from apps import views
from apps.workspace import navigation
from apps.workspace.navigation import View, ViewLinks, register
from wire import send


def test_the_links_name_every_view_in_order():
    views.load()
    links = ViewLinks("explore", lambda _name: None)
    assert links.titles == [[name, view.title, view.question] for name, view in views.load().items()]
    assert all(question for *_, question in links.titles)
    assert links.current == "explore"


def test_only_another_view_that_exists_is_asked_for():
    views.load()
    asked = []
    links = ViewLinks("explore", asked.append)
    for said in ({"view": "explore"}, {"view": "no-view"}, {"view": ["complexes"]}, {}, "complexes", None):
        send(links, said)
    assert asked == []
    send(links, {"view": "complexes"})
    assert asked == ["complexes"]


def test_a_view_takes_its_place_and_its_name_is_its_own(monkeypatch):
    monkeypatch.setattr(navigation, "VIEWS", {})
    for name, place in (("last", 9), ("first", 1), ("second", 2)):
        register(View(name, name.title(), lambda _desk: None, place))
    assert list(navigation.VIEWS) == ["first", "second", "last"]
    with pytest.raises(ValueError, match="two views 'last'"):
        register(View("last", "Again", lambda _desk: None))
