"""Networks of a family, as surveys go through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.substrate.substrate import Substrate


@dataclass(frozen=True, slots=True)
class Member:
    """A network of a family, with what it was made with.

    Attributes
    ----------
    name : str
    substrate : Substrate
    parameters : dict
        Numbers and words by name, in plain JSON types.
    """

    name: str
    substrate: Substrate
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Members:
    """How many networks a family has, and how they are made, always the same in the same order."""

    count: int
    make: Callable[[], Iterator[Member]]
