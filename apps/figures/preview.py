"""What an export looks like before it is taken away: the figure itself, or the first lines of a text."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from apps.figures.exports import LINKED, Order
from engine.words import tr

LINES, LETTERS = 24, 160


def preview_order(order: Order) -> Order:
    """Return what is made for the preview of an export: of a figure the picture that a browser can show."""
    if not order.plots:
        return order
    return Order(order.what, "png", order.width, order.grey, order.panels)


def preview_markup(order: Order, data: bytes) -> str:
    """Return an export as it is shown on the page; `data` is the content of the file."""
    if order.plots:
        alt = tr("The figure, as it will be")
        return f'<img alt="{escape(alt)}" src="data:image/png;base64,{b64encode(data).decode()}">'
    if order.what == LINKED:
        return f"<p>{escape(tr('A page with linked plots; it opens in any browser, without a server.'))}</p>"
    lines = data.decode().splitlines()
    shown = [line if len(line) <= LETTERS else f"{line[:LETTERS]}…" for line in lines[:LINES]]
    more = len(lines) - len(shown)
    rest = f"\n{tr('… and {n:,} more lines', n=more)}" if more else ""
    return f"<pre tabindex='0'>{escape(chr(10).join(shown))}{escape(rest)}</pre>"
