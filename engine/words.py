"""Translation of every sentence for people, in the language of whoever reads it.

Sentences stand in the code, in English, as the argument of `tr` or `trn`; those of the example cards and the
glossary stand in their files. `make words` collects them all in ``assets/locale/phiscope.pot`` and compiles
the translations, which are ``assets/locale/<language>/LC_MESSAGES/phiscope.po``.

The language is that of the visitor whose page is being worked on (`use`, `speaking`); where there is none, as
on the command line, that of the process: PHISCOPE_LANGUAGE, else LANGUAGE or LANG. PHISCOPE_LANGUAGE may also
name a compiled catalogue (.mo), for a translator to try it out.

What the body of a module says is there before anybody reads it: such a sentence is a `phrase`, which is said
anew whenever it is shown. Functions that keep sentences keep them by language (`kept_by_language`).
"""

from __future__ import annotations

import gettext
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from string import Formatter
from typing import Any, ParamSpec, TypeVar

DOMAIN = "phiscope"
LOCALES = Path(__file__).resolve().parents[1] / "assets" / "locale"
LANGUAGES = {"en": "English", "de": "Deutsch"}
"""The languages to choose from, each by its own name, by their code."""
_log = logging.getLogger(__name__)
_spoken: ContextVar[str] = ContextVar("language", default="")
Params = ParamSpec("Params")
Value = TypeVar("Value")


def catalogue(language: str | None) -> gettext.NullTranslations:
    """Return the translations of a language or of a compiled catalogue, or English if there are none."""
    if language and language.endswith(".mo"):
        with Path(language).open("rb") as file:
            return gettext.GNUTranslations(file)
    languages = [language] if language else None
    return gettext.translation(DOMAIN, LOCALES, languages, fallback=True)


_SAID = catalogue(os.environ.get("PHISCOPE_LANGUAGE"))


@cache
def _translations(language: str) -> gettext.NullTranslations:
    return gettext.NullTranslations() if language == "en" else catalogue(language)


def _catalogue() -> gettext.NullTranslations:
    """Return the catalogue of the language that is spoken now."""
    spoken = _spoken.get()
    return _translations(spoken) if spoken else _SAID


def use(language: str) -> None:
    """Speak one of `LANGUAGES` from now on, in this task or thread; for another, as the process does."""
    _spoken.set(language if language in LANGUAGES else "")


def spoken() -> str:
    """Return the language that was chosen for this task or thread, to be handed on; empty if none was."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language in a block of code, as `use` does."""
    token = _spoken.set(language if language in LANGUAGES else "")
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """Return the language in use as web pages name it ("pt-BR"); empty if the catalogue does not name it."""
    if _spoken.get():
        return _spoken.get()
    if not isinstance(_SAID, gettext.GNUTranslations):
        return "en"
    return _SAID.info().get("language", "").replace("_", "-")


def tr(text: str, **parts: object) -> str:
    """Return a sentence in the language in use, with ``{parts}`` filled in.

    Parameters
    ----------
    text : str
        The sentence in English: a literal, or text of an asset. Text composed at run time is in no catalogue.
    **parts
        Values for its braces, by name; formats such as ``{count:,}`` are allowed.

    Returns
    -------
    str
    """
    said = _catalogue().gettext(text)
    return _filled(said, text, parts) if parts else said


def trn(one: str, many: str, n: int, **parts: object) -> str:
    """Return the sentence for a number of things, in the language in use.

    Parameters
    ----------
    one, many : str
        The sentences in English for one thing and for several; ``{n}`` is the number.
    n : int
    **parts
        Values for the other braces, by name.

    Returns
    -------
    str
    """
    return _filled(_catalogue().ngettext(one, many, n), one if n == 1 else many, {"n": n, **parts})


class Phrase(str):
    """A sentence that is said in the language in use whenever it is printed, formatted, cut or added to.

    It is equal to its English and has the hash of it, so that it stands for the same thing in every language.
    `str.join`, `re` and `json` read the letters themselves, which are English: give them ``str(phrase)``.
    """

    __slots__ = ("_parts",)
    _parts: dict[str, object]

    def __new__(cls, text: str, /, **parts: object) -> Phrase:
        """Make the phrase of a sentence in English, with values for its braces."""
        made = super().__new__(cls, text)
        made._parts = parts
        return made

    def __str__(self) -> str:
        """Return the sentence in the language in use."""
        return tr(str.__str__(self), **self._parts)

    def __format__(self, form: str, /) -> str:
        """Return the sentence in the language in use, as wide as it is asked for."""
        return format(str(self), form)

    def __add__(self, other: str, /) -> str:
        """Return the sentence with something behind it."""
        return str(self) + str(other)

    def __radd__(self, other: str, /) -> str:
        """Return the sentence with something before it."""
        return str(other) + str(self)

    def __len__(self) -> int:
        """Return how many letters the sentence has in the language in use."""
        return len(str(self))

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:  # type: ignore[override]
        """Return what a copy is made of."""
        return (str.__str__(self),), self._parts


def _in_use(name: str) -> Callable[..., Any]:
    def method(self: Phrase, *args: Any, **options: Any) -> Any:
        return getattr(str(self), name)(*args, **options)

    return method


_METHODS = """
    __contains__ __getitem__ __iter__ __mod__ capitalize casefold center count encode endswith expandtabs find
    format format_map index join ljust lower lstrip partition removeprefix removesuffix replace rfind rjust
    rpartition rsplit rstrip split splitlines startswith strip title translate upper zfill
"""
for _name in _METHODS.split():
    setattr(Phrase, _name, _in_use(_name))


def phrase(text: str, **parts: object) -> str:
    """Return a sentence of the body of a module, a `Phrase`: it is said in the language of whoever sees it.

    Parameters and braces are those of `tr`.
    """
    return Phrase(text, **parts)


def in_words(phrases: Mapping[str, Value]) -> dict[str, Value]:
    """Return what phrases stand for by the sentences that they are now, for the options of a list."""
    return {str(text): value for text, value in phrases.items()}


def in_every_language(text: str) -> tuple[str, ...]:
    """Return the sentence of a phrase in each of `LANGUAGES`, to find it where anybody may have kept it."""
    found = []
    for name in LANGUAGES:
        with speaking(name):
            found.append(str(text))
    return tuple(dict.fromkeys(found))


def kept_by_language(make: Callable[Params, Value]) -> Callable[Params, Value]:
    """Return a function that keeps its values, as `functools.cache` does, for each language its own.

    Its attribute ``cache_clear`` forgets them.
    """

    @cache
    def kept(_language: gettext.NullTranslations, *args: Any, **options: Any) -> Any:
        return make(*args, **options)

    @wraps(make)
    def made(*args: Params.args, **options: Params.kwargs) -> Value:
        return kept(_catalogue(), *args, **options)

    forgets: Any = made
    forgets.cache_clear = kept.cache_clear
    return made


def grouped(text: str) -> str:
    """Return a printed number with the thousands apart as in the language in use.

    1,334 is a fraction to many who read no English: they get the thin space of the SI.
    """
    return text if language() == "en" else text.replace(",", "\N{NARROW NO-BREAK SPACE}")


class _Grouping(Formatter):
    """Fills braces as `str.format` does, with the thousands of the language in use."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text = super().format_field(value, format_spec)
        return grouped(text) if "," in format_spec else text


_FORMATTER = _Grouping()


def _filled(said: str, english: str, parts: dict[str, object]) -> str:
    try:
        return _FORMATTER.vformat(said, (), parts) if ":," in said else said.format(**parts)
    except (KeyError, IndexError, ValueError):
        # A mistake of a translator must not stop the page.
        _log.warning("The translation %r does not fit %r.", said, english)
        return english.format(**parts)
