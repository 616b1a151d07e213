"""The export menu: what, in which format, how wide; then the file, or a sentence."""

import asyncio
from base64 import b64decode

import pytest

from apps.document.document import Document
from apps.figures.export_menu import ExportMenu
from apps.figures.exports import METHODS, PANELS, Order, exports_of, make
from apps.figures.preview import preview_markup
from apps.jobs.runner import Runner
from apps.ui.download import Download
from cards import example
from parts import part
from wire import Wire


@pytest.fixture
def document():
    return Document(example("iit4-fig1"))


OFFERED = {
    name: ware
    for name, ware in exports_of("explore").items()
    if name in {"structure", "tpm", PANELS, "tpm-table", METHODS}
}


def menu_of(document, exhibit):
    return ExportMenu(document, Runner(), lambda: exhibit, OFFERED)


def press(menu, done):
    """Press Download and wait until something has come of it; gives what the browser was sent."""
    (delivery,) = menu.view.select(Download)
    wire = Wire(delivery)

    async def scene():
        part(menu.view, "export-download").clicks += 1
        async with asyncio.timeout(60):
            while not (wire.told or done()):
                await asyncio.sleep(0.01)

    asyncio.run(scene())
    return wire.told


def test_without_a_result_there_is_nothing_to_take_away(document, exhibit):
    shown = []
    menu = ExportMenu(document, Runner(), lambda: shown[-1] if shown else None, OFFERED)
    button = part(menu.view, "export-download")
    assert button.disabled
    shown.append(exhibit)
    menu.refresh()
    assert not button.disabled


def test_the_formats_are_those_of_what_is_taken(document, exhibit):
    menu = menu_of(document, exhibit)
    what, kind = (part(menu.view, hook) for hook in ("export-what", "export-format"))
    width, grey = (part(menu.view, hook) for hook in ("export-width", "export-grey"))
    kind.value = "svg"
    what.value = "tpm"
    assert menu.order() == Order("tpm", "svg", 85)  # what fits both stays
    what.value = "tpm-table"
    assert kind.value == "csv"
    assert not width.visible
    assert not grey.visible


def test_panels_are_chosen_and_methods_are_read(document, exhibit):
    menu = menu_of(document, exhibit)
    what, text = part(menu.view, "export-what"), part(menu.view, "methods-text")
    what.value = PANELS
    assert part(menu.view, "composer").visible
    assert menu.order().panels == ("structure",)
    assert not text.visible
    what.value = METHODS
    assert text.visible
    assert "phiscope" in text.text
    part(menu.view, "export-format").value = "bib"
    assert text.text.startswith("@")


def test_the_file_is_what_is_made_of_the_exhibit(document, exhibit):
    menu = menu_of(document, exhibit)
    part(menu.view, "export-what").value = "tpm-table"
    (message,) = press(menu, lambda: document.refused)
    assert (message["name"], message["mime"]) == ("tpm-table.csv", "text/csv")
    assert b64decode(message["data"]) == make(menu.order(), exhibit)


def test_a_download_that_fails_says_so_on_the_page(document, exhibit, monkeypatch):
    def fail(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr("apps.figures.export_menu.make", fail)
    assert press(menu_of(document, exhibit), lambda: document.refused) == []
    assert "ZeroDivisionError" in document.message


def test_the_preview_is_what_would_be_given_and_goes_with_the_choice(document, exhibit):
    menu = menu_of(document, exhibit)
    what, shown = part(menu.view, "export-what"), part(menu.view, "export-preview")
    what.value = "tpm-table"
    assert not shown.visible

    async def look():
        part(menu.view, "export-look").clicks += 1
        async with asyncio.timeout(60):
            while not shown.visible:
                await asyncio.sleep(0.01)

    asyncio.run(look())
    assert shown.object == preview_markup(menu.order(), make(menu.order(), exhibit))
    what.value = "tpm"
    assert (shown.visible, shown.object) == (False, "")
    asyncio.run(look())
    assert "data:image/png" in shown.object
    menu.refresh()  # there are other results
    assert not shown.visible
