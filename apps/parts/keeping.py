"""Keeping what is drawn: the tabs of a page, its autosave, the files dropped on it, and the examples."""

from __future__ import annotations

from typing import Any

from apps.parts.autosave import Autosave
from apps.parts.document import Document
from apps.parts.drop import DropZone
from apps.parts.gallery import Gallery
from apps.parts.opening import Opening
from apps.parts.shelf import Shelf
from apps.parts.tabs import Tabs


class Keeping:
    """Put ``tabs`` above the drawing and ``unseen`` anywhere on the page."""

    def __init__(self, document: Document) -> None:
        self.shelf = Shelf(document)
        self.opening = Opening(self.shelf)
        self.tabs = Tabs(self.shelf)
        self.gallery = Gallery(self.shelf)
        self.autosave = Autosave(self.shelf)
        self.unseen: list[Any] = [self.autosave.view, DropZone(self.opening), self.gallery]
