"""What is drawn of a target and the computer that simulates it: units, modules, complexes, connections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.words import tr

if TYPE_CHECKING:
    from viz.view.raster import RasterView

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class WholeMark:
    """A complex, or what is undecided between several."""

    units: tuple[str, ...]
    name: str
    """Its units in letter case."""
    phi_s: str
    big_phi: str
    outline: tuple[Point, ...]
    """Corners around its units, anticlockwise; none if they are not drawn."""
    at: Point
    """The middle of its units."""
    strength: float
    """φ_s as a share 0..1 of the largest of both sides."""
    is_complex: bool


@dataclass(frozen=True, slots=True)
class UnitSpot:
    """A unit."""

    label: str
    text: str
    x: float
    y: float
    level: float
    """Its state as a share 0..1 of its highest state."""


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A module of the computer."""

    kind: str
    name: str
    left: float
    right: float
    bottom: float
    top: float
    is_open: bool
    lines: tuple[str, ...]
    """What is said of a closed one."""


@dataclass(frozen=True, slots=True)
class WireMark:
    """Connections from one place to another: of units, or of many between modules."""

    path: tuple[Point, ...]
    count: int
    about: str


@dataclass(frozen=True, slots=True)
class SideMarks:
    """What is drawn of one of the two systems."""

    name: str
    state: str
    units: tuple[UnitSpot, ...]
    strands: tuple[WireMark, ...]
    wholes: tuple[WholeMark, ...]
    problem: str
    bounds: tuple[float, float, float, float]
    """Left, right, bottom, top."""
    tags: tuple[tuple[float, float, str], ...] = ()
    """Numbers of the registers and of the program's lines that are drawn, with their places."""

    @property
    def complexes(self) -> tuple[WholeMark, ...]:
        """Those that are complexes."""
        return tuple(each for each in self.wholes if each.is_complex)


@dataclass(frozen=True, slots=True)
class SimulationView:
    """A target and its computer at an update."""

    title: str
    target: SideMarks
    computer: SideMarks
    boxes: tuple[BoxMark, ...]
    bundles: tuple[WireMark, ...]
    outputs: RasterView
    phis: tuple[tuple[str, str, str, str], ...]
    """Of each system: name, number of complexes, largest φ_s, largest Φ."""
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        said = [
            tr("{name}: {count} complexes, largest φ_s {phi_s}, largest Φ {big_phi}",
               name=name, count=count, phi_s=phi_s, big_phi=big_phi)
            for name, count, phi_s, big_phi in self.phis
        ]  # fmt: skip
        return f"{self.title}. {'; '.join(said)}."
