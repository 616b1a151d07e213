"""How wide a text is, without a font at hand: never less than in DejaVu Sans, the widest in use."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

from viz.view.letters import brief

LINE = 1.3
"""Height of a line of text, as a multiple of the size of its type."""
BOLD = 1.2
WIDE = 1.0
CAPITAL = 0.79
SIGN = 0.84
SMALL = 0.66
# Hundredths of an em of the letters from the space to the tilde, in DejaVu Sans.
ASCII = (
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34,
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54,
    100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
    61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50,
    50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62,
    64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
)  # fmt: skip


def width(text: str, size: float, bold: bool = False) -> float:
    """Return an upper bound of the width of a text.

    Parameters
    ----------
    text
        The text, on one line.
    size
        Size of the type, in any unit.
    bold
        Whether the type is bold.

    Returns
    -------
    float
        The width in the same unit.
    """
    return sum(map(_em, text)) * size * (BOLD if bold else 1.0)


def shortened(text: str, size: float, room: float, bold: bool = False) -> str:
    """Return a text whose middle is left out as far as it has to be to fit into a width; see `width`."""
    said, most = text, len(text)
    while most > 1 and width(said, size, bold) > room + 1e-9:
        most -= 1
        said = brief(text, most, most)
    return said


def _em(letter: str) -> float:
    """Return the width of a letter in ems."""
    at = ord(letter) - ord(" ")
    if 0 <= at < len(ASCII):
        return ASCII[at] / 100
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF" or letter in "—→←↔⊣≺φΦωΩ…":
        return WIDE
    kind = category(letter)
    if kind in ("Sm", "So"):
        return SIGN
    return CAPITAL if kind == "Lu" else SMALL
