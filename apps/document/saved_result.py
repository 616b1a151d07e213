"""Saved results (``.phi`` files) as documents: the network in the result's state and under its rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from apps.document.read_file import MAX_BYTES, prepared, too_large
from apps.document.snapshot import Snapshot, opened
from engine.errors import FormatError
from engine.formalisms import formalism_of, shown_in
from engine.iit4.readings import CHOICES
from engine.saved.results import SUFFIX, load_saved
from engine.substrate.substrate import Substrate
from engine.words import phrase, tr

NAMES = {
    "PhiStructure": phrase("a Φ-structure"),
    "Complexes": phrase("complexes"),
    "ConceptualStructure": phrase("a constellation"),
    "RankedSystems": phrase("complexes"),
    "Account": phrase("a causal account"),
    "Grains": phrase("a search across grains"),
}


def is_saved_result(name: str) -> bool:
    """Whether a file is a saved result, by its name."""
    return Path(name).suffix.lower() == SUFFIX


def read_result(name: str, data: bytes) -> tuple[Snapshot, str]:
    """Return the document of a saved result, and what is to be said about it.

    Its network, state, candidate system, formalism, readings and purviews chosen by hand are those of the
    result; what no view shows is left as it is by default.

    Raises
    ------
    FormatError
        If the file is too large or no saved result, or has no network beside the result.
    """
    shown = Path(name).name[:255] or tr("the file")
    if len(data) > MAX_BYTES:
        raise FormatError(too_large(shown, len(data)))
    saved = load_saved(data)
    result, substrate = saved.result, saved.substrate
    if substrate is None:
        raise FormatError(
            tr(
                "{file} has a result without its network; save it again with save(result, path, substrate).",
                file=shown,
            )
        )
    kind = type(result).__name__
    if not substrate.name:
        substrate = replace(substrate, name=Path(shown).stem[:80])
    if kind == "Account":
        substrate = replace(substrate, transition=result.transition.to_dict())
        snapshot = opened(substrate)
    else:
        snapshot = _in_state(substrate, result)
        snapshot = replace(snapshot, **_rules(result))
    prepared(substrate)
    said = [tr("Opened {file}: the network of {kind} that was saved.", file=shown, kind=NAMES[kind])]
    formalism = getattr(result, "formalism", snapshot.formalism)
    if formalism != snapshot.formalism:
        theory = formalism_of(formalism).name
        said.append(tr("The result is of {theory}, which the view Versions shows.", theory=theory))
    return snapshot, " ".join(said)


def _in_state(substrate: Substrate, result: Any) -> Snapshot:
    """Return the network in the state of a result, with the result's candidate system."""
    base = opened(substrate)
    state = tuple(getattr(result, "state", base.state))
    labels = list(map(str, substrate.labels))
    units = [str(each) for each in getattr(result, "units", ())]
    if units and set(units) <= set(labels) and len(units) == len(state):
        inside = dict(zip(units, state, strict=True))
        whole = tuple(inside.get(label, now) for label, now in zip(labels, base.state, strict=True))
        system = None if len(units) == len(labels) else tuple(u for u in labels if u in inside)
        return replace(base, state=substrate.parse_state(whole), units=system)
    # Of macro units, whose states are not those of the network; or of the whole network.
    whole_state = not units and len(state) == len(labels)
    return replace(base, state=substrate.parse_state(state)) if whole_state else base


def _rules(result: Any) -> dict[str, Any]:
    """Return formalism, readings and choices of a result, as far as the page can be set to them."""
    if result.formalism not in shown_in("explore"):
        return {}
    known = getattr(result, "readings", None)
    rules = {key: getattr(known, key) for key in CHOICES} if known is not None else {}
    by_hand = tuple(getattr(result, "by_hand", ()))
    return {"formalism": result.formalism, **rules, **({"by_hand": by_hand} if by_hand else {})}
