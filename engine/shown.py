"""How values show themselves in a notebook: in a line of text, and as HTML where somebody draws.

The engine draws nothing. ``import viz`` puts into `CARDS` who writes the HTML of each kind of value.
"""

from collections.abc import Callable
from typing import Any, ClassVar

CARDS: dict[str, Callable[[Any], str]] = {}
"""Who writes the HTML of a value, by the name of its class."""


class Shown:
    """A value that notebooks show as a card once `CARDS` has one, and as its text until then."""

    __slots__: ClassVar[tuple[str, ...]] = ()

    def _repr_html_(self) -> str | None:
        """Return the card; None makes a notebook take the text."""
        card = CARDS.get(type(self).__name__)
        return None if card is None else card(self)
