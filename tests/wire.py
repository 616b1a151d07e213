"""The wire between a component and its script in the browser, both of whose ends a test can hold."""

from typing import Any

from bokeh.document import Document
from bokeh.document.events import DocumentChangedEvent, MessageSentEvent
from panel.custom import JSComponent
from panel.models.esm import DataEvent


class Wire:
    """Sends what the script would send; ``told`` are the messages that the script is sent."""

    def __init__(self, component: JSComponent) -> None:
        self.told: list[Any] = []
        self._document = Document()
        self._root = component.get_root(self._document)
        self._document.add_root(self._root)
        self._document.on_change(self._change)

    def send(self, message: Any) -> None:
        """Give the component a message as from its script."""
        self._document.callbacks.trigger_event(DataEvent(self._root, message))

    def _change(self, event: DocumentChangedEvent) -> None:
        if isinstance(event, MessageSentEvent) and event.msg_type == "bokeh_event":
            self.told.append(event.msg_data.data)


def send(component: JSComponent, message: Any) -> None:
    """Give a component a message as from its script."""
    Wire(component).send(message)


def edit(component: Any, **properties: Any) -> None:
    """Give a component the properties that a person changed on the page, as one message of the browser.

    Panel has no public name for this: a session collects the changes for 50 ms, then calls it.
    """
    component._process_events(properties)
