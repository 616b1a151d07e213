"""A message that fails leaves the current document as it was."""

import threading

import pytest
from bokeh.document import Document
from bokeh.document.callbacks import invoke_with_curdoc
from bokeh.io import curdoc, doc

from apps.serving import current_document


@pytest.fixture
def repaired(monkeypatch):
    for name in ("patch_curdoc", "_PATCHED_CURDOCS"):
        monkeypatch.setattr(doc, name, getattr(doc, name))
    current_document.repair()
    current_document.repair()


def test_a_fault_takes_the_document_back(repaired):
    before, mine = curdoc(), Document()

    def fault():
        assert curdoc() is mine
        raise ValueError("of a browser")

    with pytest.raises(ValueError, match="of a browser"):
        invoke_with_curdoc(mine, fault)
    assert curdoc() is before


def test_a_message_inside_another_gives_the_outer_document_back(repaired):
    before, outer, inner = curdoc(), Document(), Document()

    def work():
        invoke_with_curdoc(inner, lambda: None)
        return curdoc()

    assert invoke_with_curdoc(outer, work) is outer
    assert curdoc() is before


def test_a_thread_sees_nothing_of_what_another_works_on(repaired):
    here, there = Document(), Document()
    inside, leave = threading.Event(), threading.Event()

    def work():
        inside.set()
        assert leave.wait(20)
        return curdoc()

    found = []
    thread = threading.Thread(target=lambda: found.append(invoke_with_curdoc(there, work)))
    thread.start()
    assert inside.wait(20)
    assert curdoc() is not there
    assert invoke_with_curdoc(here, curdoc) is here
    leave.set()
    thread.join()
    assert found == [there]
