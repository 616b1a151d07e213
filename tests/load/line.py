"""A page as a browser has it, without a browser: the Bokeh protocol over a websocket."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

TOKEN = re.compile(r'"token":\s*"([^"]+)"')
PATIENCE = 120.0
MOST_BYTES = 64 * 1024 * 1024


class Line:
    """One open page; its parts are found by their hooks, and what they show is followed.

    ``watched`` are the hooks and properties to follow, ``later`` those of parts that come while the page is
    open; ``cookie`` is what a browser would send along.
    """

    def __init__(
        self,
        base: str,
        path: str,
        watched: tuple[tuple[str, str], ...],
        cookie: str = "",
        later: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.base, self.path, self.cookie = base, path, cookie
        self.watched = (*watched, *later)
        self._late = {hook for hook, _ in later}
        self.parts: dict[str, str] = {}
        self.heard_at = 0.0
        self.told: Callable[[Any], object] | None = (
            None  # called with what scripts are sent, if somebody listens
        )
        self._places: dict[tuple[str, str], tuple[str, str]] = {}
        self._shown: dict[tuple[str, str], Any] = {}
        self._sent = 0
        self._news = asyncio.Event()
        self._line: WebSocketClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Load the page and take its document."""
        kept = {"Cookie": self.cookie} if self.cookie else {}
        answer = await AsyncHTTPClient(force_instance=True).fetch(
            self.base + self.path, headers=kept, connect_timeout=PATIENCE, request_timeout=PATIENCE
        )
        token = TOKEN.search(answer.body.decode())
        assert token is not None, "the page brings no session"
        request = HTTPRequest(
            f"{self.base.replace('http', 'ws', 1)}{self.path}/ws",
            headers={"Origin": self.base, **kept},
            connect_timeout=PATIENCE,
            request_timeout=PATIENCE,
        )
        self._line = await websocket_connect(
            request, subprotocols=["bokeh", token[1]], max_message_size=MOST_BYTES
        )
        await self._message()
        await self._say("PULL-DOC-REQ", {})
        self._know(json.loads(await self._message()))
        missing = {hook for hook, _ in self.watched} - self.parts.keys() - self._late
        assert not missing, f"the page has no {missing}"
        self._reading = asyncio.create_task(self._listen())
        await self._event("document_ready", {})

    async def close(self) -> None:
        """Leave the page."""
        if self._line is not None:
            self._line.close()
        if self._reading is not None:
            with suppress(AssertionError):  # that is how it ends
                await asyncio.wait_for(self._reading, 10)

    def shown(self, hook: str, name: str) -> Any:
        """What a property of a part is now."""
        return self._shown[hook, name]

    async def tell(self, hook: str, message: dict[str, Any]) -> None:
        """Send what the script of a part would send."""
        await self._event("data_event", {"model": {"id": self.parts[hook]}, "data": _written(message)})

    async def put(self, hook: str, name: str, value: Any) -> None:
        """Change a property of a part that is followed, as a person does by its control."""
        model = next(place[0] for place, held in self._places.items() if held == (hook, name))
        self._shown[hook, name] = value
        event = {"kind": "ModelChanged", "model": {"id": model}, "attr": name, "new": value}
        await self._say("PATCH-DOC", {"events": [event]})

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self._news.clear()
                await self._news.wait()

    def _know(self, document: dict[str, Any]) -> None:
        for model in _models(document):
            attributes = model["attributes"]
            for hook in attributes.get("css_classes") or []:
                self.parts.setdefault(hook, model["id"])
                # The properties of a component are those of a model of its own.
                own = attributes.get("data", {}) if isinstance(attributes.get("data"), dict) else {}
                for name in [name for each, name in self.watched if each == hook]:
                    holder = own if own and name not in attributes else model
                    self._places.setdefault((holder["id"], name), (hook, name))
                    self._shown.setdefault((hook, name), holder["attributes"].get(name))
        self._late -= self.parts.keys()

    async def _listen(self) -> None:
        while True:
            text = await self._message()
            self.heard_at = time.perf_counter()
            # Only what is followed is parsed: thirty sessions share the processor with the server.
            is_late = any(f'"{hook}"' in text for hook in self._late)
            is_told = self.told is not None and '"esm_event"' in text
            if is_late or is_told or self._is_followed(text):
                for event in json.loads(text).get("events", []):
                    self._take(event, is_late)

    def _is_followed(self, text: str) -> bool:
        return any(f'"{model}"' in text and f'"attr":"{name}"' in text for model, name in self._places)

    def _take(self, event: dict[str, Any], is_late: bool) -> None:
        """Note what a message changes or tells a script; parts that come with it are found."""
        if is_late:
            self._know(event)
        place = self._places.get((event.get("model", {}).get("id"), event.get("attr")))
        if place is not None:
            self._shown[place] = event["new"]
        if self.told is not None and event.get("kind") == "MessageSent":
            self.told(read(event["msg_data"])["values"]["data"])
        self._news.set()

    async def _event(self, name: str, values: dict[str, Any]) -> None:
        event = {"type": "event", "name": name, "values": values}
        sent = {"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": event}
        await self._say("PATCH-DOC", {"events": [sent]})

    async def _say(self, kind: str, content: dict[str, Any]) -> None:
        assert self._line is not None
        self._sent += 1
        for part in ({"msgid": str(self._sent), "msgtype": kind}, {}, content):
            await self._line.write_message(json.dumps(part))

    async def _message(self) -> str:
        """Return the content of the next message; its buffers are read and dropped."""
        head, _, content = [await self._part() for _ in range(3)]
        for _ in range(2 * json.loads(head).get("num_buffers", 0)):
            await self._part()
        return content

    async def _part(self) -> str:
        assert self._line is not None
        part = await self._line.read_message()
        assert part is not None, "the server closed the line"
        return part if isinstance(part, str) else ""


def _written(value: Any) -> Any:
    """A value as Bokeh's protocol writes it."""
    if isinstance(value, dict):
        return {"type": "map", "entries": [[name, _written(each)] for name, each in value.items()]}
    return [_written(each) for each in value] if isinstance(value, list) else value


def read(value: Any) -> Any:
    """A value as Bokeh's protocol writes it, as plain dicts and lists."""
    if isinstance(value, dict):
        pairs = value["entries"] if value.get("type") == "map" else value.items()
        return {name: read(each) for name, each in pairs}
    return [read(each) for each in value] if isinstance(value, list) else value


def _models(part: Any) -> Any:
    """Yield every model written out in a part of a document."""
    if isinstance(part, dict):
        if isinstance(part.get("attributes"), dict) and "id" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _models(each)
