"""Numbers as figures, tables and sentences print them, by one rule: a number looks the same everywhere.

Four significant digits, without zeros at the end; inside a drawing, where there is no room, two; in what is
taken away as a table or as a sentence for a paper, six.
"""

from __future__ import annotations

from math import isinf

from engine.words import grouped

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MINUS = "\N{MINUS SIGN}"


def number(x: float, digits: int = 4) -> str:
    """Return a number with at most so many significant digits.

    Parameters
    ----------
    x
        The number.
    digits
        Its significant digits. All digits of the integer part are kept: 391.25 is "391", 15370 is "15,370".

    Returns
    -------
    str
        "0.1719", "2"; "1.2×10⁻⁵" below 0.001 and from 10⁹ on; "0" below 1e-10; with a minus sign, no hyphen.
    """
    if x == 0 or abs(x) < 1e-10:
        return "0"
    if isinf(x):
        return ("" if x > 0 else MINUS) + "∞"
    size = f"{abs(x):.{digits - 1}e}"
    exponent = int(size.split("e")[1])
    if not -4 < exponent < 9:
        text = f"{_short(size.split('e')[0])}×10{str(exponent).translate(SUPERSCRIPT)}"
    else:
        text = _short(f"{abs(x):,.{max(digits - 1 - exponent, 0)}f}")
        text = grouped(text) if "," in text else text
    return (MINUS if x < 0 else "") + text


def _short(decimals: str) -> str:
    """Return decimals without zeros at their end."""
    return decimals.rstrip("0").rstrip(".") if "." in decimals else decimals


def count(n: int) -> str:
    """Return a count as "1,537,080", or from 10¹² on with its first three digits, "≈ 1.53×10²⁰"."""
    if n < 10**12:
        return str(n) if abs(n) < 1000 else grouped(f"{n:,}")
    digits = str(n)
    return f"≈ {digits[0]}.{digits[1:3]}×10{str(len(digits) - 1).translate(SUPERSCRIPT)}"


def signed_count(n: int) -> str:
    """Return a count with its sign, which follows "≈": "+12", "−3", "≈ −1.87×10¹⁹"; "0" has none."""
    sign = "+" if n > 0 else MINUS if n < 0 else ""
    size = count(abs(n))
    digits = size.removeprefix("≈ ")
    return f"{size.removesuffix(digits)}{sign}{digits}"
