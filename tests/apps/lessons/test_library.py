"""The lessons there are: those of the program, a teacher's folder before them, read again when it changes."""

import os

import pytest

from apps.lessons import library
from engine.errors import PhiscopeError

GOOD = "---\ntitle: Mine\nminutes: 5\n---\n## One\nnetwork: iit4-fig1\nstate: ABC\nsystem: all\nLook.\n"
OWN_NETWORK = (
    '{"format": "phiscope-substrate", "version": 1, "units": [{"label": "Q", "function": '
    '{"type": "gate", "gate": "NOT"}}], "edges": [{"from": "Q", "to": "Q"}]}'
)


@pytest.fixture
def folder(tmp_path):
    library.use(tmp_path)
    yield tmp_path
    library.use(None)


def titles():
    return [lesson.title for lesson in library.shelf().lessons]


def test_the_lessons_of_the_program_have_no_mistakes():
    shelf = library.shelf()
    assert shelf.mistakes == {}
    assert [lesson.place for lesson in shelf.lessons] == sorted(lesson.place for lesson in shelf.lessons)
    assert {lesson.slug for lesson in shelf.lessons} == {p.stem for p in library.OWN.glob("[0-9]*.md")}


def test_a_teachers_lessons_come_first_and_are_read_again_when_they_change(folder):
    path = folder / "mine.md"
    path.write_text(GOOD, encoding="utf-8")
    assert titles()[0] == "Mine"
    path.write_text(GOOD.replace("Mine", "Changed"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert titles()[0] == "Changed"
    path.write_text(GOOD.replace("ABC", "ABCD"), encoding="utf-8")
    shelf = library.shelf()
    assert "Changed" not in [lesson.title for lesson in shelf.lessons]
    assert len(shelf.mistakes["mine.md"]) == 1
    assert shelf.mistakes["mine.md"][0].startswith("Line 5: ")
    path.unlink()
    assert library.shelf().mistakes == {}


def test_a_lesson_of_the_same_name_takes_the_place_of_ours(folder):
    ours = next(lesson for lesson in library.shelf().lessons if lesson.place == 1)
    (folder / f"{ours.slug}.md").write_text(GOOD, encoding="utf-8")
    assert ours.title not in titles()
    assert "Mine" in titles()


def test_a_lesson_brings_a_network_of_its_own(folder):
    (folder / "q.json").write_text(OWN_NETWORK, encoding="utf-8")
    text = "---\ntitle: Q\nminutes: 5\n---\n## One\nnetwork: q.json\nstate: Q\nLook.\n"
    (folder / "q.md").write_text(text, encoding="utf-8")
    (lesson,) = [each for each in library.shelf().lessons if each.title == "Q"]
    start = library.started(lesson, lesson.steps[0])
    assert start.substrate.labels == ["Q"]
    assert start.state == (1,)


@pytest.mark.parametrize("name", ["nothing-like-it", "../../etc/passwd", "missing.json"])
def test_networks_that_are_not_there_are_named(folder, name):
    (folder / "x.md").write_text(GOOD.replace("iit4-fig1", name), encoding="utf-8")
    (said,) = library.shelf().mistakes["x.md"]
    assert said.startswith("Line 5: there is no network")


def test_a_state_needs_a_network(folder):
    (folder / "x.md").write_text(GOOD.replace("network: iit4-fig1\n", ""), encoding="utf-8")
    assert "network: …" in library.shelf().mistakes["x.md"][0]


def test_only_so_much_is_read(folder):
    (folder / "big.md").write_bytes(b"x" * 200_000)
    assert "bytes" in library.shelf().mistakes["big.md"][0]


def test_a_folder_must_be_there(tmp_path):
    with pytest.raises(PhiscopeError, match="no folder"):
        library.use(tmp_path / "none")
    assert library._folders == []


def test_a_step_begins_with_what_the_lesson_put_last():
    lesson = next(each for each in library.shelf().lessons if each.place == 3)
    missing = next(step for step in lesson.steps if step.id == "the-one-that-is-missing")
    start = library.started(lesson, missing)
    assert start.origin == "iit4-fig1"
    assert start.system == ("A", "B", "C")
