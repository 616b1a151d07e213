"""Numbers as figures, tables and sentences print them."""

from __future__ import annotations

from math import isinf

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


MINUS = "\N{MINUS SIGN}"


def number(x: float, digits: int = 3) -> str:
    """Return a number as figures print it: `digits` significant digits, never fewer than its integer part.

    Whole digits beyond `digits` are kept (391.25 gives "391", 15370 gives "15,370"); powers of ten
    below 0.001 and from a milliard on.
    """
    if x == 0 or abs(x) < 1e-10:
        return "0"
    if isinf(x):
        return ("" if x > 0 else MINUS) + "∞"
    size = f"{abs(x):.{digits - 1}e}"
    exponent = int(size.split("e")[1])
    if not -4 < exponent < 9:
        text = f"{size.split('e')[0]}×10{str(exponent).translate(SUPERSCRIPT)}"
    else:
        text = f"{abs(x):,.{max(digits - 1 - exponent, 0)}f}"
    return (MINUS if x < 0 else "") + text


def count(n: int) -> str:
    """Return an exact count with separators, or its leading digits when it is astronomical."""
    if n < 10**12:
        return f"{n:,}"
    digits = str(n)
    return f"≈ {digits[0]}.{digits[1:3]}×10{str(len(digits) - 1).translate(SUPERSCRIPT)}"


def plain(x: float) -> str:
    """Return a parameter as a person would write it: 0.8, not 0.800."""
    return f"{x:.4g}".replace("-", MINUS)
