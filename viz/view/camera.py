"""The eye that looks at a Φ-structure in space, and what it sees on a sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, degrees, radians, sin
from typing import TYPE_CHECKING

import numpy as np

from engine.words import tr
from viz.numbers import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from viz.view.space import Place, SpaceView

FAR = 3.7
"""Distance of the eye, that of the first look on screen; on paper all is in sight, so it is never another."""
TARGET = (0.0, -0.1, 0.0)
STEEPEST = 86
"""Degrees of elevation, up and down: on screen the eye goes no further."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the eye is, in whole degrees: `azimuth` around the upright axis, `elevation` above the ground.

    Whole, so that the numbers in a figure are all that it takes to draw it again.
    """

    azimuth: int = 29
    elevation: int = 17

    def look(self, places: Sequence[Place]) -> NDArray[np.float64]:
        """Return (to the right, upwards, depth) of every place: a central projection of shape (n, 3).

        Depth is the distance in front of the eye; the others are those at the distance `FAR`.
        """
        a, e = radians(self.azimuth), radians(self.elevation)
        eye = FAR * np.array([cos(e) * sin(a), sin(e), cos(e) * cos(a)])
        ahead = np.array(TARGET) - eye
        ahead /= np.linalg.norm(ahead)
        right = np.array([cos(a), 0.0, -sin(a)])
        away = np.asarray(places, dtype=np.float64).reshape(-1, 3) - eye
        depth = away @ ahead
        return np.stack(
            [FAR * (away @ right) / depth, FAR * (away @ np.cross(right, ahead)) / depth, depth], 1
        )

    @property
    def text(self) -> str:
        """The camera in words."""
        return tr(
            "azimuth {azimuth}°, elevation {elevation}°",
            azimuth=plain(self.azimuth),
            elevation=plain(self.elevation),
        )


HOME = Camera()


def camera_of(yaw: float, pitch: float) -> Camera:
    """Return the camera of finite angles in radians, as the screen has them."""
    around = round(degrees(yaw)) % 360
    steep = max(-STEEPEST, min(STEEPEST, round(degrees(pitch))))
    return Camera(around if around <= 180 else around - 360, steep)


@dataclass(frozen=True, slots=True)
class SeenView:
    """A Φ-structure in space as a camera sees it."""

    space: SpaceView
    camera: Camera = HOME

    @property
    def caption(self) -> str:
        """The line under the figure."""
        return self.space.flat.caption
