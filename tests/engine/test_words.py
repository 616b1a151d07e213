"""Sentences in another language: the catalogue is complete, fits, and a bad translation harms nobody."""

import ast
import copy
import gettext
import os
import re
import string
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

import catalogue
from engine import words
from foreign import foreign


def parts(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_template_has_every_sentence():
    assert catalogue.ids(catalogue.written()) == catalogue.ids(catalogue.collected()), "run make words"


@pytest.mark.parametrize("path", catalogue.translations(), ids=lambda path: path.parents[1].name)
def test_every_sentence_is_translated_and_keeps_its_parts(path):
    catalog = catalogue.translated(path)
    assert catalogue.ids(catalog) == catalogue.ids(catalogue.written()), "run make words"
    for message in catalog:
        if not message.id:
            continue
        english = (message.id,) if isinstance(message.id, str) else message.id
        assert len(catalogue.texts(message)) == len(english)
        for text, said in zip(english, catalogue.texts(message), strict=True):
            assert said, f"not translated: {text}"
            assert parts(said) == parts(text), text
            assert re.findall("<[^>]+>", said) == re.findall("<[^>]+>", text), text
            assert said[:1].isspace() == text[:1].isspace(), text
            assert said[-1:].isspace() == text[-1:].isspace(), text


@pytest.mark.parametrize("path", catalogue.translations(), ids=lambda path: path.parents[1].name)
def test_what_the_program_reads_is_what_translators_wrote(path):
    read = words.catalogue(path.parents[1].name)
    for message in catalogue.translated(path):
        if isinstance(message.id, tuple):
            said = tuple(read.ngettext(*message.id, n) for n in (1, 2))
            assert said == catalogue.texts(message), "run make words"
        elif message.id:
            assert read.gettext(message.id) == message.string, "run make words"


def test_the_languages_to_choose_from_are_those_there_are():
    there = {path.parents[1].name for path in catalogue.translations()}
    assert set(words.LANGUAGES) == there | {"en"}


def at_import(tree):
    """The calls of `tr` and `trn` that run when the module is read."""
    found = []

    def look(node, inside):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for each in (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)):
                look(each, inside)
            for each in node.body:
                look(each, True)
            return
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"tr", "trn"} and not inside:
            found.append(node.lineno)
        for each in ast.iter_child_nodes(node):
            look(each, inside or isinstance(node, ast.Lambda))

    look(tree, False)
    return found


def test_what_modules_say_when_they_are_read_is_said_anew_for_each_visitor():
    """Before there is a visitor `tr` would speak as the process does, to all; `phrase` waits."""
    for package in ("engine", "viz", "apps"):
        for path in sorted((catalogue.ROOT / package).rglob("*.py")):
            # Commands have no visitor: their help is that of the process.
            if path.parent.name != "cli" and path.name != "__main__.py":
                assert at_import(ast.parse(path.read_text("utf-8"))) == [], path


def test_a_phrase_is_said_in_the_language_in_use():
    count, plain = words.phrase("{count} entries", count=3), words.phrase("Settings")
    assert (str(count), f"{plain}!", plain + "!", len(plain)) == ("3 entries", "Settings!", "Settings!", 8)
    with words.speaking("de"):
        assert str(count) == "3 Einträge"
        assert [f"{plain}!", plain + "!", "»" + plain, f"{plain:>14}"] == [
            "Einstellungen!", "Einstellungen!", "»Einstellungen", " Einstellungen",
        ]  # fmt: skip
        assert (f"{plain}", plain.upper(), len(plain), plain[:5]) == (
            "Einstellungen", "EINSTELLUNGEN", 13, "Einst",
        )  # fmt: skip
        assert plain == "Settings"
        assert {plain: 1}["Settings"] == 1
        assert words.in_words({plain: 1}) == {"Einstellungen": 1}
        assert str(copy.deepcopy(count)) == "3 Einträge"
    assert words.in_every_language(plain) == ("Settings", "Einstellungen")
    assert str(plain) == "Settings"


def test_what_is_kept_is_kept_by_language():
    made = []

    @words.kept_by_language
    def sentence(name):
        made.append(name)
        return words.tr("Wrote {file}.", file=name)

    assert sentence("a") == sentence("a") == "Wrote a."
    with words.speaking("de"):
        assert sentence("a") == sentence("a") == "a wurde geschrieben."
    assert sentence("a") == "Wrote a."
    assert made == ["a", "a"]


def test_an_unknown_language_is_that_of_the_process():
    with words.speaking("tlh"):
        assert (words.spoken(), words.tr("Settings")) == ("", "Settings")
    with words.speaking("de"):
        assert words.language() == "de"


def test_parts_and_numbers(monkeypatch):
    assert words.tr("no {braces} here") == "no {braces} here"
    assert words.tr("{count:,} of {all}", count=1234, all="x") == "1,234 of x"
    assert words.trn("{n} unit", "{n} units", 1) == "1 unit"
    assert words.trn("{n} unit of {name}", "{n} units of {name}", 2, name="A") == "2 units of A"


def test_a_translation_that_does_not_fit_leaves_english(monkeypatch):
    class Bad(gettext.NullTranslations):
        def gettext(self, message):
            return "{nothing} of this"

    monkeypatch.setattr(words, "_SAID", Bad())
    assert words.tr("{here}", here="english") == "english"


def test_thousands_are_no_fractions_in_a_language_that_writes_them_so():
    assert words.tr("{n:,} and {x:.2f}", n=1334, x=0.5) == "1,334 and 0.50"
    with words.speaking("de"):
        assert words.tr("{n:,} and {x:.2f}", n=1334, x=0.5) == "1\u202f334 and 0.50"
        assert words.grouped("12,345,678.5") == "12\u202f345\u202f678.5"


def test_a_language_without_a_catalogue_is_english():
    assert words.catalogue("tlh").gettext("unit") == "unit"


@pytest.mark.parametrize(("locale", "named"), [("pt_BR", "pt-BR"), ("de", "de"), (None, "")])
def test_the_language_in_use_is_told(monkeypatch, tmp_path, locale, named):
    assert words.language() == "en"
    path = tmp_path / "phiscope.mo"
    with path.open("wb") as out:
        write_mo(out, Catalog(locale=locale))
    monkeypatch.setattr(words, "_SAID", words.catalogue(str(path)))
    assert words.language() == named


def test_another_language_is_read_from_a_compiled_catalogue(nowhere):
    said = words.catalogue(str(nowhere))
    single = sorted(text for text in catalogue.ids(catalogue.written()) if isinstance(text, str))
    known = next(text for text in single if "unit" in text)
    assert said.gettext(known) == foreign(known)


def test_the_command_speaks_it(nowhere, tmp_path):
    out = tmp_path / "figure.svg"
    command = [sys.executable, "-m", "apps", "figure", "assets/networks/iit4-fig1.json", "-o", str(out)]
    done = subprocess.run(
        command,
        cwd=catalogue.ROOT,
        env=os.environ | {"PHISCOPE_LANGUAGE": str(nowhere)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(foreign("Wrote"))
    assert foreign("distinctions") in out.read_text(encoding="utf-8")
