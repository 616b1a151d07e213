"""The projection of a Φ-structure in space onto a page, for its shapes and its labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import to_rgba
from numpy.typing import NDArray

from viz.theme import mix

if TYPE_CHECKING:
    from viz.theme import Theme
    from viz.view.camera import SeenView

FOG = (3.4, 8.0)
"""Depths at which colours begin to fade and have faded to the background, as on screen."""
Colour = Any
"""A colour of matplotlib."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """The projection of a camera onto a page."""

    view: SeenView
    scale: float
    """Millimetres of the page per unit of the projection."""
    shift: NDArray[np.float64]
    """The origin of the projection on the page, in millimetres, shape (2,)."""
    theme: Theme

    def spots(self, places: Any) -> NDArray[np.float64]:
        """Return positions on the page, shape (n, 3): x and y in millimetres, depth."""
        seen = self.view.camera.look(places)
        seen[:, :2] = seen[:, :2] * self.scale + self.shift
        return seen

    def faded(self, color: str, depth: float, alpha: float = 1.0) -> Colour:
        """Return a colour, faded by distance.

        Parameters
        ----------
        color
            The colour, hexadecimal.
        depth
            Distance from the camera.
        alpha
            Opacity, 0 to 1.

        Returns
        -------
        tuple of float
            Red, green, blue and opacity.
        """
        near, far = FOG
        share = min(max((depth - near) / (far - near), 0.0), 1.0)
        return to_rgba(mix(color, self.theme.background, share), alpha)
