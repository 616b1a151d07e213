"""Figures as files: vector graphics with embedded fonts, the same bytes for the same figure."""

from __future__ import annotations

import base64
import io
import re
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from fontTools import subset
from matplotlib.font_manager import FontPath, FontProperties, findfont

from engine.words import tr
from viz.paper.lettering import file_of, lettered, letters_of
from viz.paper.page import FONT
from viz.view.letters import caption

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "caption", "to_bytes", "with_fonts"]

FORMATS = ("pdf", "svg", "png")
# No dates and no random ids, so that the same figure has the same bytes.
METADATA: dict[str, dict[str, str | None]] = {
    "pdf": {"Creator": "phiscope", "Producer": "matplotlib", "CreationDate": None},
    "svg": {"Creator": "phiscope", "Date": None},
    "png": {"Software": "phiscope"},
}
ABOUT = {"pdf": "Subject", "svg": "Description", "png": "Description"}
CARRIES = {"pdf": "Keywords", "png": "phiscope"}
"""Where a figure says how it was made; in an SVG it is an element of its own."""
RC: Any = {
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "phiscope",
    "font.family": FONT,
    "mathtext.fontset": "dejavusans",
}
Style = Literal["normal", "italic"]
FONT_STYLES: tuple[tuple[str, Style], ...] = (
    ("normal", "normal"), ("normal", "italic"), ("bold", "normal"), ("bold", "italic"),
)  # fmt: skip
TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)
TAG = re.compile(r"<[^>]*>|&#?\w+;")


def to_bytes(
    figure: Figure, format: str, dpi: int = 300, title: str = "", about: str = "", carried: str = ""
) -> bytes:
    """Return a figure as the content of a file.

    Parameters
    ----------
    figure
        The figure.
    format
        "pdf" (with TrueType fonts embedded), "svg" (text stays text, its letters are embedded) or "png".
    dpi
        Resolution of a PNG in dots per inch; the other formats ignore it.
    title, about
        Name and description of the figure for the metadata of the file.
    carried
        What else the metadata has, of letters that need no escape: how the figure was made.

    Returns
    -------
    bytes
        The same for the same figure.

    Raises
    ------
    ValueError
        If there is no such format.
    """
    if format not in FORMATS:
        known = ", ".join(FORMATS)
        raise ValueError(tr("{format!r} is no figure format; use {known}.", format=format, known=known))
    target = io.BytesIO()
    with lettered(figure, text_stays=format == "svg") as found, mpl.rc_context(RC), warnings.catch_warnings():
        if found.missing:  # of an SVG, which whoever looks at it may have a font for
            warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)
        if not found.outlines:
            # Fonts of other kinds cannot be embedded as they are; their outlines are drawn.
            mpl.rcParams["pdf.fonttype"] = 3
        figure.savefig(target, format=format, dpi=dpi, metadata=_metadata(format, title, about, carried))
    if format == "svg":
        text = with_fonts(target.getvalue().decode(), found.families)
        return (text.replace("</metadata>", f"</metadata>{_own(carried)}", 1) if carried else text).encode()
    return target.getvalue()


def _own(carried: str) -> str:
    return f'\n <metadata id="phiscope">{carried}</metadata>'


def _metadata(format: str, title: str, about: str, carried: str) -> dict[str, str | None]:
    # Browsers show the title of an SVG, and screen readers read it.
    given = {"Title": title, ABOUT[format]: " ".join(about.split())}
    if format in CARRIES:
        given[CARRIES[format]] = carried
    return METADATA[format] | {name: text for name, text in given.items() if text}


def with_fonts(svg: str, others: Sequence[str] = ()) -> str:
    """Return the SVG with the letters that it uses embedded, so that it looks the same without the font.

    Parameters
    ----------
    svg
        The SVG.
    others
        Families of fonts for letters that the font of figures lacks.
    """
    texts = "".join(TEXT.findall(svg))
    letters = "".join(sorted(set(TAG.sub("", texts)) | set(" &<>'\"")))
    rules = []
    for weight, style in FONT_STYLES:
        if not _uses(texts, weight, style):
            continue
        file = findfont(FontProperties(family=FONT, weight=weight, style=style))
        rules.append(_rule(FONT, weight, style, _subset(file, letters)))
    left = set(letters) - letters_of(file_of(FONT))
    for family in others:
        own = "".join(sorted(left & letters_of(file_of(family))))
        rules.append(_rule(family, "normal", "normal", _subset(file_of(family), own)))
        left -= set(own)
    return svg.replace("<defs>", f"<defs>\n  <style>{''.join(rules)}</style>", 1)


def _rule(family: str, weight: str, style: str, font: bytes) -> str:
    data = base64.b64encode(font).decode()
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};"
        f"src:url(data:font/ttf;base64,{data})}}"
    )


def _uses(texts: str, weight: str, style: Style) -> bool:
    """Whether one of the ``<text>`` elements has this weight and style."""
    bold = re.compile(r"font:[^;\"]*\b(?:bold|[6-9]00)\b|font-weight: *(?:bold|[6-9]00)")
    slanted = re.compile(r"font:[^;\"]*\b(?:italic|oblique)\b|font-style: *(?:italic|oblique)")
    return any(
        (bool(bold.search(text)), bool(slanted.search(text))) == (weight == "bold", style == "italic")
        for text in TEXT.findall(texts)
    )


def _subset(file: FontPath, letters: str) -> bytes:
    """Return a font with these letters only."""
    options = subset.Options()
    options.recalc_timestamp = False
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += ["FFTM"]
    options.font_number = file.face_index
    out = io.BytesIO()
    with subset.load_font(file, options) as font:
        tool = subset.Subsetter(options)
        tool.populate(text=letters)
        tool.subset(font)
        font.save(out, reorderTables=False)
    return out.getvalue()
