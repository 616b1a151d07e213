"""The map from axioms to the page: every place and every step that it names exists."""

import pytest

from apps import views
from apps.document.references import entries
from apps.lessons.library import shelf
from apps.lessons.postulates import FILE, PostulateMap, map_card, postulates
from apps.ui import hooks
from apps.workspace.navigation import VIEWS
from engine.words import speaking

HOOKS = {name for table in vars(hooks).values() if isinstance(table, dict) for name in table}


def test_the_six_of_the_theory_in_their_order():
    assert [each.key for each in postulates()] == [
        "existence", "intrinsicality", "information", "integration", "exclusion", "composition",
    ]  # fmt: skip
    assert "albantakis2023iit4" in FILE.read_text("utf-8")
    assert "albantakis2023iit4" in entries()


@pytest.mark.parametrize("each", postulates(), ids=lambda each: each.key)
def test_every_target_exists(each):
    views.load()
    assert each.view in VIEWS
    assert each.hook in HOOKS | {name for table in hooks.HOOKS.values() for name in table}
    steps = {lesson.slug: [step.id for step in lesson.steps] for lesson in shelf().lessons}
    assert each.step in steps[each.lesson]


def test_it_is_written_in_the_language_of_the_visitor():
    assert map_card().count("data-act='light'") == map_card().count("data-act='learn'") == 6
    with speaking("de"):
        assert "Existenz" in map_card()
        assert "Auf der Seite zeigen" in map_card()


class Rail:
    said = ""

    def light(self, hook):
        self.lit = hook


class Hands:
    gone = None

    def view(self):
        return "explore"

    def go(self, name):
        self.gone = name


def test_a_press_goes_to_the_place_and_lights_it_or_opens_the_step():
    rail, hands, begun = Rail(), Hands(), []
    acts = PostulateMap(rail, hands, lambda *place: begun.append(place)).acts
    acts["light"]("integration")
    assert (hands.gone, rail.lit) == (None, "phi-s")
    acts["light"]("exclusion")
    assert (hands.gone, rail.lit) == ("complexes", "lattice-pane")
    acts["learn"]("exclusion")
    acts["learn"]("nothing")
    acts["light"]("nothing")
    assert begun == [("5-who-wins", "why-not-all-three")]
