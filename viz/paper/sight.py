"""One structure as it is seen from one place: what the parts of the 3-D figure share."""

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
"""Depths between which colours fade into the page, as on screen."""


Colour = Any


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What a camera sees, in millimetres of the page: each row (x, y, depth)."""

    view: SeenView
    scale: float
    shift: NDArray[np.float64]
    theme: Theme

    def spots(self, places: Any) -> NDArray[np.float64]:
        """Return where places are on the page."""
        seen = self.view.camera.look(places)
        seen[:, :2] = seen[:, :2] * self.scale + self.shift
        return seen

    def faded(self, color: str, depth: float, alpha: float = 1.0) -> Colour:
        """Return a colour as it looks from so far."""
        near, far = FOG
        share = min(max((depth - near) / (far - near), 0.0), 1.0)
        return to_rgba(mix(color, self.theme.background, share), alpha)
