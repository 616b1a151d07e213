"""The language that a visitor chose: kept in a cookie, known for each page, said in what is sent."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from bokeh.core.serialization import Serializer
from bokeh.document import Document
from tornado.httputil import HTTPServerRequest

from engine.words import LANGUAGES, Phrase, spoken

COOKIE = "phiscope-language"
_languages: WeakKeyDictionary[Document, str] = WeakKeyDictionary()


def chosen(request: HTTPServerRequest) -> str:
    """Return the language that a request's browser keeps; empty if it keeps none of those there are."""
    morsel = request.cookies.get(COOKIE)
    return morsel.value if morsel is not None and morsel.value in LANGUAGES else ""


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
