"""The Φ-structure in space as plain lists and numbers, which the browser draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.words import tr
from viz.numbers import number
from viz.view.labelled import labelled
from viz.view.letters import brief

if TYPE_CHECKING:
    from viz.theme import Theme
    from viz.view.faces import FaceMark
    from viz.view.space import SpaceView
    from viz.view.structure import Vertex


def scene(view: SpaceView, theme: Theme) -> dict[str, Any]:
    """Return the picture as JSON types.

    Parameters
    ----------
    view
        The Φ-structure in space.
    theme
        Colours.

    Returns
    -------
    dict
        Lists of "points", "links", "lines", "triangles", "mechanisms", "labels" and "floors" with positions,
        colours, sizes and the texts to show. Point 2i is the cause and 2i + 1 the effect of distinction i;
        "lines" and "triangles" refer to points by index, "mechanisms" are in the order of distinctions, and
        "named" are the distinctions whose labels are written, the most important first.
    """
    flat = view.flat
    alpha = theme.alpha(len(flat.triangles))
    return {
        "title": flat.title,
        "says": flat.screen_text,
        "note": flat.note,
        "points": _points(view, theme),
        "links": _links(view, theme),
        "lines": [_face(f, theme) | {"alpha": 0.9 if f.lit else 0.15} for f in flat.lines],
        "triangles": [_face(f, theme) | {"alpha": alpha if f.lit else 0.2 * alpha} for f in flat.triangles],
        "mechanisms": _mechanisms(view, theme),
        "labels": _labels(view, theme),
        "named": labelled(flat),
        "floors": [{"text": f"{size}", "y": round(y, 4)} for size, y in view.floors],
        "colors": {
            "ground": theme.background,
            "muted": theme.muted,
            "ring": theme.system,
            "floor": theme.rest,
        },
    }


def _points(view: SpaceView, theme: Theme) -> list[dict[str, Any]]:
    marks = view.flat.mechanisms
    home = {(label.direction, label.text): i for i, label in enumerate(view.flat.labels)}
    return [
        {
            "at": _rounded(place),
            "label": home[v.direction, v.text],
            "size": round(0.022 + 0.022 * v.strength**0.5, 4),
            "box": v.direction == "effect",
            "color": theme.direction(v.direction) if v.lit else theme.rest,
            "says": _vertex_text(marks[v.index].text, v),
        }
        for v, place in zip(view.flat.vertices, view.vertices, strict=True)
    ]


def _vertex_text(mechanism: str, vertex: Vertex) -> str:
    parts = {"mechanism": mechanism, "purview": vertex.text, "phi": number(vertex.phi)}
    if vertex.direction == "cause":
        return tr("{mechanism}: cause {purview}, φ = {phi}", **parts)
    return tr("{mechanism}: effect {purview}, φ = {phi}", **parts)


def _links(view: SpaceView, theme: Theme) -> list[dict[str, Any]]:
    flat = view.flat
    return [
        {
            "mechanism": v.index,
            "color": theme.link if flat.mechanisms[v.index].lit else theme.rest,
            "wide": v.index == flat.selected,
        }
        for v in flat.vertices
    ]


def _mechanisms(view: SpaceView, theme: Theme) -> list[dict[str, Any]]:
    return [
        {
            "at": _rounded(place),
            "text": brief(m.text),
            "phi": m.phi_text if view.flat.detailed else "",
            "color": theme.text if m.lit else theme.rest,
            "says": f"{m.text}: φ_d = {m.phi_text}",
        }
        for m, place in zip(view.flat.mechanisms, view.mechanisms, strict=True)
    ]


def _labels(view: SpaceView, theme: Theme) -> list[dict[str, Any]]:
    return [
        {
            "at": _rounded(place),
            "text": brief(x.text),
            "color": theme.direction_label(x.direction) if x.lit else theme.rest,
        }
        for x, place in zip(view.flat.labels, view.labels, strict=True)
    ]


def _face(face: FaceMark, theme: Theme) -> dict[str, Any]:
    return {
        "of": list(face.corners),
        "color": theme.by_phi(face.strength) if face.lit else theme.rest,
        "says": face.text,
    }


def _rounded(place: tuple[float, float, float]) -> list[float]:
    return [round(x, 4) for x in place]
