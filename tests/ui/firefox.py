"""The Firefox of the smoke tests: that of Debian, steered by WebDriver BiDi; as a script it gets Firefox.

Playwright brings a Firefox of its own, from a server that is not a package registry, and does not know the
commands of the one that people have. The few commands that are needed here are spoken to it directly.
"""

import asyncio
import contextlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tornado.websocket import websocket_connect

NAMES = ("firefox-esr", "firefox")
HOW = (
    "These tests need Firefox: install it (Debian: apt-get install firefox-esr) "
    "or set PHISCOPE_FIREFOX to the path of a Firefox."
)
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
WAIT = 60.0
SETTINGS = {
    "browser.download.folderList": 2,
    "browser.download.alwaysOpenPanel": False,
    "pdfjs.disabled": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
# What stands in open shadow roots too; each further selector is sought in what the one before it found.
SEEK = """
const all = (root, wanted) => [
  ...root.querySelectorAll(wanted),
  ...[...root.querySelectorAll("*")].flatMap((each) => (each.shadowRoot ? all(each.shadowRoot, wanted) : [])),
];
const within = (node, wanted) =>
  [...all(node, wanted), ...(node.shadowRoot ? all(node.shadowRoot, wanted) : [])];
const seek = (...path) => path
  .reduce((found, wanted) => [...new Set(found.flatMap((node) => within(node, wanted)))], [document])
  .filter((node) => node.getClientRects().length > 0);
"""


def find_firefox() -> str | None:
    """The path of a Firefox to run; PHISCOPE_FIREFOX wins when it is set."""
    wanted = os.environ.get("PHISCOPE_FIREFOX")
    return next(filter(None, map(shutil.which, [wanted] if wanted else NAMES)), None)


def get_firefox() -> str:
    """The path of Firefox, from Debian when it is missing and we may install it; one sentence otherwise."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not find_firefox() and may_install and not os.environ.get("PHISCOPE_FIREFOX"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update"], check=True)
        command = ["apt-get", "install", "-y", "--no-install-recommends", "firefox-esr"]
        subprocess.run(command, check=True, env=quiet)
    return find_firefox() or sys.exit(HOW)


class Firefox:
    """One window; ``errors`` is what the pages in it complained of, ``folder`` where downloads go."""

    def __init__(self, address: str, folder: Path) -> None:
        self.folder, self.errors = folder, list[str]()
        self._numbers = itertools.count(1)
        # Playwright's own loop holds the main thread.
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._socket = self._run(self._connected(address))
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self._window = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        self._ask(
            "browsingContext.setViewport", context=self._window, viewport={"width": 1280, "height": 1600}
        )

    @staticmethod
    async def _connected(address: str) -> Any:
        return await websocket_connect(f"{address}/session", max_message_size=1 << 26)

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WAIT)

    def _ask(self, method: str, **params: Any) -> Any:
        return self._run(self._answer(next(self._numbers), method, params))

    async def _answer(self, number: int, method: str, params: dict[str, Any]) -> Any:
        await self._socket.write_message(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(await self._socket.read_message())
            if said.get("type") == "event":
                self._hear(said)
            elif said.get("id") == number:
                if said["type"] == "error":
                    raise RuntimeError(f"{method}: {said['error']}: {said['message']}")
                return said["result"]

    def _hear(self, event: dict[str, Any]) -> None:
        entry = event["params"]
        if event["method"] == "log.entryAdded" and entry["level"] == "error":
            self.errors.append(str(entry["text"]))

    def open(self, url: str) -> None:
        """Go to a page and wait until it has loaded."""
        self._ask("browsingContext.navigate", context=self._window, url=url, wait="complete")

    def js(self, expression: str) -> Any:
        """The value of an expression, as plain values; ``seek(…)`` finds what is seen, by selectors."""
        body = f"(() => {{ {SEEK} return JSON.stringify({expression}) ?? 'null'; }})()"
        target = {"context": self._window}
        said = self._ask("script.evaluate", expression=body, target=target, awaitPromise=True)
        if said["type"] == "exception":
            raise RuntimeError(said["exceptionDetails"]["text"])
        return json.loads(said["result"]["value"])

    def until(self, expression: str) -> Any:
        """Wait until an expression is true, and return its value."""
        deadline = time.monotonic() + WAIT
        while not (value := self.js(expression)):
            assert time.monotonic() < deadline, f"waited in vain for {expression}; errors: {self.errors}"
            time.sleep(0.1)
        return value

    def text(self, *path: str) -> str:
        """What the first element seen at a path of selectors says; empty if there is none."""
        return self.js(f"seek(...{json.dumps(path)})[0]?.textContent ?? ''")

    def place(self, *path: str) -> tuple[float, float, float]:
        """The middle of the first element seen at a path of selectors, and half of its width."""
        first = f"seek(...{json.dumps(path)})[0]"
        self.until(f"{first} != null")
        self.js(f"{first}.scrollIntoView({{ block: 'nearest' }})")
        sides = "({ left, top, width, height }) => [left, top, width, height]"
        box = self.js(f"({sides})({first}.getBoundingClientRect())")
        return box[0] + box[2] / 2, box[1] + box[3] / 2, box[2] / 2

    def click(self, *path: str) -> None:
        """Click the first element seen at a path of selectors."""
        x, y, _half = self.place(*path)
        self.drag((x, y))

    def drag(self, *points: tuple[float, float]) -> None:
        """Press the mouse at the first point, move through the others, and let it go."""
        acts: list[dict[str, Any]] = []
        for i, (x, y) in enumerate(points):
            acts.append({"type": "pointerMove", "x": round(x), "y": round(y), "duration": 60 * bool(i)})
            if not i:
                acts.append({"type": "pointerDown", "button": 0})
        acts.append({"type": "pointerUp", "button": 0})
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": acts}
        self._ask("input.performActions", context=self._window, actions=[mouse])
        self._ask("input.releaseActions", context=self._window)

    def downloaded(self, suffix: str) -> bytes:
        """Wait for a whole file of a kind in the folder of downloads, and return its content."""
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            found = [each for each in self.folder.glob(f"*.{suffix}") if each.stat().st_size]
            if found and not list(self.folder.glob("*.part")):
                return found[0].read_bytes()
            time.sleep(0.1)
        raise AssertionError(f"there is no {suffix} file; errors: {self.errors}")

    def close(self) -> None:
        """End the session."""
        self._ask("browser.close")
        self._loop.call_soon_threadsafe(self._loop.stop)


@contextlib.contextmanager
def running(path: str) -> Iterator[Firefox]:
    """Start Firefox without a screen and with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile, downloads = Path(folder) / "profile", Path(folder) / "downloads"
        profile.mkdir()
        downloads.mkdir()
        settings = SETTINGS | {"browser.download.dir": str(downloads)}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
        (profile / "user.js").write_text("\n".join(lines))
        log = Path(folder) / "log"
        command = [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"]
        with log.open("wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        try:
            window = Firefox(_address(process, log), downloads)
            yield window
            window.close()
        finally:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            if process.poll() is None:
                process.kill()
                process.wait()


def _address(process: subprocess.Popen, log: Path) -> str:
    deadline = time.monotonic() + WAIT
    while process.poll() is None and time.monotonic() < deadline:
        if found := LISTENING.search(log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"Firefox did not start; its log:\n{log.read_text(errors='replace')}")


if __name__ == "__main__":
    get_firefox()
