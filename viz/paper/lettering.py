"""Letters that the font of figures lacks: other fonts of this machine that have them, or a sentence.

Matplotlib looks a letter up in a list of fonts, family by family. Only fonts for which a figure has use are
opened; of those that have a letter, Noto fonts come first.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fontTools.ttLib import TTFont, TTLibError
from matplotlib.font_manager import FontPath, FontProperties, findfont, fontManager
from matplotlib.text import Text

from engine.words import tr
from viz.paper.page import FONT, unsubscripted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STAND_IN = "?"
REGULAR = 400
SAID = 10
# Fonts of last resort have a box for every letter, and some symbol fonts a picture.
NO_FONTS = ("last resort", "emoji", "dingbats", "blank", "cmr", "cmsy", "cmmi", "cmex", "cmb", "cmss", "cmtt")


@dataclass(frozen=True, slots=True)
class Lettering:
    """How the letters that the font lacks are shown.

    Attributes
    ----------
    families : tuple of str
        Families of other fonts that have some of them.
    missing : frozenset of str
        Letters that no font has.
    outlines : bool
        Whether each of the fonts has TrueType outlines, which PDF can embed as they are.
    """

    families: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()
    outlines: bool = True


def lettering(text: str) -> Lettering:
    """Return how the letters of a text are shown that the font of figures lacks."""
    return _lettering(frozenset(each for each in text if _is_shown(each)) - letters_of(file_of(FONT)))


def note(texts: Iterable[str], *, text_stays: bool = False) -> str:
    """Return a sentence about the letters of some texts that no font has; empty if there are none.

    Parameters
    ----------
    texts
        What people wrote that the figure may show.
    text_stays
        Whether the file keeps the letters, as for `lettered`.
    """
    missing = sorted(lettering("".join(texts)).missing)
    if not missing:
        return ""
    letters = ", ".join(missing[:SAID]) + "…" * (len(missing) > SAID)
    if text_stays:
        return tr("No font of this machine has {letters}; they show where a font has them.", letters=letters)
    return tr(
        "No font of this machine has {letters}, shown as {sign}; install one that does, such as a Noto font.",
        letters=letters,
        sign=STAND_IN,
    )


@contextmanager
def lettered(figure: Figure, *, text_stays: bool = False) -> Iterator[Lettering]:
    """Give the texts of a figure the fonts for their letters while the block runs.

    Parameters
    ----------
    figure
        The figure.
    text_stays
        Whether letters that no font has are kept, since whoever looks at the text may have a font.
    """
    texts: list[Any] = figure.findobj(Text)
    found = lettering("".join(text.get_text() for text in texts))
    before = []
    if found.families or found.missing:
        for text in texts:
            words = text.get_text()
            if lettering(words) != Lettering():
                before.append((text, words, text.get_fontfamily()))
                # Mathematics have fonts of their own, which have no more letters.
                words = unsubscripted(words)
                if not text_stays:
                    words = "".join(STAND_IN if each in found.missing else each for each in words)
                text.set(text=words, family=[FONT, *found.families])
    log, level = logging.getLogger(findfont.__module__), logging.NOTSET
    try:
        if before:  # matplotlib tells of every font that has no bold letters
            level = log.level
            log.setLevel(logging.ERROR)
        yield found
    finally:
        if before:
            log.setLevel(level)
        for text, words, family in before:
            text.set(text=words, family=family)


def _is_shown(letter: str) -> bool:
    """Whether a letter has a shape: blanks, and what only joins or marks, have none."""
    return unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me")


@lru_cache(maxsize=64)
def _lettering(lacking: frozenset[str]) -> Lettering:
    """Take the font that has most of the letters, then that which has most of the rest, and so on."""
    left, families, outlines = lacking, [], True
    fonts = _fonts() if left else {}
    while left:
        has = {family: left & letters_of(path) for family, path in fonts.items()}
        best = min(has, key=lambda family: (-len(has[family]), _rank(family, lacking)), default="")
        if not best or not has[best]:
            break
        families.append(best)
        outlines = outlines and _face(fonts[best])[1]
        left -= has[best]
    return Lettering(tuple(families), left, outlines)


def _rank(family: str, letters: frozenset[str]) -> tuple[int, bool, bool, str]:
    """Return how late a family is taken among those with as many of some letters: Noto Sans first.

    The same Chinese letters look different in Chinese, Japanese and Korean, each a family of Noto.
    """
    name = family.casefold()
    names = [unicodedata.name(letter, "") for letter in letters]
    kana = any(each.startswith(("HIRAGANA", "KATAKANA")) for each in names)
    place = "jp" if kana else "kr" if any(each.startswith("HANGUL") for each in names) else "sc"
    noto = 0 if name.startswith("noto sans") else 1 if name.startswith("noto") else 2
    return noto, "mono" in name, not name.endswith(place), name


def _fonts() -> dict[str, FontPath]:
    """Return the file of each family of plain fonts on this machine."""
    return {
        entry.name: FontPath(entry.fname, entry.index)
        for entry in sorted(fontManager.ttflist, key=lambda entry: entry.fname, reverse=True)
        if (entry.style, entry.stretch, entry.weight) == ("normal", "normal", REGULAR)
        and not any(name in entry.name.casefold() for name in NO_FONTS)
        and entry.name != FONT
    }


def file_of(family: str) -> FontPath:
    """Return the file of the regular font of a family."""
    return findfont(FontProperties(family=[family]))


def letters_of(path: FontPath) -> frozenset[str]:
    """Return the letters of a font; none if it cannot be read."""
    return _face(path)[0]


@lru_cache(maxsize=512)
def _face(path: FontPath) -> tuple[frozenset[str], bool]:
    """Return the letters of a font, and whether it has TrueType outlines."""
    try:
        with TTFont(path, fontNumber=path.face_index, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or {})), "glyf" in font
    except (OSError, TTLibError):
        return frozenset(), False
