"""The open documents of a page with their tabs, autosave, dropped files and examples."""

from __future__ import annotations

from typing import Any

from apps.document.document import Document
from apps.workspace.documents.autosave import Autosave
from apps.workspace.documents.drop_file import DropZone
from apps.workspace.documents.file_question import FileQuestion
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import FileOpener
from apps.workspace.documents.tabs import Tabs
from apps.workspace.gallery import Gallery


class DocumentsPanel:
    """All that opens and keeps documents: ``tabs`` belongs above the drawing, ``unseen`` anywhere."""

    def __init__(self, document: Document) -> None:
        self.documents = OpenDocuments(document)
        self.opening = FileOpener(self.documents)
        self.tabs = Tabs(self.documents)
        self.gallery = Gallery(self.documents)
        self.autosave = Autosave(self.documents)
        files = [DropZone(self.opening), FileQuestion(self.opening)]
        self.unseen: list[Any] = [self.autosave.view, *files, self.gallery]
