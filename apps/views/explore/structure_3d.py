"""The Φ-structure in space: a Panel component that draws with three.js from `assets/vendor`."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any, ClassVar, TypeGuard

import param
from panel.custom import JSComponent

from apps.ui.scripts import script
from viz.view.camera import HOME, Camera, camera_of
from viz.view.structure import StructurePick

VENDOR = Path(__file__).parents[3] / "assets" / "vendor"
LIBRARY = "vendor/three/three.module.min.js"
KINDS = {"distinction": 1, "purview": 1, "relation": 64}
"""Most numbers that a message about a thing of a kind may have."""
STYLE = """
:host { width: 100%; height: 100%; min-height: 180px; }
.space { display: flex; flex-direction: column; height: 100%; font: .781rem system-ui, sans-serif; }
.title { font-weight: 700; font-size: 1rem; padding: 0 12px;
  color: var(--mui-palette-primary-main, #1A5FC4); }
.note { display: block; font-weight: 400; font-size: .75rem;
  color: var(--mui-palette-text-secondary, inherit); }
.stage { position: relative; flex: 1; min-height: 0; overflow: hidden; touch-action: none; cursor: grab; }
.stage:focus-visible { outline: 2px solid var(--mui-palette-primary-main, #1A5FC4); outline-offset: -2px; }
.stage canvas { width: 100%; height: 100%; display: block; }
.over { position: absolute; inset: 0; pointer-events: none; overflow: hidden; }
.over > * { position: absolute; left: 0; top: 0; white-space: nowrap; line-height: 1.1; }
.mechanism { font-weight: 700; font-style: italic; font-size: .812rem; text-align: center; }
.mechanism small { display: block; font-weight: 400; font-style: normal; opacity: .75; }
.ring { border: 3px solid; border-radius: 50%; box-sizing: border-box; }
.floor { font-size: .688rem; }
.tip { position: absolute; left: 0; top: 0; pointer-events: none; padding: 2px 6px; border-radius: 4px;
  background: var(--mui-palette-background-paper, #fff); border: 1px solid; max-width: 240px; }
.tip:empty { display: none; }
.help { font-size: .688rem; opacity: .7; padding: 0 12px 4px; white-space: nowrap; }
"""


class Structure3D(JSComponent):
    """The Φ-structure in space, in the browser's WebGL.

    ``scene`` is what `viz.screen.space.scene` returns, ``marks`` the vertices and distinctions with rings,
    and ``camera`` the present point of view, which figures take. The library is loaded from this server with
    the first scene.

    Parameters
    ----------
    on_pick : callable
        Called with the thing that is clicked, None for the background.
    on_choose : callable
        Called with the distinction that the keyboard reaches.
    on_hover : callable
        Called with the thing under the mouse, None for the background.
    on_failure : callable
        Called if the browser cannot draw in space.
    """

    scene = param.Dict(default={})
    marks = param.Dict(default={}, doc='{"vertices": [indices], "distinctions": [indices]}')
    library = param.String(default=LIBRARY, doc="Address of three.js, relative to the page.")

    _esm = script(Path(__file__).with_name("structure_3d.js"))
    _stylesheets: ClassVar[list[str]] = [STYLE]

    def __init__(
        self,
        on_pick: Callable[[StructurePick | None], None],
        on_choose: Callable[[StructurePick | None], None],
        on_hover: Callable[[StructurePick | None], None],
        on_failure: Callable[[], None],
        **params: Any,
    ) -> None:
        params.setdefault("sizing_mode", "stretch_both")
        super().__init__(**params)
        self._listeners = {"pick": on_pick, "choose": on_choose, "hover": on_hover}
        self._on_failure = on_failure
        self.camera = HOME

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        if data.get("failed") is True:
            self._on_failure()
        if "eye" in data:
            self.camera = read_camera(data["eye"]) or self.camera
        for name, listener in self._listeners.items():
            if name in data:
                listener(read_spot(data[name]))


def read_camera(said: Any) -> Camera | None:
    """Return the point of view that the browser reports, None if the message is invalid."""
    yaw, pitch = (said.get(name) if isinstance(said, dict) else None for name in ("yaw", "pitch"))
    return camera_of(float(yaw), float(pitch)) if _is_angle(yaw) and _is_angle(pitch) else None


def _is_angle(x: Any) -> TypeGuard[float]:
    return isinstance(x, int | float) and not isinstance(x, bool) and isfinite(x)


def read_spot(said: Any) -> StructurePick | None:
    """Return the thing that the browser names, None if it names none or the message is invalid."""
    if not isinstance(said, dict):
        return None
    kind, numbers = said.get("kind"), said.get("numbers")
    if not isinstance(kind, str) or kind not in KINDS or not isinstance(numbers, list):
        return None
    whole = all(isinstance(n, int) and not isinstance(n, bool) for n in numbers)
    if not whole or not 0 < len(numbers) <= KINDS[kind]:
        return None
    return StructurePick(kind, tuple(numbers))  # type: ignore[arg-type]
