"""Downloads of the account on screen: PDF, SVG, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import panel as pn
import panel_material_ui as pmui

from apps.parts.causation_account import Accounting
from apps.parts.document import Document
from apps.parts.figures import Exhibit, Print, figure_bytes
from apps.parts.jobs import sentence
from apps.parts.snapshot import Snapshot
from viz.view.account import account_view, columns

if TYPE_CHECKING:
    from engine.causation import Account
    from engine.substrate import Substrate

ITEMS = (("Account PDF", "pdf"), ("Account SVG", "svg"), ("Account JSON", "json"), ("Account CSV", "csv"))


class CausalExport:
    """One download per format."""

    def __init__(self, document: Document, accounting: Accounting) -> None:
        self._document, self._accounting = document, accounting
        self._items = [self._item(*item) for item in ITEMS]
        self.view = pn.FlexBox(*self._items, css_classes=["export"], gap="0px")
        accounting.param.watch(self._refresh, "found")
        self._refresh()

    def _item(self, title: str, kind: str) -> pmui.FileDownload:
        return pmui.FileDownload(
            label=title,
            icon="download",
            callback=lambda: self._file(kind),
            filename=f"account.{kind}",
            variant="text",
            size="small",
            css_classes=[f"export-account-{kind}"],
            margin=(2, 2),
        )

    def _refresh(self, *_events: Any) -> None:
        for item in self._items:
            item.disabled = self._accounting.found is None

    def _file(self, kind: str) -> io.BytesIO:
        found = self._accounting.found
        if found is None:
            return io.BytesIO()
        try:
            return io.BytesIO(account_bytes(found.snapshot.substrate, found.account, kind))
        except Exception as error:  # a download that fails must say so on the page
            self._document.refuse(sentence(error))
            return io.BytesIO()


def account_bytes(substrate: Substrate, account: Account, kind: str) -> bytes:
    """Return an account as the bytes of a pdf, svg, png, json or csv file."""
    if kind == "json":
        return (json.dumps(account.to_dict(), indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
    view = account_view(substrate, account)
    if kind == "csv":
        text = io.StringIO()
        writer = csv.writer(text)
        table = columns(view)
        writer.writerow(table)
        writer.writerows(zip(*table.values(), strict=True))
        return text.getvalue().encode()
    return figure_bytes(
        ("account",), Exhibit(Snapshot(substrate, account.transition.before), account=account), Print(kind)
    )
