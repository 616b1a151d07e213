"""An explore page without a browser, edited as a person edits it."""

import re
import time

from line import Line

NUMBER = re.compile(r"value&#x27;&gt;\d")  # a value of the header, as the page is sent it


class Session(Line):
    """One open explore page: `open` says how long it took, `edit` how long until its numbers follow."""

    def __init__(self, base: str) -> None:
        super().__init__(base, "/explore", (("network-editor", "network"), ("metrics", "text")))
        self.seconds_to_open = 0.0
        self._count = 0

    async def open(self) -> None:
        """Load the page, take its document and wait for its first numbers."""
        begun = time.perf_counter()
        await self.connect()
        await self.until(lambda: NUMBER.search(self.shown("metrics", "text")) is not None)
        self.seconds_to_open = time.perf_counter() - begun

    async def edit(self, label: str, state: int) -> float:
        """Put a unit into a state; return the seconds until the numbers of the page are others."""
        before, begun = self.shown("metrics", "text"), time.perf_counter()
        self._count += 1
        gesture = {"seq": self._count, "type": "toggle", "label": label, "state": state}
        await self.tell("network-editor", gesture)
        await self.until(lambda: self.shown("metrics", "text") != before)
        return time.perf_counter() - begun
