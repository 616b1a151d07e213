"""Every sentence for people passes through here, so that it can be read in other languages.

Sentences stand in the code, in English, as the argument of `tr` or `trn`; `make words` collects them all in
``assets/locale/phiscope.pot``. A translation is ``assets/locale/<language>/LC_MESSAGES/phiscope.po``, which
`make words` compiles. What the example cards and the glossary say stands in their files and is collected from
there. The language is that of the process: PHISCOPE_LANGUAGE, else LANGUAGE or LANG;
PHISCOPE_LANGUAGE may also name a compiled catalogue (.mo), for a translator to try it out.
"""

import gettext
import logging
import os
from pathlib import Path

DOMAIN = "phiscope"
LOCALES = Path(__file__).resolve().parents[1] / "assets" / "locale"
_log = logging.getLogger(__name__)


def catalogue(language: str | None) -> gettext.NullTranslations:
    """Return the sentences of a language, of a compiled catalogue, or English where there are none."""
    if language and language.endswith(".mo"):
        with Path(language).open("rb") as file:
            return gettext.GNUTranslations(file)
    languages = [language] if language else None
    return gettext.translation(DOMAIN, LOCALES, languages, fallback=True)


_SAID = catalogue(os.environ.get("PHISCOPE_LANGUAGE"))


def language() -> str:
    """Return the language in use as web pages name it ("pt-BR"); empty where the catalogue does not say."""
    if not isinstance(_SAID, gettext.GNUTranslations):
        return "en"
    return _SAID.info().get("language", "").replace("_", "-")


def tr(text: str, **parts: object) -> str:
    """Return a sentence in the language of the process, with ``{parts}`` filled in.

    Parameters
    ----------
    text : str
        The sentence in English: a literal, or text of an asset. What is put together at run time is in no
        catalogue.
    **parts
        What stands in its braces, by name; formats such as ``{count:,}`` are allowed.
    """
    return _filled(_SAID.gettext(text), text, parts)


def trn(one: str, many: str, n: int, **parts: object) -> str:
    """Return the sentence for a number of things, which stands in it as ``{n}``."""
    return _filled(_SAID.ngettext(one, many, n), one if n == 1 else many, {"n": n, **parts})


def _filled(said: str, english: str, parts: dict[str, object]) -> str:
    if not parts:
        return said
    try:
        return said.format(**parts)
    except (KeyError, IndexError, ValueError):
        # A slip of a translator must not take the page down.
        _log.warning("The translation %r does not fit %r.", said, english)
        return english.format(**parts)
