"""Numbers as figures, tables and sentences print them."""

from __future__ import annotations

from math import isinf

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MINUS = "\N{MINUS SIGN}"


def number(x: float, digits: int = 3) -> str:
    """Return a number with a fixed number of significant digits, for figures and tables.

    Parameters
    ----------
    x
        The number.
    digits
        Its significant digits. All digits of the integer part are kept: 391.25 is "391", 15370 is "15,370".

    Returns
    -------
    str
        "0.17"; "1.2×10⁻⁵" below 0.001 and from 10⁹ on; "0" below 1e-10; with a minus sign, not a hyphen.
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
    """Return a count as "1,537,080", or from 10¹² on with its first three digits, "≈ 1.53×10²⁰"."""
    if n < 10**12:
        return f"{n:,}"
    digits = str(n)
    return f"≈ {digits[0]}.{digits[1:3]}×10{str(len(digits) - 1).translate(SUPERSCRIPT)}"


def plain(x: float) -> str:
    """Return a number with four significant digits, without trailing zeros: "0.8"."""
    return f"{x:.4g}".replace("-", MINUS)
