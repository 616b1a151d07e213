"""Colours, fonts and sizes of every medium: screen (light, dark) and paper; no other module has any."""

from __future__ import annotations

from dataclasses import dataclass, replace

VIRIDIS = (
    "#440154", "#482878", "#3E4989", "#31688E", "#26828E",
    "#1F9E89", "#35B779", "#6DCD59", "#B4DE2C", "#FDE725",
)  # fmt: skip


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
    title: str
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
        """Return (fill or None, edge) of a region: system, complex or excluded."""
        fill = self.complex_fill if kind == "complex" else None
        return fill, {"system": self.system, "complex": self.complex_edge}.get(kind, self.excluded)

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
    background="#FFFFFF",
    text="#1F1F1F",
    muted="#6B6B6B",
    rest="#C8C8C8",
    unit_on="#1F1F1F",
    unit_off="#FFFFFF",
    unit_on_text="#FFFFFF",
    unit_off_text="#1F1F1F",
    outline="#1F1F1F",
    excitatory="#1F1F1F",
    inhibitory="#D55C00",
    system="#2A7EF0",
    complex_fill="#CADFFA",
    complex_edge="#2A7EF0",
    excluded="#8A8A8A",
    background_unit="#B5B5B5",
    cause="#D55C00",
    cause_light="#E9A87F",
    cause_label="#8D3D00",
    effect="#009E73",
    effect_light="#A3D3B5",
    effect_label="#006146",
    before="#0072B2",
    before_light="#9CC7E3",
    before_label="#004F7D",
    after="#009E73",
    after_light="#A3D3B5",
    after_label="#006146",
    partitioned="#7A7A7A",
    link="#FCBA1E",
    title="#1A5FC4",
    cut="#1F1F1F",
    heat_low="#FFFFFF",
    heat_high="#000000",
    ramp=VIRIDIS,
    face_alpha=0.1,
    font="system-ui, 'DejaVu Sans', Helvetica, Arial, sans-serif",
    font_size=12,
    title_size=16,
    label_size=13,
)
DARK = replace(
    LIGHT,
    name="dark",
    background="#16181D",
    text="#ECECEC",
    muted="#A8ACB3",
    rest="#4A4E57",
    # ON is dark on a dark page too, as in the editor: the outline sets it off from the page.
    unit_on="#0C0D0F",
    unit_off="#F6F7F8",
    unit_on_text="#FFFFFF",
    unit_off_text="#111111",
    outline="#D8D8D8",
    excitatory="#D8D8D8",
    inhibitory="#FF8A3D",
    system="#6EA8FF",
    complex_fill="#1E3557",
    complex_edge="#6EA8FF",
    excluded="#8C9099",
    background_unit="#5C616B",
    cause="#F0853A",
    cause_light="#8A4A1C",
    cause_label="#F2B58F",
    effect="#2BC596",
    effect_light="#1B6B52",
    effect_label="#A3D3B5",
    before="#56B4E9",
    before_light="#1F4F6E",
    before_label="#A5D5F2",
    after="#2BC596",
    after_light="#1B6B52",
    after_label="#A3D3B5",
    partitioned="#A8ACB3",
    title="#7DB1FF",
    cut="#ECECEC",
    # The darkest violets of viridis vanish on a dark page.
    ramp=VIRIDIS[2:],
    face_alpha=0.16,
)
PAPER = replace(
    LIGHT,
    name="paper",
    text="#000000",
    outline="#000000",
    font="DejaVu Sans",
    font_size=6.5,
    title_size=9,
    label_size=7,
)
GREY = replace(
    PAPER,
    name="grey",
    inhibitory="#6E6E6E",
    system="#1F1F1F",
    complex_fill="#E4E4E4",
    complex_edge="#1F1F1F",
    cause="#262626",
    cause_light="#D6D6D6",
    cause_label="#000000",
    effect="#7A7A7A",
    effect_light="#F1F1F1",
    effect_label="#4A4A4A",
    before="#262626",
    before_light="#D6D6D6",
    before_label="#000000",
    after="#7A7A7A",
    after_light="#F1F1F1",
    after_label="#4A4A4A",
    partitioned="#5A5A5A",
    link="#9A9A9A",
    title="#000000",
    # The strong end is dark: that of viridis is light, and without its hue it would fade on white paper.
    ramp=("#C4C4C4", "#000000"),
    patterned=True,
)


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
