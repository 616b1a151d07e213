"""The examples of ``assets/networks``, grouped for the picker."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache

from apps.document.document import NETWORKS
from apps.document.snapshot import Snapshot, opened
from engine.errors import PhiscopeError
from engine.substrate.substrate import Substrate
from engine.words import tr

FIRST = "iit4-fig1"
GROUPS = {
    name: place
    for place, name in enumerate(
        (
            tr("IIT 4.0 paper"),
            tr("PyPhi and IIT 3.0"),
            tr("Simulation"),
            tr("Debates"),
            tr("Grain"),
            tr("Actual causation"),
        )
    )
}


@dataclass(frozen=True, slots=True)
class Preset:
    """One example: the file's stem, and in the language of the process what to call it and do with it."""

    slug: str
    name: str
    group: str
    what: str
    try_this: tuple[str, ...]
    source: str
    doi: str = ""


@cache
def presets() -> tuple[Preset, ...]:
    """Return every example that can be read, in the order of their cards."""
    found: list[tuple[int, int, Preset]] = []
    for path in sorted(NETWORKS.glob("*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue  # one broken example must not hide the others; the asset tests name it
        card = content.get("card") or {}
        preset = Preset(
            slug=path.stem,
            name=_said(content.get("name") or path.stem),
            group=_said(card.get("group") or "Examples"),
            what=_said(card.get("what")),
            try_this=tuple(_said(line) for line in card.get("try") or ()),
            source=str(content.get("source") or ""),
            doi=str(card.get("doi") or ""),
        )
        found.append((GROUPS.get(preset.group, len(GROUPS)), int(card.get("order", 1000)), preset))
    return tuple(preset for *_, preset in sorted(found, key=lambda item: item[:2]))


def _said(text: object) -> str:
    """Return what a card says in the language of the process; nothing is no sentence of a catalogue."""
    return tr(str(text)) if text else ""


def grouped(first: str = "") -> dict[str, dict[str, str]]:
    """Return group -> name -> slug, as a grouped select wants it; the group ``first`` leads."""
    groups: dict[str, dict[str, str]] = {first: {}} if any(p.group == first for p in presets()) else {}
    for preset in presets():
        groups.setdefault(preset.group, {})[preset.name] = preset.slug
    return groups


def find(slug: str) -> Preset | None:
    """Return the preset ``slug``, or None."""
    return next((preset for preset in presets() if preset.slug == slug), None)


def adopted(snapshot: Snapshot) -> Snapshot:
    """Return a document from elsewhere; an origin that is no example here is forgotten."""
    return snapshot if find(snapshot.origin) else replace(snapshot, origin="")


def begun(slug: str) -> Snapshot | None:
    """Return the document that an example opens as, or None when there is no such example."""
    if find(slug) is None:
        return None
    try:
        return opened(Substrate.read(NETWORKS / f"{slug}.json"), slug)
    except PhiscopeError:
        return None  # one broken example must not keep a page from opening; the asset tests name it


def first_substrate() -> Substrate:
    """Return what the page opens with: Figure 1 of the IIT 4.0 paper in state aBC."""
    path = NETWORKS / f"{FIRST}.json"
    if path.exists():
        return Substrate.read(path)
    weights = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.1, -0.8, 0.2]]
    return Substrate.from_weights(weights, k=4.0)
