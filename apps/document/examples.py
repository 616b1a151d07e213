"""The examples of ``assets/networks``, grouped for the picker."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from apps.document.snapshot import Snapshot, opened
from engine.errors import PhiscopeError
from engine.substrate.substrate import Substrate
from engine.words import kept_by_language, phrase, tr

NETWORKS = Path(__file__).resolve().parents[2] / "assets" / "networks"
FIRST = "iit4-fig1"
FORMER = {"grain-min-macro": "grain-min-micro"}
"""Names of examples that became part of another, which lessons and scripts may still ask for."""
GROUPS = (
    phrase("IIT 4.0 paper"),
    phrase("PyPhi and IIT 3.0"),
    phrase("Simulation"),
    phrase("Debates"),
    phrase("Grain"),
    phrase("Actual causation"),
    phrase("Published models"),
)

IDEAS = {
    "exclusion": phrase("Exclusion: which systems are complexes?"),
    "integration": phrase("Integration: is it one thing?"),
    "structure": phrase("Structure: what is it like inside?"),
    "silence": phrase("Silence: units that do nothing and still count"),
    "simulation": phrase("Simulation: the same behaviour, another structure"),
    "grain": phrase("Grain: seen from nearer and from farther"),
    "causation": phrase("Causation: what caused what"),
    "choices": phrase("Choices: ties, noise, and versions that disagree"),
    "critique": phrase("Critique: what sceptics ask"),
    "cells": phrase("Cells: published models, and what in them is one thing"),
}
"""The ideas that examples are about, in the order of the gallery."""


@dataclass(frozen=True, slots=True)
class Preset:
    """An example, with its texts in the language in use.

    Attributes
    ----------
    slug : str
        Name of its file, without ending.
    name : str
        Its title.
    group : str
        Its group in the picker.
    what : str
        What the network is.
    try_this : tuple of str
        Suggestions for what to try with it.
    source, doi : str
        Where the network was published; ``doi`` is empty if there is none.
    idea : str
        A key of `IDEAS`; empty if the card names none of them.
    start : int
        Its place among those to start with; 0 if it is none.
    """

    slug: str
    name: str
    group: str
    what: str
    try_this: tuple[str, ...]
    source: str
    doi: str = ""
    idea: str = ""
    start: int = 0


@kept_by_language
def presets() -> tuple[Preset, ...]:
    """Return every example that can be read, in the order of their cards."""
    found: list[tuple[int, int, Preset]] = []
    for path in sorted(NETWORKS.glob("*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue  # one broken example must not hide the others; the asset tests name it
        card = content.get("card") or {}
        group = str(card.get("group") or "Examples")
        preset = Preset(
            slug=path.stem,
            name=_said(content.get("name") or path.stem),
            group=_said(group),
            what=_said(card.get("what")),
            try_this=tuple(_said(line) for line in card.get("try") or ()),
            source=str(content.get("source") or ""),
            doi=str(card.get("doi") or ""),
            idea=str(card["idea"]) if card.get("idea") in IDEAS else "",
            start=int(card.get("start") or 0),
        )
        place = GROUPS.index(group) if group in GROUPS else len(GROUPS)
        found.append((place, int(card.get("order", 1000)), preset))
    return tuple(preset for *_, preset in sorted(found, key=lambda item: item[:2]))


def _said(text: object) -> str:
    """Return a text of a card in the language in use, empty if there is none."""
    return tr(str(text)) if text else ""


def grouped(first: str = "") -> dict[str, dict[str, str]]:
    """Return group -> name -> slug for a grouped select; the group ``first`` comes first."""
    first = _said(first)
    groups: dict[str, dict[str, str]] = {first: {}} if any(p.group == first for p in presets()) else {}
    for preset in presets():
        groups.setdefault(preset.group, {})[preset.name] = preset.slug
    return groups


def shelves() -> tuple[tuple[str, tuple[Preset, ...]], ...]:
    """Return the examples as the gallery shows them: those to start with, then by idea; each stands once."""
    first = sorted((each for each in presets() if each.start), key=lambda each: each.start)
    rest = [each for each in presets() if not each.start]
    titled = [(str(title), [each for each in rest if each.idea == idea]) for idea, title in IDEAS.items()]
    others = [each for each in rest if not each.idea]
    found = [(tr("Start here"), first), *titled, (tr("More"), others)]
    return tuple((title, tuple(members)) for title, members in found if members)


def next_in_idea(slug: str) -> Preset | None:
    """Return the example that comes after one of the same idea; None after the last, and for no example."""
    here = find(slug)
    if here is None or not here.idea:
        return None
    same = [each for each in presets() if each.idea == here.idea]
    at = same.index(here) + 1
    return same[at] if at < len(same) else None


def find(slug: str) -> Preset | None:
    """Return the example ``slug``, under its present or a former name; None if there is none."""
    present = FORMER.get(slug, slug)
    return next((preset for preset in presets() if preset.slug == present), None)


def adopted(snapshot: Snapshot) -> Snapshot:
    """Return a document from elsewhere; its origin is removed unless it is an example here."""
    # A document of an example that is now part of another is no edit of that one.
    found = find(snapshot.origin)
    return snapshot if found and found.slug == snapshot.origin else replace(snapshot, origin="")


@cache
def begun(slug: str) -> Snapshot | None:
    """Return the document that an example opens as, None if there is no such example or it is broken."""
    found = find(slug)
    if found is None:
        return None
    try:
        return opened(Substrate.read(NETWORKS / f"{found.slug}.json"), found.slug)
    except PhiscopeError:
        return None  # one broken example must not keep a page from opening; the asset tests name it


def is_edited(snapshot: Snapshot) -> bool:
    """Whether units, functions or connections are others than those of the example that was opened."""
    example = begun(snapshot.origin)
    return example is not None and example.dynamics != snapshot.dynamics


def retitled(snapshot: Snapshot) -> Snapshot:
    """Return a document of which no caption claims to be a published network once it is edited."""
    example = begun(snapshot.origin)
    if example is None:
        return snapshot
    published = example.substrate.name
    edited = tr("{name} (edited)", name=published)
    wanted = {published: edited} if is_edited(snapshot) else {edited: published}
    name = snapshot.substrate.name
    if name not in wanted:
        return snapshot
    return replace(snapshot, substrate=replace(snapshot.substrate, name=wanted[name]))


def first_substrate(slug: str = FIRST) -> Substrate:
    """Return the substrate that a page opens with; mostly Figure 1 of the IIT 4.0 paper in state aBC."""
    path = NETWORKS / f"{FORMER.get(slug, slug)}.json"
    if path.exists():
        return Substrate.read(path)
    weights = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.1, -0.8, 0.2]]
    return Substrate.from_weights(weights, k=4.0)
