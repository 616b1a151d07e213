"""The substrate as a drawing: units, edges, regions, the cut of the MIP, and a key of weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.substrate.functions import Logistic
from engine.words import tr
from viz.layout import outward, positions
from viz.numbers import number
from viz.view.letters import caption as caption_of
from viz.view.letters import letter, letters, phi_s_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.complexes import Complexes
    from engine.iit4.structure import PhiStructure
    from engine.substrate.substrate import Substrate
    from viz.layout import Positions

EXCLUDED_DRAWN = 3
"""Most excluded candidate systems that are drawn, those of largest φ_s."""
KEY_LINES = 6
"""Most distinct weights that the key lists; of more, it has the extremes and the middle one."""


@dataclass(frozen=True, slots=True)
class UnitMark:
    """One unit."""

    label: str
    text: str
    """The label in letter case."""
    x: float
    """Position in [0, 1]², y up."""
    y: float
    level: float
    """Its state as a share 0..1 of its highest state."""
    background: bool
    """Whether it is outside the candidate system."""
    outward: float
    """Angle at which its self-loop is drawn, in radians."""
    odd: bool = False
    """Whether it differs from the same unit of the substrate that this one is compared with."""


@dataclass(frozen=True, slots=True)
class EdgeMark:
    """One edge."""

    source: str
    target: str
    weight: float
    strength: float
    """|weight| as a share 0..1 of the largest."""
    inhibitory: bool
    bent: bool
    """Whether it is drawn as a curve, because the opposite edge exists too."""
    cut: bool
    """Whether the partition cuts it."""
    odd: bool = False
    """Whether it differs from the same edge of the substrate that this one is compared with."""

    @property
    def loop(self) -> bool:
        """Whether the edge is a self-loop."""
        return self.source == self.target


@dataclass(frozen=True, slots=True)
class RegionMark:
    """A set of units with an outline."""

    kind: str
    """"system", "complex", "macro" or "excluded"."""
    units: tuple[str, ...]
    text: str
    updates: int = 1
    """Update grain of a macro unit: more than one are drawn as a ladder of ticks at the outline."""
    label: str = ""
    """Label of a macro unit."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the key: a weight and how it is drawn."""

    text: str
    strength: float
    inhibitory: bool


@dataclass(frozen=True, slots=True)
class SubstrateView:
    """A substrate in a state, with the candidate system, complexes and MIP that are known of it."""

    name: str
    state: str
    """The state in letter case."""
    units: tuple[UnitMark, ...]
    edges: tuple[EdgeMark, ...]
    regions: tuple[RegionMark, ...]
    """The largest first, so that small ones lie on top."""
    cut: tuple[tuple[str, str], ...]
    """(source, target) of every connection that the partition cuts, drawn or not."""
    key: tuple[KeyLine, ...]
    note: str
    """Slope of the logistic units ("k = 4") and number of excluded candidates that are not drawn."""
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        regions = "; ".join(region.text for region in self.regions)
        said = tr(
            "Substrate {state}: {units} units, {edges} edges.",
            state=self.state,
            units=len(self.units),
            edges=len(self.edges),
        )
        return f"{said} {regions}".strip()


def substrate_view(
    substrate: Substrate,
    state: Sequence[int],
    structure: PhiStructure | None = None,
    complexes: Complexes | None = None,
) -> SubstrateView:
    """Return the drawing of a substrate.

    Parameters
    ----------
    substrate
        The substrate.
    state
        Its state, one value per unit.
    structure
        The Φ-structure of a candidate system, which becomes a region; its MIP becomes the cut.
    complexes
        The result of a search for complexes, which become regions.

    Returns
    -------
    SubstrateView
        Units outside the candidate system are background.
    """
    whole = tuple(int(value) for value in state)
    values = dict(zip(substrate.labels, whole, strict=True))
    cut = cut_of(structure)
    regions, unseen = _regions(values, structure, complexes)
    name = letters(substrate.labels, whole)
    plain_caption = " · ".join(filter(None, [substrate.name, tr("state {state}", state=name)]))
    return SubstrateView(
        name=substrate.name,
        state=name,
        units=_units(substrate, whole, structure),
        edges=_edges(substrate, frozenset(cut)),
        regions=regions,
        cut=cut,
        key=_key(substrate),
        note=" · ".join(filter(None, [_slopes(substrate), unseen])),
        caption=plain_caption if structure is None else caption_of(structure),
    )


def regions_of(
    substrate: Substrate,
    state: Sequence[int],
    structure: PhiStructure | None = None,
    complexes: Complexes | None = None,
) -> tuple[RegionMark, ...]:
    """Return the regions of the drawing alone, for who draws the network otherwise."""
    return _regions(dict(zip(substrate.labels, state, strict=True)), structure, complexes)[0]


def cut_of(structure: PhiStructure | None) -> tuple[tuple[str, str], ...]:
    """Return the edges that the minimum partition cuts; none without one."""
    return () if structure is None or structure.mip is None else tuple(structure.mip.cut)


def _units(
    substrate: Substrate, state: tuple[int, ...], structure: PhiStructure | None
) -> tuple[UnitMark, ...]:
    places: Positions = positions(substrate)
    inside = set(substrate.labels if structure is None else structure.units)
    return tuple(
        UnitMark(
            label=unit.label,
            text=letter(unit.label, value),
            x=places[unit.label][0],
            y=places[unit.label][1],
            level=value / max(unit.states - 1, 1),
            background=unit.label not in inside,
            outward=outward(unit.label, places),
        )
        for unit, value in zip(substrate.units, state, strict=True)
    )


def _edges(substrate: Substrate, cut: frozenset[tuple[str, str]]) -> tuple[EdgeMark, ...]:
    pairs = {(edge.source, edge.target) for edge in substrate.edges}
    largest = largest_weight(substrate)
    return tuple(
        EdgeMark(
            source=edge.source,
            target=edge.target,
            weight=float(edge.weight),
            strength=abs(edge.weight) / largest,
            inhibitory=edge.weight < 0,
            bent=edge.source != edge.target and (edge.target, edge.source) in pairs,
            cut=(edge.source, edge.target) in cut,
        )
        for edge in substrate.edges
    )


def _regions(
    values: dict[str, int], structure: PhiStructure | None, complexes: Complexes | None
) -> tuple[tuple[RegionMark, ...], str]:
    """Return the regions, the largest first, and a note on the excluded candidates that are not drawn."""

    def region(kind: str, units: tuple[str, ...], phi_s: float) -> RegionMark:
        return RegionMark(kind, units, phi_s_text(units, [values[u] for u in units], phi_s))

    found: list[RegionMark] = []
    note = ""
    if complexes is not None:
        found += [region("complex", tuple(c.units), c.phi_s) for c in complexes.complexes]
        losers = sorted(
            (e for e in complexes.excluded if e.phi_s > 0), key=lambda e: (-e.phi_s, len(e.units), e.units)
        )
        found += [region("excluded", tuple(e.units), e.phi_s) for e in losers[:EXCLUDED_DRAWN]]
        unseen = len(complexes.excluded) - min(len(losers), EXCLUDED_DRAWN)
        note = tr("{n:,} more excluded", n=unseen) if unseen else ""
    drawn = {mark.units for mark in found}
    if structure is not None and tuple(structure.units) not in drawn:
        found.append(region("system", tuple(structure.units), structure.phi_s))
    return tuple(sorted(found, key=lambda mark: -len(mark.units))), note


def _key(substrate: Substrate) -> tuple[KeyLine, ...]:
    """Return one line per distinct weight, the strongest first; none if all weights are equal."""
    weights = sorted({float(edge.weight) for edge in substrate.edges}, key=lambda w: (-abs(w), w))
    if len(weights) < 2:
        return ()
    if len(weights) > KEY_LINES:
        middle = len(weights) // 2
        weights = [weights[0], weights[middle], weights[-1]]
    largest = largest_weight(substrate)
    return tuple(KeyLine(number(w), abs(w) / largest, w < 0) for w in weights)


def largest_weight(substrate: Substrate) -> float:
    """Return the largest |weight|, to which the strengths of the edges refer; 1 if there is none."""
    return max((abs(edge.weight) for edge in substrate.edges), default=0.0) or 1.0


def _slopes(substrate: Substrate) -> str:
    """Return the slopes of the logistic units as "k = 4" or "k = 1 to 4"; empty if there are none."""
    slopes = sorted({unit.function.k for unit in substrate.units if isinstance(unit.function, Logistic)})
    if not slopes:
        return ""
    ends = [number(k) for k in (slopes[0], slopes[-1])]
    if len(slopes) == 1:
        return f"k = {ends[0]}"
    return tr("k = {low} to {high}", low=ends[0], high=ends[1])
