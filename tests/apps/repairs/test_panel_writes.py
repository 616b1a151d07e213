"""What the server has to tell a page goes out, also what comes while other messages are being written."""

import asyncio
from types import SimpleNamespace

import pytest
from bokeh.document import Document
from bokeh.models import Div
from panel.io import document as panel_document

from apps.repairs import panel_writes


class Connection:
    """A connection whose messages are themselves, and whose socket is free."""

    _socket = protocol = property(lambda self: self)

    def create(self, _kind, events):
        return events


@pytest.mark.parametrize("repaired", [False, True])
def test_what_is_put_off_while_others_are_written_is_written(monkeypatch, repaired):
    monkeypatch.setattr(panel_document, "_dispatch_msgs", panel_writes.panels_own)
    if repaired:
        panel_writes.repair()
    sent, busy = [], asyncio.Event()

    def send(_connection, msg):
        sent.append(msg)
        return [asyncio.ensure_future(busy.wait())]

    async def talk():
        doc, connection = Document(), Connection()
        panel_document.schedule_write_events(doc, [connection], ["one"])
        await asyncio.sleep(0.01)
        # The first is on its way: the second one's own task is made, but finds no mark once it runs.
        original = panel_document._dispatch_write_task
        late = []
        monkeypatch.setattr(panel_document, "_dispatch_write_task", lambda *args: late.append(args))
        panel_document.schedule_write_events(doc, [connection], ["two"])
        monkeypatch.setattr(panel_document, "_dispatch_write_task", original)
        busy.set()
        await asyncio.sleep(0.01)
        for args in late:
            original(*args)
        await asyncio.sleep(0.05)

    monkeypatch.setattr(panel_document, "dispatch_django", send)
    asyncio.run(talk())
    assert sent == ([["one"], ["two"]] if repaired else [["one"]])


@pytest.mark.parametrize("repaired", [False, True])
@pytest.mark.parametrize("listening", [False, True])
def test_what_changes_once_a_browser_listens_is_told(monkeypatch, repaired, listening):
    monkeypatch.setattr(panel_document, "_drain_unconnected_events", panel_writes.panels_drain)
    if repaired:
        panel_writes.repair()
    told, doc, shown = [], Document(), Div(text="before")
    doc.add_root(shown)
    context = SimpleNamespace(session=SimpleNamespace(_subscribed_connections={1} if listening else set()))
    doc._session_context = lambda: context
    doc.on_change(told.append)
    with panel_document.hold(doc):
        shown.text = "after"
    assert [event.new for event in told] == (["after"] if repaired and listening else [])
    assert doc.callbacks.hold_value is None
