"""Pages are built in a thread of their own, one after the other, and belong to the event loop afterwards."""

import asyncio
import threading

import panel as pn
from bokeh.document import Document
from bokeh.server.contexts import BokehSessionContext
from panel.io.state import state

from apps.serving.page_application import PageApplication, applications

BUILT_IN = []


def page():
    BUILT_IN.append((threading.current_thread(), pn.state.curdoc))
    return pn.pane.HTML("built")


def opened(application):
    document = Document()
    context = BokehSessionContext("s" * 44, None, document)

    async def come():
        await application.on_session_created(context)
        application.initialize_document(document)

    asyncio.run(come())
    return document


def test_a_page_is_built_once_beside_the_loop_and_then_the_loop_s():
    BUILT_IN.clear()
    application = applications({"/page": page}, "test")["/page"]
    assert isinstance(application, PageApplication)
    first, second = opened(application), opened(application)
    threads, documents = zip(*BUILT_IN, strict=True)
    assert documents == (first, second)
    assert len(set(threads)) == 1
    assert threads[0] is not threading.main_thread()
    for document in (first, second):
        assert len(document.roots) >= 1
        assert state._thread_id_[document] == threading.get_ident()


def test_a_document_that_no_session_asked_for_is_built_at_once():
    BUILT_IN.clear()
    document = Document()
    applications({"/page": page}, "test")["/page"].initialize_document(document)
    assert [(threading.main_thread(), document)] == BUILT_IN
    assert document.roots
