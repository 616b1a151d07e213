"""Translation of every sentence for people.

Sentences stand in the code, in English, as the argument of `tr` or `trn`; those of the example cards and the
glossary stand in their files. `make words` collects them all in ``assets/locale/phiscope.pot`` and compiles
the translations, which are ``assets/locale/<language>/LC_MESSAGES/phiscope.po``. The language is that of the
process: PHISCOPE_LANGUAGE, else LANGUAGE or LANG. PHISCOPE_LANGUAGE may also name a compiled catalogue (.mo),
for a translator to try it out.
"""

import gettext
import logging
import os
from pathlib import Path

DOMAIN = "phiscope"
LOCALES = Path(__file__).resolve().parents[1] / "assets" / "locale"
_log = logging.getLogger(__name__)


def catalogue(language: str | None) -> gettext.NullTranslations:
    """Return the translations of a language or of a compiled catalogue, or English if there are none."""
    if language and language.endswith(".mo"):
        with Path(language).open("rb") as file:
            return gettext.GNUTranslations(file)
    languages = [language] if language else None
    return gettext.translation(DOMAIN, LOCALES, languages, fallback=True)


_SAID = catalogue(os.environ.get("PHISCOPE_LANGUAGE"))


def language() -> str:
    """Return the language in use as web pages name it ("pt-BR"); empty if the catalogue does not name it."""
    if not isinstance(_SAID, gettext.GNUTranslations):
        return "en"
    return _SAID.info().get("language", "").replace("_", "-")


def tr(text: str, **parts: object) -> str:
    """Return a sentence in the language of the process, with ``{parts}`` filled in.

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
    return _filled(_SAID.gettext(text), text, parts)


def trn(one: str, many: str, n: int, **parts: object) -> str:
    """Return the sentence for a number of things, in the language of the process.

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
    return _filled(_SAID.ngettext(one, many, n), one if n == 1 else many, {"n": n, **parts})


def _filled(said: str, english: str, parts: dict[str, object]) -> str:
    if not parts:
        return said
    try:
        return said.format(**parts)
    except (KeyError, IndexError, ValueError):
        # A mistake of a translator must not stop the page.
        _log.warning("The translation %r does not fit %r.", said, english)
        return english.format(**parts)
