"""The widgets above and below the drawing: they steer the document and follow it."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.ui.buttons import button
from apps.workspace.all_tools import AllTools
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import FileOpener
from apps.workspace.toolbar import JobBar, Settings, Toolbar
from parts import part

# A button for downloads of panel-material-ui 0.16 is given both by its own class.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
    pytest.mark.usefixtures("every_tool"),
]


@pytest.fixture
def document():
    return Document(first_substrate(), origin=FIRST)


@pytest.fixture
def toolbar(document):
    documents = OpenDocuments(document)
    return Toolbar(
        documents, FileOpener(documents), "", button("Examples", "grid_view", "gallery-open"), AllTools()
    )


@pytest.fixture
def analysis(document):
    return Analysis(document, Runner())


def test_undo_redo_and_reset_can_be_pressed_while_there_is_something_to_do(document, toolbar):
    undo, redo, reset = (part(toolbar.steps, hook) for hook in ("undo", "redo", "reset"))
    assert (undo.disabled, redo.disabled, reset.disabled) == (True, True, True)
    document.toggle("A")
    assert (undo.disabled, redo.disabled, reset.disabled) == (False, True, False)
    undo.clicks += 1
    assert document.state == (0, 1, 1)
    assert (undo.disabled, redo.disabled, reset.disabled) == (True, False, False)
    redo.clicks += 1
    assert document.state == (1, 1, 1)
    reset.clicks += 1
    assert document.state == (0, 1, 1)


def test_the_picker_opens_examples_and_shows_where_the_document_came_from(document, toolbar):
    picker = part(toolbar.view, "preset")
    assert picker.value == FIRST
    picker.value = "xor-line"
    assert document.snapshot.origin == "xor-line"
    document.undo()
    assert picker.value == FIRST
    part(toolbar.view, "open").param.update(filename="pair.bnet", value=b"targets, factors\nA, B\nB, A\n")
    assert document.substrate.labels == ["A", "B"]
    assert picker.value == "own"
    picker.value = "own"
    assert document.substrate.labels == ["A", "B"]


def test_what_is_saved_is_called_like_the_document(document, toolbar):
    save = toolbar.save
    document.open_file(document.substrate, "../my net?.json")
    assert save.filename.endswith(".json")
    assert "/" not in save.filename
    assert save.callback().getvalue() == document.save_bytes()


def test_settings_steer_the_document_and_follow_it(document, analysis):
    settings = Settings(document, analysis, AllTools())
    part(settings.view, "readings").active = [0]
    system, state, formalism, ties, state_ties, candidates = (
        part(settings.view, hook)
        for hook in ("system", "state", "formalism", "ties", "state-ties", "candidate-rule")
    )
    assert (system.value, state.value) == (["A", "B"], "aBC")
    state.value = "ABc"
    assert document.state == (1, 1, 0)
    system.value = ["A", "C"]
    assert document.units == ("A", "C")
    formalism.value = "iit4-2026"
    ties.value, state_ties.value, candidates.value = "smallest", "first", "reachable-now"
    assert (document.formalism, document.ties) == ("iit4-2026", "smallest")
    assert (document.snapshot.state_ties, document.snapshot.candidates) == ("first", "reachable-now")
    document.load_preset("xor-line")
    assert system.options == document.substrate.labels
    assert state.value == document.substrate.state_label(document.state)


def test_a_state_that_cannot_be_is_refused_and_the_line_shows_the_old_one(document, analysis):
    settings = Settings(document, analysis, AllTools())
    state = part(settings.view, "state")
    state.value = "aXC"
    assert document.refused
    assert document.state == (0, 1, 1)


def test_the_job_bar_shows_an_offer_progress_and_the_queue(analysis):
    bar = JobBar(analysis)
    note, progress, cancel, run = (part(bar.view, h) for h in ("job-note", "progress", "cancel", "run"))
    assert not bar.view.visible
    analysis.offer = "8 units: about a second."
    assert bar.view.visible
    assert (run.visible, cancel.visible) == (True, False)
    assert "8 units" in note.object
    analysis.runner.param.update(busy=True, fraction=0.42, phase="relations", place=2)
    assert (run.visible, cancel.visible, progress.visible) == (False, True, True)
    assert "relations 42% · 2 in the queue" in note.object
    assert "value='42'" in progress.object
    analysis.runner.param.update(busy=False, place=0)
    analysis.offer = ""
    assert not bar.view.visible
