"""The options of a family, read from a recipe: each checked, refused with its place and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import FormatError
from engine.words import tr


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that a table of a recipe gives.

    Parameters
    ----------
    given : mapping
        Values by key.
    place : str
        Where the table stands in the recipe: "family 2".
    """

    given: Mapping[str, Any]
    place: str

    def check(self, known: set[str]) -> None:
        """Refuse keys that are not known."""
        odd = sorted(set(self.given) - known)
        if odd:
            said = tr("there is no {key!r}; use {known}.", key=odd[0], known=", ".join(sorted(known)))
            raise self.refusal(said, odd[0])

    def refusal(self, said: str, key: str) -> FormatError:
        """Return a refusal that begins with the place."""
        error = FormatError(said, key)
        error.within(self.place)
        return error

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """Return a whole number within limits."""
        value = self.given.get(key, default)
        if type(value) is not int or not low <= value <= high:
            said = tr("{key} is {value!r}; use a whole number from {low:,} to {high:,}.", key=key,
                      value=value, low=low, high=high)  # fmt: skip
            raise self.refusal(said, key)
        return value

    def real(self, key: str, default: float, low: float, high: float) -> float:
        """Return a number within limits."""
        value = self.given.get(key, default)
        if type(value) not in (int, float) or not low <= value <= high:
            said = tr("{key} is {value!r}; use a number from {low:g} to {high:g}.", key=key, value=value,
                      low=low, high=high)  # fmt: skip
            raise self.refusal(said, key)
        return float(value)

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        """Return one of some words, the first by default."""
        value = self.given.get(key, known[0])
        if value not in known:
            said = tr("{key} is {value!r}; use one of {known}.", key=key, value=value, known=", ".join(known))
            raise self.refusal(said, key)
        return value

    def truth(self, key: str) -> bool:
        """Return true or false, false by default."""
        value = self.given.get(key, False)
        if type(value) is not bool:
            raise self.refusal(tr("{key} is {value!r}; use true or false.", key=key, value=value), key)
        return value

    def text(self, key: str) -> str:
        """Return a text that there must be."""
        value = self.given.get(key)
        if not isinstance(value, str) or not value:
            raise self.refusal(tr("{key} is missing; give it as text.", key=key), key)
        return value
