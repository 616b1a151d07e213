"""All that views, plots and printed figures say passes through the catalogue of sentences."""

import json
import os
import re
import subprocess
import sys

import catalogue
from foreign import foreign

WORD = re.compile(r"(?<![#\w])\w{4,}")
NAMES = {"revision", "phiscope", "mathregular"}
"""Of a formalism, of the program, and of how an index is set."""


def words(text):
    """Words that are English by their letters, without those of the language nobody speaks."""
    return {word for word in WORD.findall(text) if re.fullmatch("[A-Za-z]+", word)}


def said(root, language):
    command = [sys.executable, str(root / "tests/viz/said.py")]
    done = subprocess.run(
        command,
        cwd=root,
        env=os.environ | {"PHISCOPE_LANGUAGE": str(language), "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_no_english_word_keeps_its_letters():
    every = [
        text
        for each in catalogue.ids(catalogue.collected())
        for text in ([each] if isinstance(each, str) else each)
    ]
    kept = {word for text in every for word in words(re.sub(r"\{[^}]*\}|<[^>]*>|\\\\.", " ", foreign(text)))}
    assert kept == set()


def test_all_that_viz_says_is_in_the_catalogue(root, nowhere):
    found = said(root, nowhere)
    english = {
        (where, word, text)
        for where, texts in found.items()
        for text in texts
        for word in words(text) - NAMES
    }
    assert english == set()
    everything = " ".join(text for texts in found.values() for text in texts)
    for word in ("distinctions", "cause", "reducible", "partition", "state"):
        assert foreign(word) in everything
