"""A lesson in another language is the same lesson: its prose differs, and nothing else."""

import re
from dataclasses import replace

import pytest

from apps.lessons.compose import compose
from apps.lessons.library import ABOUT, OWN, SUFFIX
from engine.words import speaking, tr

FILES = sorted(path for path in OWN.glob(f"*/*{SUFFIX}") if path.stem != ABOUT)
QUOTED = {"en": re.compile("“([^”]*)”"), "de": re.compile("„([^“]*)“")}


def told(path):
    lesson, mistakes = compose(path.stem, path.read_bytes())
    assert mistakes == []
    return lesson


def without_prose(step):
    return replace(
        step,
        line=0,
        **{part: bool(getattr(step, part)) for part in ("title", "body", "task", "hint", "then")},
        options=tuple((each.is_right, bool(each.feedback)) for each in step.options),
        items=tuple(each.value for each in step.items),
        claims=tuple((each.condition, each.text) for each in step.claims),
    )


@pytest.fixture(params=FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def both(request):
    path = request.param
    return told(path), told(OWN / path.name), path.parent.name


def test_a_translation_differs_in_its_prose_alone(both):
    lesson, original, code = both
    assert lesson.language == code
    assert (lesson.place, lesson.minutes) == (original.place, original.minutes)
    assert bool(lesson.about) == bool(original.about)
    assert [step.id for step in lesson.steps] == [step.id for step in original.steps]
    for step, first in zip(lesson.steps, original.steps, strict=True):
        assert without_prose(step) == without_prose(first)
        assert step.asked == first.asked, step.id
    assert lesson.setups == original.setups


def test_a_translation_calls_buttons_and_views_what_the_page_calls_them(both):
    lesson, original, code = both
    for step, first in zip(lesson.steps, original.steps, strict=True):
        named = set(QUOTED["en"].findall(" ".join(first.texts)))
        with speaking(code):
            expected = {there for name in named if (there := tr(name)) != name}
        assert expected <= set(QUOTED[code].findall(" ".join(step.texts))), step.id
