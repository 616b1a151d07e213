"""The only place with colours, fonts and sizes: screen light, screen dark, paper, and the style sheets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VIRIDIS = (
    "#440154", "#482878", "#3E4989", "#31688E", "#26828E",
    "#1F9E89", "#35B779", "#6DCD59", "#B4DE2C", "#FDE725",
)  # fmt: skip
BASINS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55C00", "#F0E442")
"""Basins of attraction, in turn (Okabe and Ito); which basin it is, the place tells too."""
NEUTRAL = "#808080"
# One family for the page and its plots: Roboto comes with the page, without a network, and its figures are
# all of one width. Where a picture stands alone, what the computer has.
FONT = 'Roboto, system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif'
MONO = 'ui-monospace, "DejaVu Sans Mono", monospace'


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and type of one medium: screen (light or dark) or paper (coloured or grey)."""

    name: str
    background: str
    text: str
    muted: str
    """Secondary text and axes."""
    rest: str
    """Marks that are not lit, and grid lines."""
    unit_on: str
    unit_off: str
    unit_on_text: str
    unit_off_text: str
    outline: str
    excitatory: str
    inhibitory: str
    system: str
    complex_fill: str
    complex_edge: str
    excluded: str
    background_unit: str
    cause: str
    cause_light: str
    cause_label: str
    effect: str
    effect_light: str
    effect_label: str
    before: str
    """Units at t-1 and actual causes, in actual causation."""
    before_light: str
    before_label: str
    after: str
    """Units at t and actual effects."""
    after_light: str
    after_label: str
    partitioned: str
    link: str
    accent: str
    """What acts, what is chosen, titles on paper; on screen a title of this colour looks like a link."""
    cut: str
    heat_low: str
    heat_high: str
    ramp: tuple[str, ...]
    face_alpha: float
    font: str
    font_size: float
    title_size: float
    label_size: float
    patterned: bool = False
    """Whether hatches, dashes and hollow marks take the place of colours."""

    @property
    def dark(self) -> bool:
        """Whether the theme is for a dark page."""
        return self.name == "dark"

    def enlarged(self, by: float) -> Theme:
        """Return the theme with type sizes multiplied by `by`, for a projector."""
        sizes = {size: getattr(self, size) * by for size in ("font_size", "title_size", "label_size")}
        return replace(self, **sizes)

    def by_phi(self, strength: float) -> str:
        """Return the colour of a strength: 0 for the least and 1 for the largest φ in the picture."""
        place = min(max(strength, 0.0), 1.0) * (len(self.ramp) - 1)
        low = min(int(place), len(self.ramp) - 2)
        return mix(self.ramp[low], self.ramp[low + 1], place - low)

    def alpha(self, faces: int) -> float:
        """Return the opacity of a triangle in a picture of so many: the more there are, the less opaque."""
        return self.face_alpha * min(1.0, (40 / max(faces, 1)) ** 0.6)

    def heat(self, probability: float) -> str:
        """Return the grey of a probability: 0 is white, 1 is black."""
        return mix(self.heat_low, self.heat_high, min(max(probability, 0.0), 1.0))

    def heat_text(self, probability: float) -> str:
        """Return the colour of text that can be read on `heat(probability)`."""
        return self.heat_high if probability < 0.5 else self.heat_low

    def unit_fill(self, level: float, background: bool = False) -> str:
        """Return the fill of a unit.

        Parameters
        ----------
        level
            Its state as a share 0..1 of its highest state.
        background
            Whether it is outside the candidate system.

        Returns
        -------
        str
            The colour, hexadecimal; mixed with grey if the unit is background.
        """
        fill = mix(self.unit_off, self.unit_on, level)
        return mix(fill, self.background_unit, 0.6) if background else fill

    def unit_text(self, level: float) -> str:
        """Return the colour of the text on a unit; `level` is as in `unit_fill`."""
        return self.unit_off_text if level < 0.5 else self.unit_on_text

    def region(self, kind: str) -> tuple[str | None, str]:
        """Return (fill or None, edge) of a region: system, complex, macro or excluded."""
        fill = self.complex_fill if kind in {"complex", "macro"} else None
        edges = {"system": self.system, "complex": self.complex_edge, "macro": self.complex_edge}
        return fill, edges.get(kind, self.excluded)

    def direction(self, direction: str) -> str:
        """Return the main colour of a cause or an effect."""
        return self.cause if direction == "cause" else self.effect

    def direction_light(self, direction: str) -> str:
        """Return the light colour of a cause or an effect."""
        return self.cause_light if direction == "cause" else self.effect_light

    def direction_label(self, direction: str) -> str:
        """Return the text colour of a cause or an effect."""
        return self.cause_label if direction == "cause" else self.effect_label

    def of_transition(self) -> Theme:
        """Return the theme whose causes and effects have the colours of t-1 and t, for actual causation."""
        return replace(
            self,
            cause=self.before, cause_light=self.before_light, cause_label=self.before_label,
            effect=self.after, effect_light=self.after_light, effect_label=self.after_label,
        )  # fmt: skip


LIGHT = Theme(
    name="light",
    background="#FFFFFF", text="#1F1F1F", muted="#6B6B6B", rest="#C8C8C8",
    unit_on="#1F1F1F", unit_off="#FFFFFF", unit_on_text="#FFFFFF", unit_off_text="#1F1F1F",
    outline="#1F1F1F", excitatory="#1F1F1F",
    inhibitory="#D55C00",
    system="#2A7EF0", complex_fill="#CADFFA", complex_edge="#2A7EF0",
    excluded="#8A8A8A",
    background_unit="#B5B5B5",
    cause="#D55C00", cause_light="#E9A87F", cause_label="#8D3D00",
    effect="#009E73", effect_light="#A3D3B5", effect_label="#006146",
    before="#0072B2", before_light="#9CC7E3", before_label="#004F7D",
    after="#009E73", after_light="#A3D3B5", after_label="#006146",
    partitioned="#7A7A7A",
    link="#FCBA1E", accent="#1A5FC4", cut="#1F1F1F",
    heat_low="#FFFFFF", heat_high="#000000",
    ramp=VIRIDIS, face_alpha=0.1,
    font=FONT, font_size=12, title_size=16,
    label_size=13,
)  # fmt: skip
DARK = replace(
    LIGHT, name="dark",
    background="#16181D", text="#ECECEC", muted="#A8ACB3", rest="#4A4E57",
    # ON is dark on a dark page too, as in the editor: its outline tells it from the page.
    unit_on="#0C0D0F", unit_off="#F6F7F8", unit_on_text="#FFFFFF", unit_off_text="#111111",
    outline="#D8D8D8", excitatory="#D8D8D8",
    inhibitory="#FF8A3D",
    system="#6EA8FF", complex_fill="#1E3557", complex_edge="#6EA8FF",
    excluded="#8C9099",
    background_unit="#5C616B",
    cause="#F0853A", cause_light="#8A4A1C", cause_label="#F2B58F",
    effect="#2BC596", effect_light="#1B6B52", effect_label="#A3D3B5",
    before="#56B4E9", before_light="#1F4F6E", before_label="#A5D5F2",
    after="#2BC596", after_light="#1B6B52", after_label="#A3D3B5",
    partitioned="#A8ACB3", accent="#7DB1FF", cut="#ECECEC",
    # The darkest violets of viridis vanish on a dark page.
    ramp=VIRIDIS[2:], face_alpha=0.16,
)  # fmt: skip
PAPER = replace(
    LIGHT, name="paper", text="#000000",
    outline="#000000",
    font="DejaVu Sans", font_size=6.5, title_size=9, label_size=7,
)  # fmt: skip
GREY = replace(
    PAPER, name="grey",
    inhibitory="#6E6E6E",
    system="#1F1F1F", complex_fill="#E4E4E4", complex_edge="#1F1F1F",
    cause="#262626", cause_light="#D6D6D6", cause_label="#000000",
    effect="#7A7A7A", effect_light="#F1F1F1", effect_label="#4A4A4A",
    before="#262626", before_light="#D6D6D6", before_label="#000000",
    after="#7A7A7A", after_light="#F1F1F1", after_label="#4A4A4A",
    partitioned="#5A5A5A",
    link="#9A9A9A", accent="#000000",
    # Strong is dark: viridis, whose strong end is light, fades on white paper once its hues are gone.
    ramp=("#C4C4C4", "#000000"), patterned=True,
)  # fmt: skip


@lru_cache(maxsize=4096)  # a picture has few shares and many marks
def mix(low: str, high: str, share: float) -> str:
    """Return a mixture of two colours.

    Parameters
    ----------
    low, high
        The colours, hexadecimal.
    share
        Share of `high`, 0 to 1.

    Returns
    -------
    str
        The mixture, hexadecimal.
    """
    ends = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in (low, high)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(*ends, strict=True))


def faint(colour: str, alpha: float) -> str:
    """Return a hexadecimal colour as CSS, let through by ``alpha``: 0 is nothing, 1 all of it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {alpha})"


def custom_properties(selector: str, values: Mapping[str, str]) -> str:
    """Return the rule of a style sheet that gives these values to all that stands inside ``selector``."""
    return f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in values.items())} }}\n"


# What style sheets ask for beside the colours of the Material page, as ``var(--phi-focus)``.
PAGE = {
    f"phi-{name}": value
    for name, value in {
        "font": FONT,
        "mono": MONO,
        "focus": LIGHT.system,
        "picked": faint(LIGHT.system, 0.18),
        "bar": faint(LIGHT.system, 0.22),
        "open": faint(LIGHT.system, 0.12),
        "lit": "#F0A500",
        "hover": faint(NEUTRAL, 0.16),
        "pressed": faint(NEUTRAL, 0.3),
        "box": faint(NEUTRAL, 0.12),
        "reason": LIGHT.link,
        "ink": "#E0007A",  # what a lecturer draws: the colour of nothing that is drawn or said
        "tip": "#333333",
        "tip-text": "#FFFFFF",
        "mistake": "#F3C5C0",
        "mistake-text": "#5F1410",
        "mistake-line": "#B3261E",
        "veil": faint("#000000", 0.45),
        "drop": faint("#142850", 0.72),
        "drop-text": "#FFFFFF",
        "cause": "#A84A00",
        "cause-dark": DARK.cause_label,
        "effect": "#00795A",
        "effect-dark": DARK.effect_label,
        "inhibitory": LIGHT.inhibitory,
        "unit-on": LIGHT.unit_on,
        "unit-off": LIGHT.unit_off,
        "letter-on": LIGHT.unit_on_text,
        "letter-off": DARK.unit_off_text,
    }.items()
}
# The network editor draws more than a picture has: its sheet, its tools, what is being dragged.
EDITOR_LIGHT = {
    "font": FONT,
    "canvas": "#FFFFFF", "grid": "#DDE1E6", "ink": "#111111",
    "on": "#1F1F1F", "on-ink": "#FFFFFF", "mid": "#6F747A", "off": "#FFFFFF", "off-ink": "#111111",
    "outline": "#111111", "excite": "#111111", "inhibit": "#D55C00", "inhibit-ink": "#A84800",
    "system": "#2A7EF0", "complex-fill": "#CADFFA", "complex-line": "#7FB0EF", "complex-ink": "#1658B8",
    "excluded": "#666B72", "ground": "#E4E5E7", "ground-on": "#6C7177", "ground-ink": "#3D4146",
    "highlight": "#F0A500", "select": "#2A7EF0", "focus": "#111111", "hover": "#F0F3F7",
    "panel": "#FFFFFF", "panel-line": "#D5D9DE", "muted": "#5C636B",
    "bubble": "#22262C", "bubble-ink": "#FFFFFF", "bubble-line": "#4B525B",
    "shade": faint("#000000", 0.08), "shadow": faint("#000000", 0.18),
}  # fmt: skip
EDITOR_DARK = EDITOR_LIGHT | {
    "canvas": "#1B1E23", "grid": "#343A42", "ink": "#ECEEF1",
    "on": "#0C0D0F", "off": "#F6F7F8",
    "outline": "#F0F2F4", "excite": "#DFE3E8", "inhibit": "#FF8F4A", "inhibit-ink": "#FF8F4A",
    "system": "#6CAAFF", "complex-fill": "#223A5C", "complex-line": "#5B8FD3", "complex-ink": "#A9CDFF",
    "excluded": "#9AA1AA", "ground": "#6F757D", "ground-on": "#3A3E44", "ground-ink": "#FFFFFF",
    "highlight": "#FFC247", "select": "#6CAAFF", "focus": "#FFFFFF", "hover": "#333942",
    "panel": "#262A31", "panel-line": "#434952", "muted": "#AAB1BA",
}  # fmt: skip
