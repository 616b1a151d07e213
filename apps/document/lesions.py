"""The lesion as a change of the document: a unit is fixed in its present state for good."""

from __future__ import annotations

from dataclasses import replace

from apps.document.edits import plain
from apps.document.snapshot import Change, Snapshot
from engine.errors import SubstrateError
from engine.substrate.lesions import lesion, lesioned
from engine.words import phrase, tr

LESION_HELP = phrase(
    "Lesion: the unit can never leave its present state, its edges go, and the others are conditioned on it "
    "for good. Background (tick boxes below): it is held in its state now, but could have been in another."
)


def lesioned_text(state: str) -> str:
    """Return the explanation of a lesioned unit; ``state`` is a text of `state_word`."""
    return tr(
        "Lesioned: it is {state} for good, without edges, and the others are conditioned on that; a "
        "background unit could have been in another state. In a file it is a table with one certain entry. "
        "Undo brings it back.",
        state=state,
    )


def make_lesion(snapshot: Snapshot, label: str) -> Change:
    """Fix a unit in its present state for good, and take it out of the candidate system."""
    value = snapshot.state[snapshot.substrate.index(label)]
    if label in lesioned(snapshot.substrate):
        raise SubstrateError(tr("{label} is lesioned already; undo brings it back.", label=label))
    after, notes = lesion(snapshot.substrate, label, value)
    rest = tuple(name for name in snapshot.system if name != label)
    units = rest or tuple(name for name in after.labels if name != label)
    said = tr(
        "{label} is lesioned: it stays {state} for good.",
        label=label,
        state=state_word(value, after.radix[after.index(label)]),
    )
    return replace(snapshot, substrate=plain(after), units=units), " ".join((said, *notes))


def state_word(value: int, states: int) -> str:
    """Return a state in words: "ON", "OFF" or "in state 2"."""
    return (tr("OFF"), tr("ON"))[value] if states == 2 else tr("in state {value}", value=value)
