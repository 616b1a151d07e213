"""The constellation of IIT 3.0: concepts as stars in concept space, before and after the minimum cut."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from engine.errors import PhiscopeError
from engine.words import tr, trn
from viz.numbers import number
from viz.view.concept_space import AxisKey, ConceptAxes, Labels, Point, StateAxis
from viz.view.concepts import NULL, concepts_caption, cut_text, fate
from viz.view.letters import letters
from viz.view.star import CROWD, Star, unnamed_text, with_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit3.concepts import Concept
    from engine.iit3.structure import ConceptualStructure

Moment = Literal["both", "before", "after"]
AXES = (2, 3)
"""How many axes a picture may have."""
DIRECTIONS: dict[int, tuple[Point, ...]] = {
    2: ((1.0, 0.0), (0.0, 1.0)),
    3: ((1.0, -0.13), (-0.56, -0.42), (0.0, 1.0)),
}
"""Where the axes point on the picture; the length of an axis is 1, or that of its shortened direction."""
STEPS = (0.1, 0.2, 0.25, 0.5, 0.75, 1.0)
"""Where the axes may end."""


@dataclass(frozen=True, slots=True)
class Flow:
    """φ moved by the cut, from the star of one index to another."""

    source: int
    target: int
    mass: float
    distance: float
    width: float
    """0..1: its share of the largest mass."""
    seen: bool
    """Whether the two stars stand apart on these axes."""


@dataclass(frozen=True, slots=True)
class ConstellationView:
    """A constellation on two or three axes of concept space.

    Attributes
    ----------
    title, cut, note, caption : str
    axes : tuple of StateAxis
    limit : float
        Probability at which all axes end.
    stars : tuple of Star
        The null concept first.
    flows : tuple of Flow
        Σ mass · distance is Φ; empty before or after the cut alone.
    choices : tuple of StateAxis
        All axes there are, those of largest variance first.
    """

    title: str
    cut: str
    note: str
    caption: str
    axes: tuple[StateAxis, ...]
    limit: float
    stars: tuple[Star, ...]
    flows: tuple[Flow, ...]
    choices: tuple[StateAxis, ...]

    @property
    def is_crowded(self) -> bool:
        """Whether there are so many stars that some have no name."""
        return len(self.stars) > CROWD

    @property
    def screen_text(self) -> str:
        """What a screen reader says."""
        axes = ", ".join(axis.name for axis in self.axes)
        said = [f"{self.title}.", tr("Axes: {axes}.", axes=axes), *(f"{star.about}." for star in self.stars)]
        return " ".join([*said, self.cut])


def constellation_view(
    structure: ConceptualStructure,
    axes: Sequence[AxisKey] = (),
    moment: Moment = "both",
    picked: Labels | None = None,
) -> ConstellationView:
    """Return a constellation as a picture.

    Parameters
    ----------
    structure
        The result of IIT 3.0 for a candidate system.
    axes
        Two or three states, past or future; none takes the three of largest variance among the concepts.
    moment
        The concepts before the minimum cut, after it, or both with what the cut moves.
    picked
        Mechanism of the picked concept, which is named even in a crowd.

    Raises
    ------
    PhiscopeError
        If these are not two or three different axes of the system.
    """
    name = letters(structure.units, structure.state)
    space = ConceptAxes(structure)
    choices = space.axes()
    chosen = tuple(axes) or tuple(each.key for each in choices[: AXES[-1]])
    _check(chosen, {each.key for each in choices})
    shown, links = _shown(structure, moment)
    places = [space.place(concept, chosen) for _, concept, _, _ in shown]
    limit = _limit(max(max(place) for place in places))
    ends = DIRECTIONS[len(chosen)]
    by_key = {each.key: each for each in choices}
    drawn = tuple(
        replace(each, end=end) for each, end in zip([by_key[key] for key in chosen], ends, strict=True)
    )
    largest = max((concept.phi for _, concept, _, _ in shown if concept), default=1.0)
    drawn_as = partial(_star, axes=drawn, limit=limit, largest=largest, structure=structure)
    stars = with_names([drawn_as(*each) for each in zip(shown, places, strict=True)], picked)
    heaviest = max((mass for *_, mass, _ in links), default=1.0)
    flows = tuple(
        Flow(a, b, mass, distance, mass / heaviest, _apart(stars[a].at, stars[b].at))
        for a, b, mass, distance in links
    )
    return ConstellationView(
        title=tr("Constellation of {system}: Φ = {phi} bits", system=name, phi=number(structure.big_phi)),
        cut=cut_text(structure),
        note=" ".join(
            filter(None, [_note(structure, flows), unnamed_text(stars), _digits(structure, drawn)])
        ),
        caption=concepts_caption(structure),
        axes=drawn,
        limit=limit,
        stars=stars,
        flows=flows,
        choices=choices,
    )


_Shown = tuple["Labels | None", "Concept | None", str, bool]
"""Mechanism, concept, fate, and whether it is under the cut."""


def _shown(
    structure: ConceptualStructure, moment: Moment
) -> tuple[list[_Shown], list[tuple[int, int, float, float]]]:
    """Return what stands in the picture, the null concept first, and (source, target, mass, distance)."""
    whole = {each.mechanism: each for each in structure.concepts}
    is_cut = structure.cut is not None
    left = {each.mechanism: each for each in structure.concepts_after_cut} if is_cut else whole
    shown: list[_Shown] = [(None, None, "null", False)]
    here: dict[Labels | None, int] = {None: 0}
    there: dict[Labels | None, int] = {None: 0}
    for mechanism, concept in whole.items():
        done = fate(concept, left.get(mechanism)) if moment == "both" else "kept"
        if moment != "after":
            here[mechanism] = len(shown)
            shown.append((mechanism, concept, done, False))
        if done == "kept":
            there[mechanism] = here.get(mechanism, 0)
    for mechanism, concept in left.items() if moment != "before" else ():
        done = "new" if mechanism not in whole else fate(whole[mechanism], concept)
        if done != "kept" or moment == "after":
            there[mechanism] = len(shown)
            shown.append((mechanism, concept, done, True))
    moves = structure.transport if moment == "both" else ()
    return shown, [(here[each.source], there[each.target], each.mass, each.distance) for each in moves]


def _star(
    shown: _Shown,
    place: tuple[float, ...],
    axes: tuple[StateAxis, ...],
    limit: float,
    largest: float,
    structure: ConceptualStructure,
) -> Star:
    units, concept, done, after = shown
    states = dict(zip(structure.units, structure.state, strict=True))
    name = str(NULL) if units is None else letters(units, [states[unit] for unit in units])
    phi = concept.phi if concept else 0.0
    return Star(
        units=units,
        name=name,
        phi=phi,
        size=(phi / largest) ** 0.5,
        fate=done,
        after=after,
        place=place,
        at=_on_picture(place, axes, limit),
        foot=_on_picture(place[:2], axes[:2], limit),
        about=_about(name, phi, done, after, place, axes),
    )


def _on_picture(place: Sequence[float], axes: Sequence[StateAxis], limit: float) -> Point:
    x = sum(p / limit * axis.end[0] for p, axis in zip(place, axes, strict=True))
    y = sum(p / limit * axis.end[1] for p, axis in zip(place, axes, strict=True))
    return float(x), float(y)


def _about(
    name: str, phi: float, done: str, after: bool, place: tuple[float, ...], axes: tuple[StateAxis, ...]
) -> str:
    said = {
        ("kept", False): tr("φ = {phi}", phi=number(phi)),
        ("kept", True): tr("φ = {phi}", phi=number(phi)),
        ("moved", False): tr("φ = {phi}, moved by the cut", phi=number(phi)),
        ("moved", True): tr("φ = {phi} under the cut, where it has moved", phi=number(phi)),
        ("lost", False): tr("φ = {phi}, lost by the cut", phi=number(phi)),
        ("new", True): tr("φ = {phi}, new under the cut", phi=number(phi)),
    }.get((done, after), "")
    where = "; ".join(f"P({axis.name}) = {number(p)}" for axis, p in zip(axes, place, strict=True))
    return ": ".join(filter(None, [name, ", ".join(filter(None, [said, where]))]))


def _note(structure: ConceptualStructure, flows: tuple[Flow, ...]) -> str:
    """Return how Φ comes about, and how many of the moves these axes do not show."""
    if not flows:
        return ""
    said = trn(
        "Φ = {phi} bits is φ moved times distance, over {n} move.",
        "Φ = {phi} bits is φ moved times distance, summed over {n} moves.",
        len(flows),
        phi=number(structure.big_phi),
    )
    unseen = sum(not flow.seen for flow in flows)
    if not unseen:
        return said
    return f"{said} " + trn("{n} of them is along other axes.", "{n} of them are along other axes.", unseen)


def _digits(structure: ConceptualStructure, axes: tuple[StateAxis, ...]) -> str:
    """Return what the digits of axes stand for; empty if no axis has digits."""
    if all(axis.short == axis.name for axis in axes):
        return ""
    return tr("Digits are the states of {units}.", units=", ".join(structure.units))


def _apart(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) > 1e-6


def _limit(largest: float) -> float:
    """Return the first end of an axis that is not less than the largest probability."""
    return next((step for step in STEPS if step >= largest - 1e-9), STEPS[-1])


def _check(chosen: Sequence[AxisKey], known: set[AxisKey]) -> None:
    if len(chosen) not in AXES or len(set(chosen)) != len(chosen) or not set(chosen) <= known:
        raise PhiscopeError(tr("Concept space is drawn on two or three different states of the system."))
