"""The camera that looks at a Φ-structure in space, and the projection of that view onto paper."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, degrees, radians, sin
from typing import TYPE_CHECKING

import numpy as np

from engine.words import tr
from viz.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from viz.view.space import Place, SpaceView

FAR = 3.7
"""Distance of the camera: fixed on paper, where the picture is scaled; on screen it is the initial one."""
TARGET = (0.0, -0.1, 0.0)
"""The point that the camera looks at."""
STEEPEST = 86
"""Largest elevation up and down, in degrees, as on screen."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A direction from which to look, in whole degrees.

    Whole degrees can be printed under a figure, and are then all that is needed to draw it again.
    """

    azimuth: int = 29
    """Around the vertical axis, -179 to 180."""
    elevation: int = 17
    """Above the horizontal plane, -86 to 86."""

    def look(self, places: Sequence[Place]) -> NDArray[np.float64]:
        """Return the central projection of n positions, shape (n, 3): to the right, upwards, depth.

        Depth is the distance in front of the camera; the other two are measured at the distance `FAR`.
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
        """The two angles, in words."""
        return tr(
            "azimuth {azimuth}°, elevation {elevation}°",
            azimuth=number(self.azimuth),
            elevation=number(self.elevation),
        )


HOME = Camera()


def camera_of(yaw: float, pitch: float) -> Camera:
    """Return the camera at the angles that the screen reports.

    Parameters
    ----------
    yaw, pitch
        Azimuth and elevation in radians; finite.

    Returns
    -------
    Camera
        With both angles rounded to degrees and the elevation limited to `STEEPEST`.
    """
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
        """The caption of the figure."""
        return self.space.flat.caption
