"""The language of a visitor: of a cookie, else the browser's; known for each page, said in what is sent."""

from __future__ import annotations

import os
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from bokeh.core.serialization import Serializer
from bokeh.document import Document
from tornado.httputil import HTTPServerRequest

from engine.words import LANGUAGES, Phrase, spoken

COOKIE = "phiscope-language"
MOST = 200  # letters of what a browser says of its languages that are read
_languages: WeakKeyDictionary[Document, str] = WeakKeyDictionary()


def chosen(request: HTTPServerRequest) -> str:
    """Return the language that a request's browser keeps, else the one it likes best of those there are.

    Empty if it says nothing of any of them, or if the server was started in a language.
    """
    morsel = request.cookies.get(COOKIE)
    if morsel is not None and morsel.value in LANGUAGES:
        return morsel.value
    if os.environ.get("PHISCOPE_LANGUAGE"):
        return ""
    return _liked(request.headers.get("Accept-Language", "")[:MOST])


def _liked(said: str) -> str:
    """Return the first language there is of a list such as "de-AT,de;q=0.9,en;q=0.8"; empty if none is."""
    wanted: list[tuple[float, str]] = []
    for part in said.split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), name.partition("-")[0].lower()))
        except ValueError:
            continue  # a part that says no number says nothing
    known = [name for weight, name in sorted(wanted, key=itemgetter(0)) if name in LANGUAGES and weight < 0]
    return known[0] if known else ""


def remember(document: Document) -> None:
    """Note that the page of a document is in the language in use."""
    _languages[document] = spoken()


def language_of(document: Any) -> str:
    """Return the language of a page; empty if none was chosen there."""
    return _languages.get(document, "")


def _sentence(said: Phrase, _serializer: Serializer) -> str:
    return str(said)


# Bokeh sends a text as it finds it; of a phrase that would be the English.
Serializer.register(Phrase, _sentence)
