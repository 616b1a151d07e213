"""Every page that is made from declarations has all that is declared.

With it `apps.manual.elsewhere`, `apps.manual.file_pages`, `apps.manual.lesson_pages`,
`apps.manual.python_pages` and `apps.manual.survey_pages`.
"""

import json
import re

import pytest

import engine
from apps import views
from apps.__main__ import COMMANDS
from apps.figures.exports import KINDS, exports_of
from apps.figures.plots import PLOTS
from apps.figures.result_tables import TABLES
from apps.lessons.kinds import FRONT, KEYS, STEPS
from apps.lessons.library import shelf
from apps.lessons.values import VALUES
from apps.manual import elsewhere, file_pages, lesson_pages, python_pages, reference, survey_pages
from apps.manual.markdown import plain
from apps.results.exhibit import NEEDS, OTHERS
from apps.workspace.glossary import terms
from commanded import command_called
from engine import Substrate
from engine.atlas.families import FAMILIES
from engine.formalisms import FORMALISMS
from engine.iit4.readings import CHOICES
from engine.recompute import options
from engine.substrate.formats import FORMATS

CODE = re.compile(r"`([^`]+)`")


def codes(text):
    return {name for found in CODE.findall(text) for name in (found, *found.split())}


def chapter(text, heading):
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("act", COMMANDS, ids=lambda act: act.__name__)
def test_every_option_of_every_command(act):
    name = act.__name__.strip("_")
    command = command_called(name)
    said = chapter(reference.commands(), name)
    for each in command.params:
        if each.name != "help" and each.opts[0].startswith("-"):
            assert all(option in said for option in (*each.opts, *each.secondary_opts)), each.name
            assert each.help


def test_every_view_plot_export_and_table():
    assert codes(reference.views()) >= {f"/{name}" for name in views.load()}
    assert codes(reference.plots()) >= {
        *PLOTS,
        *(f"--{o.replace('_', '-')}" for k in PLOTS.values() for o in k.options),
    }
    said = reference.exports()
    assert codes(said) >= set(TABLES)
    for name, view in views.load().items():
        part = chapter(said, view.title)
        for export in exports_of(name).values():
            assert plain(export.title) in part
            assert all(KINDS[kind] in part for kind in export.kinds)


def test_every_need_is_said():
    assert set(reference.NEEDS) == {*NEEDS, *OTHERS}
    assert {kind.needs for kind in (*PLOTS.values(), *TABLES.values())} <= set(reference.NEEDS)


def test_every_formalism_and_reading():
    said = reference.formalisms()
    assert codes(said) >= set(FORMALISMS)
    for choice in CHOICES.values():
        part = chapter(said, choice.name.capitalize())
        assert codes(part) >= set(choice.keys)
    assert all(said.count(f"| {each.name} |") == 1 for each in FORMALISMS.values())
    assert "Quantifying" not in said or "{" not in said


@pytest.mark.parametrize("key", FAMILIES)
def test_every_option_of_every_family_has_its_limits(key):
    said = chapter(survey_pages.surveys(), key)
    for name in FAMILIES[key].options:
        assert f"| `{name}` |" in said
    for name, (_, limits) in survey_pages.options_of(key).items():
        assert limits or name in ("rules", "first", "second"), name


def test_the_gestures_are_those_of_the_cheat_sheet():
    found = reference.gestures()
    assert list(found) == ["Mouse", "Touch", "Keyboard"]
    source = reference.Path(reference.network_editor.__file__).with_name("words.js").read_text("utf-8")
    sheet = source[source.index("helpGroups") : source.index("export const ICONS")]
    lines = [line for line in sheet.splitlines() if re.match(r"^ {10}\[.*\],$", line)]
    assert sum(map(len, found.values())) == len(lines) > 30


def test_every_word():
    said = reference.words()
    assert all(f"**{plain(name)}**" in said for name in terms())


def test_every_key_of_the_file():
    said = file_pages.substrate_file()
    for heading, schema in file_pages.objects():
        part = chapter(said, heading)
        for key, each in schema["properties"].items():
            assert f"| `{key}` |" in part
            assert each["description"].endswith(".")
            assert plain(each["description"]) in part


def test_the_example_of_the_file_is_one():
    content = file_pages.EXAMPLE.removeprefix("```json\n").removesuffix("\n```")
    found = Substrate.from_dict(json.loads(content))
    assert found.labels == ["A", "B"]
    assert found.state == (1, 0)


def test_every_format():
    said = file_pages.formats()
    assert codes(said) >= {suffix for each in FORMATS for suffix in (*each.suffixes, each.writes) if suffix}


def test_every_lesson_and_what_lessons_are_written_in():
    said = lesson_pages.lessons()
    assert all(f"{{#{lesson.slug}}}" in said for lesson in shelf().lessons)
    assert len(shelf().lessons) >= 11
    written = lesson_pages.syntax()
    assert codes(written) >= {f"{name}:" for name in (*KEYS, *FRONT)} | set(VALUES)
    assert all(f"| {name} |" in written for name in STEPS)


def test_hosting_shows_the_files_that_it_names():
    said = elsewhere.hosting()
    for name in ("nginx.conf", "phiscope.service", "Containerfile"):
        assert f"\n## {name}\n" in said
        assert (elsewhere.ASSETS / "hosting" / name).read_text("utf-8") in said


def test_python_has_every_public_name():
    said = python_pages.public()
    assert all(f"`{name}`" in said for name in engine.__all__)
    listed = {module for name in python_pages.ROOMS for module in python_pages.modules(name)}
    homes = {engine._HOMES[name] for name in engine.__all__ if name in engine._HOMES}
    assert homes <= listed


def test_options_of_pyphi():
    text = file_pages.pyphi_options()
    followed = chapter(text, "Options that are followed")
    assert set(options.DECIDES) <= codes(followed)
    for known in (options.COMPUTED, options.OF_ACCOUNTS):
        assert {name for each in known for name in each.names} <= codes(text)
        assert all(plain(each.assumed) in text for each in known)
    assert {"EMD", "NORMALIZED_PHI,", "false"} <= codes(chapter(text, "Options with one value here"))
