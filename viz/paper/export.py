"""Figures as files: all vector, fonts inside, the same bytes for the same figure."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from fontTools import subset
from matplotlib.font_manager import FontProperties, findfont

from engine.words import tr
from viz.paper.page import FONT
from viz.view.letters import caption

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "caption", "to_bytes", "with_fonts"]

FORMATS = ("pdf", "svg", "png")
# No dates and no random ids: a figure can be compared byte by byte.
METADATA: dict[str, dict[str, str | None]] = {
    "pdf": {"Creator": "phiscope", "Producer": "matplotlib", "CreationDate": None},
    "svg": {"Creator": "phiscope", "Date": None},
    "png": {"Software": "phiscope"},
}
ABOUT = {"pdf": "Subject", "svg": "Description", "png": "Description"}
RC: Any = {
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "phiscope",
    "font.family": FONT,
    "mathtext.fontset": "dejavusans",
}
Style = Literal["normal", "italic"]
FACES: tuple[tuple[str, Style], ...] = (
    ("normal", "normal"), ("normal", "italic"), ("bold", "normal"), ("bold", "italic"),
)  # fmt: skip
TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)
TAG = re.compile(r"<[^>]*>|&#?\w+;")


def to_bytes(figure: Figure, format: str, dpi: int = 300, title: str = "", about: str = "") -> bytes:
    """Return a figure as a file's content.

    Parameters
    ----------
    format
        "pdf" (TrueType fonts embedded), "svg" (text stays text, its letters embedded) or "png".
    dpi
        Resolution of a PNG; the others have none.
    title, about
        What the file says of itself in its metadata: a name, and the caption.

    Raises
    ------
    ValueError
        If the format is another.
    """
    if format not in FORMATS:
        known = ", ".join(FORMATS)
        raise ValueError(tr("{format!r} is no figure format; use {known}.", format=format, known=known))
    target = io.BytesIO()
    with mpl.rc_context(RC):
        figure.savefig(target, format=format, dpi=dpi, metadata=_metadata(format, title, about))
    if format == "svg":
        return with_fonts(target.getvalue().decode()).encode()
    return target.getvalue()


def _metadata(format: str, title: str, about: str) -> dict[str, str | None]:
    # The SVG's title is shown by browsers and read aloud.
    given = {"Title": title, ABOUT[format]: " ".join(about.split())}
    return METADATA[format] | {name: text for name, text in given.items() if text}


def with_fonts(svg: str) -> str:
    """Put the letters that are used into the SVG: it then looks the same where the font is missing."""
    texts = "".join(TEXT.findall(svg))
    letters = "".join(sorted(set(TAG.sub("", texts)) | set(" &<>'\"")))
    rules = []
    for weight, style in FACES:
        if not _uses(texts, weight, style):
            continue
        data = base64.b64encode(_subset(weight, style, letters)).decode()
        rules.append(
            f"@font-face{{font-family:'{FONT}';font-weight:{weight};font-style:{style};"
            f"src:url(data:font/ttf;base64,{data})}}"
        )
    return svg.replace("<defs>", f"<defs>\n  <style>{''.join(rules)}</style>", 1)


def _uses(texts: str, weight: str, style: Style) -> bool:
    bold = re.compile(r"font:[^;\"]*\b(?:bold|[6-9]00)\b|font-weight: *(?:bold|[6-9]00)")
    slanted = re.compile(r"font:[^;\"]*\b(?:italic|oblique)\b|font-style: *(?:italic|oblique)")
    return any(
        (bool(bold.search(text)), bool(slanted.search(text))) == (weight == "bold", style == "italic")
        for text in TEXT.findall(texts)
    )


def _subset(weight: str, style: Style, letters: str) -> bytes:
    options = subset.Options()
    options.recalc_timestamp = False
    options.layout_features = []
    options.notdef_outline = True
    options.drop_tables += ["FFTM"]
    path = findfont(FontProperties(family=FONT, weight=weight, style=style))
    out = io.BytesIO()
    with subset.load_font(path, options) as font:
        tool = subset.Subsetter(options)
        tool.populate(text=letters)
        tool.subset(font)
        font.save(out, reorderTables=False)
    return out.getvalue()
