"""A session as a browser has it, without a browser: the Bokeh protocol over a websocket."""

import asyncio
import json
import re
import time
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

TOKEN = re.compile(r'"token":\s*"([^"]+)"')
NUMBER = re.compile(r"value&#x27;&gt;\d")  # a value of the header, as the page is sent it
PATIENCE = 120.0
MOST_BYTES = 64 * 1024 * 1024


class Session:
    """One open explore page: `opened` says how long it took, `edit` how long until its numbers follow."""

    def __init__(self, base: str) -> None:
        self.base, self.seconds_to_open = base, 0.0
        self._editor = self._numbers = ""
        self._shown, self._count, self._sent = "", 0, 0
        self._news = asyncio.Event()
        self._line: WebSocketClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Load the page, take its document and wait for its first numbers."""
        begun = time.perf_counter()
        answer = await AsyncHTTPClient(force_instance=True).fetch(
            f"{self.base}/explore", connect_timeout=PATIENCE, request_timeout=PATIENCE
        )
        token = TOKEN.search(answer.body.decode())
        assert token is not None, "the page brings no session"
        request = HTTPRequest(
            self.base.replace("http", "ws", 1) + "/explore/ws",
            headers={"Origin": self.base},
            connect_timeout=PATIENCE,
            request_timeout=PATIENCE,
        )
        self._line = await websocket_connect(
            request, subprotocols=["bokeh", token[1]], max_message_size=MOST_BYTES
        )
        await self._message()
        await self._say("PULL-DOC-REQ", {})
        self._know(json.loads(await self._message()))
        self._reading = asyncio.create_task(self._listen())
        await self._event("document_ready", {})
        await self._until(lambda: NUMBER.search(self._shown) is not None)
        self.seconds_to_open = time.perf_counter() - begun

    async def edit(self, label: str, state: int) -> float:
        """Put a unit into a state; return the seconds until the numbers of the page are others."""
        before, begun = self._shown, time.perf_counter()
        self._count += 1
        gesture = {"seq": self._count, "type": "toggle", "label": label, "state": state}
        written = {"type": "map", "entries": [list(entry) for entry in gesture.items()]}
        await self._event("data_event", {"model": {"id": self._editor}, "data": written})
        await self._until(lambda: self._shown != before)
        return time.perf_counter() - begun

    async def close(self) -> None:
        """Leave the page."""
        if self._reading is not None:
            self._reading.cancel()
        if self._line is not None:
            self._line.close()

    def _know(self, document: dict[str, Any]) -> None:
        for model in _models(document):
            hooks = model["attributes"].get("css_classes") or []
            if "network-editor" in hooks:
                self._editor = model["id"]
            elif "metrics" in hooks:
                self._numbers, self._shown = model["id"], model["attributes"].get("text", "")
        assert self._editor, "the page has no drawing"
        assert self._numbers, "the page has no numbers"

    async def _listen(self) -> None:
        while True:
            text = await self._message()
            # Only what is about the numbers is parsed: thirty sessions share the processor with the server.
            if f'"{self._numbers}"' not in text or '"attr":"text"' not in text:
                continue
            for event in json.loads(text).get("events", []):
                if event.get("model", {}).get("id") == self._numbers and event.get("attr") == "text":
                    self._shown = event["new"]
                    self._news.set()

    async def _until(self, holds: Any) -> None:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self._news.clear()
                await self._news.wait()

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


def _models(part: Any) -> Any:
    """Yield every model written out in a part of a document."""
    if isinstance(part, dict):
        if isinstance(part.get("attributes"), dict) and "id" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _models(each)
