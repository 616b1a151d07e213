"""The look of stars in concept space, and where their names stand, on screen and in print."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from engine.words import phrase
from viz.shapes.labels import Wish, spread
from viz.shapes.lettering import LINE, width
from viz.theme import mix
from viz.view.letters import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viz.shapes.labels import Box, Frame, Point
    from viz.theme import Theme
    from viz.view.constellation import ConstellationView
    from viz.view.star import Star

WAIST = 0.42
"""Radius of the inner corners of a star, as a share of that of its tips."""
LEAST = 0.3
"""Radius of the smallest star, as a share of the largest."""
TOGETHER = 3
"""Most names at one place; of further ones their number stands there."""
Kind = tuple[str, bool]
"""Fate of a star, and whether it is under the cut."""
KINDS: dict[Kind, str] = {
    ("kept", False): phrase("kept"),
    ("kept", True): phrase("under the cut"),
    ("moved", False): phrase("moved: before"),
    ("moved", True): phrase("moved: under the cut"),
    ("lost", False): phrase("lost"),
    ("new", True): phrase("new under the cut"),
    ("null", False): phrase("null concept"),
}
"""What stands in a key, in its order."""


@dataclass(frozen=True, slots=True)
class StarLook:
    """How a star is drawn: fill, edge, whether the edge is dashed, and the sign upon it."""

    fill: str
    edge: str
    dashed: bool
    sign: str


def star_look(theme: Theme, kind: Kind) -> StarLook:
    """Return how a star is drawn; a fate is told by dashes and signs beside its colours."""
    done, after = kind
    pale = mix(theme.background, theme.link, 0.35)
    if done == "moved":
        return StarLook(theme.background if after else pale, theme.system, after, "")
    if done == "lost":
        return StarLook(theme.background, theme.text, False, "×")
    if done == "new":
        return StarLook(theme.background, theme.system, False, "+")
    if done == "null":
        return StarLook(theme.text, theme.text, False, "")
    return StarLook(theme.link, theme.text, False, "")


def corners(at: Point, radius: float) -> list[Point]:
    """Return the ten corners of a star around a point, one tip upwards."""
    return [
        (at[0] + r * cos(angle), at[1] + r * sin(angle))
        for i in range(10)
        for r, angle in [(radius * (WAIST if i % 2 else 1.0), pi / 2 + i * pi / 5)]
    ]


def radius(star: Star, largest: float) -> float:
    """Return the radius of a star in the unit of the largest one's; the null concept has the least."""
    return largest * max(star.size, LEAST)


def kinds_of(view: ConstellationView) -> list[Kind]:
    """Return the kinds of stars in a picture, in the order of its key."""
    there = {(star.fate, star.after) for star in view.stars}
    return [kind for kind in KINDS if kind in there]


@dataclass(frozen=True, slots=True)
class StarName:
    """The name of a star, or of several at one place, and where it stands."""

    text: str
    at: Point
    star: Star
    """The largest of them."""


def names(
    view: ConstellationView,
    scale: float,
    size: float,
    largest: float,
    frame: Frame | None = None,
    kept: Sequence[Box] = (),
) -> list[StarName]:
    """Return the places of the names of all stars, so that none covers another.

    Parameters
    ----------
    view
        The constellation.
    scale
        Length of an axis, in any unit.
    size
        Size of the type in that unit.
    largest
        Radius of the largest star in that unit.
    frame
        The area that names stay within.
    kept
        Boxes that no name covers.

    Returns
    -------
    list of StarName
        In a crowd they are those of the largest, and cover no star where there is room beside it.
    """
    high = LINE * size
    walls = [
        (star.at[0] * scale, star.at[1] * scale, 2 * radius(star, largest), 2 * radius(star, largest))
        for star in view.stars
    ]
    groups = _together(view)
    wishes = []
    for text, star in groups:
        (x, y), wide = (star.at[0] * scale, star.at[1] * scale), width(text, size, bold=True)
        up, aside = radius(star, largest) + 0.5 * high, radius(star, largest) + 0.5 * wide + 0.2 * size
        others = ((x - aside, y), (x, y + up), (x, y - up), (x - aside, y - up))
        wishes.append(Wish(x + aside, y, wide, high, others, firm=True))
    taken = (*kept, *walls) if view.is_crowded else kept
    places = spread(wishes, walls, frame, 0.1 * size, taken)
    return [
        StarName(text, place, star)
        for (text, star), place in zip(groups, places, strict=True)
        if place is not None
    ]


def is_away(name: StarName, scale: float, near: float) -> bool:
    """Whether a name stands so far from its star that a line must lead to it; parameters as of `names`."""
    return hypot(name.at[0] - name.star.at[0] * scale, name.at[1] - name.star.at[1] * scale) > near


def _together(view: ConstellationView) -> list[tuple[str, Star]]:
    """Return one text for all stars at a place, with the largest of them."""
    found: dict[tuple[float, float, bool], list[Star]] = {}
    for star in sorted(view.stars, key=lambda star: (star.units is not None, -star.phi)):
        if star.named:
            found.setdefault((round(star.at[0], 6), round(star.at[1], 6), star.after), []).append(star)
    return [
        (", ".join(brief(star.name) for star in stars[:TOGETHER]) + _more(len(stars)), stars[0])
        for stars in found.values()
    ]


def _more(stars: int) -> str:
    return f" +{stars - TOGETHER}" if stars > TOGETHER else ""


def fitting(view: ConstellationView, largest: float) -> float:
    """Return the radius of the largest star of a picture: less in a crowd."""
    return largest * (0.6 if view.is_crowded else 1.0)
