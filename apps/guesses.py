"""How often an address may be wrong about the link of a class: who tries many soon has to wait."""

from __future__ import annotations

import time
from collections.abc import Callable

MOST, WINDOW = 20, 60.0  # different wrong tokens of an address, within so many seconds
MOST_ADDRESSES = 5_000


class Guesses:
    """The wrong tokens of the last minute, by address.

    The same one again is no guess: a browser that kept the link of an earlier class sends it all the time.
    ``clock`` returns seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, dict[int, float]] = {}

    def note(self, address: str, given: str) -> None:
        """Note that a wrong token came from an address."""
        now = self._clock()
        if address not in self._wrong and len(self._wrong) >= MOST_ADDRESSES:
            self._wrong = {name: kept for name, kept in self._wrong.items() if self._recent(kept, now)}
            if len(self._wrong) >= MOST_ADDRESSES:
                return  # so many at once are no class; what is noted already still counts
        kept = self._wrong[address] = self._recent(self._wrong.get(address, {}), now)
        if len(kept) < MOST:
            kept.setdefault(hash(given), now)

    def too_many(self, address: str) -> bool:
        """Whether an address has been wrong so often that it has to wait."""
        return len(self._recent(self._wrong.get(address, {}), self._clock())) >= MOST

    @staticmethod
    def _recent(kept: dict[int, float], now: float) -> dict[int, float]:
        return {given: at for given, at in kept.items() if now - at < WINDOW}
