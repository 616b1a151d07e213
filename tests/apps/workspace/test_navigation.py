"""Views are declared once; the links between their pages follow."""

import pytest

from apps import views
from apps.workspace import navigation
from apps.workspace.navigation import View, page_links, register


@pytest.mark.parametrize("name", views.load())
def test_every_page_leads_to_the_others_and_marks_itself(name):
    links = page_links(name).object
    for other, view in views.load().items():
        assert f"href='{other}'" in links
        assert view.title in links
    assert links.count("aria-current=page") == 1
    assert f"href='{name}' aria-current=page" in links


def test_a_view_takes_its_place_and_its_name_is_its_own(monkeypatch):
    monkeypatch.setattr(navigation, "VIEWS", {})
    for name, place in (("last", 9), ("first", 1), ("second", 2)):
        register(View(name, name.title(), lambda: None, place))
    assert list(navigation.VIEWS) == ["first", "second", "last"]
    with pytest.raises(ValueError, match="two views 'last'"):
        register(View("last", "Again", lambda: None))
