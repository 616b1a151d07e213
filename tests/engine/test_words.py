"""Sentences in another language: the catalogue is complete, fits, and a bad translation harms nobody."""

import gettext
import os
import string
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import catalogue
from engine import words
from foreign import foreign


def parts(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_template_has_every_sentence():
    assert catalogue.ids(catalogue.written()) == catalogue.ids(catalogue.collected()), "run make words"


def test_translations_keep_the_parts():
    for path in catalogue.LOCALES.glob("*/LC_MESSAGES/*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and message.string and isinstance(message.id, str):
                    assert parts(message.string) == parts(message.id), (path, message.id)


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
