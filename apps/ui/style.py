"""Style sheets of the page. Colours are custom properties: of the Material page, and of `viz.theme.PAGE`."""

from __future__ import annotations

import json
from typing import Any

import panel as pn

LINE = "var(--mui-palette-divider)"

SECTION = f"""
:host {{ border: 1px solid {LINE}; border-radius: 8px; overflow: hidden; box-sizing: border-box; }}
/* Pictures and tables hold numbers everywhere; the drawing covers its own. A lesson hides shapes, too. */
:host(:not(.drawing-pane, .other-side)) > * {{ filter: var(--phi-haze, var(--phi-cover, none)); }}
"""

# What is high enough for a desk has to grow with the type of a lecture.
HIGHER = """
:host { flex-basis: auto !important; height: calc(var(--high) * var(--phi-size, 1)) !important; }
"""

TERM = """
.term { position: relative; cursor: help; border-bottom: 1px dotted; font-style: normal; }
.term .tip { display: none; position: absolute; top: 100%; left: 0; z-index: 9; width: 280px;
  padding: 6px 10px; border-radius: 6px; white-space: normal; font: .781rem/1.4 var(--phi-font);
  color: var(--phi-tip-text); background: var(--phi-tip); }
.term:hover .tip, .term:focus .tip { display: block; }
.term:focus-visible { outline: 2px solid var(--phi-focus); outline-offset: 1px; }
"""

METRICS = (
    TERM
    + """
:host { position: relative; z-index: 5; }
.row { display: flex; flex-wrap: wrap; gap: 4px 28px; align-items: baseline; padding: 2px 8px; }
.metric { white-space: nowrap; }
.name { font-size: .812rem; color: var(--mui-palette-text-secondary); margin-right: 4px; }
.value { font-size: 1.38rem; font-weight: 600; font-variant-numeric: tabular-nums;
  filter: var(--phi-cover, none); }
.more { font-size: .75rem; opacity: .65; filter: var(--phi-cover, none); }
"""
)

# Above a drawing, where a title can wrap.
HEADING = """
:host { font-size: .781rem; line-height: 1.4; overflow-y: auto; }
.phi { font-size: 1rem; margin-right: 6px; filter: var(--phi-cover, none); }
"""

TABLE = """
.tabulator { font-size: .781rem !important; background: transparent; border: none; }
.tabulator .tabulator-row .tabulator-cell, .tabulator .tabulator-header .tabulator-col-content {
  padding: 4px 4px !important; }
.tabulator .tabulator-row { min-height: 1.5625rem !important; height: auto !important; }
.tabulator .tabulator-row.lit { box-shadow: inset 0 0 0 2px var(--phi-lit); }
.tabulator .tabulator-header .tabulator-col-title { white-space: normal !important;
  padding-right: 11px !important; }
.tabulator .tabulator-header .tabulator-col { height: auto !important; }
.tabulator .tabulator-row .tabulator-cell { height: 1.5625rem !important; min-height: 0 !important; }
"""

GRID = """
:host { display: grid !important; gap: 10px;
  grid-template-columns: repeat(auto-fit, minmax(min(max(380px, 20rem), 100%), 1fr)); }
"""

STALE = """
:host { transition: opacity .2s; }
:host(.stale) { opacity: .6 !important; filter: grayscale(1); }
/* Panel makes the text of a pane visible by a style of its own. */
:host(.foreign), :host(.foreign) * { visibility: hidden !important; }
"""

# The TPM is that of the drawing even while the result is not.
STALE_PARTS = """
:host(.stale) > :not(.tpm-pane) { opacity: .6; filter: grayscale(1); }
:host(.foreign) > :not(.tpm-pane) { visibility: hidden; opacity: 0; }
"""

# While what somebody drew is on its way, the example that the page was built with is not shown.
FRAME = """
:host { opacity: var(--phi-await, 1); pointer-events: var(--phi-await-events, auto); }
:host { display: grid !important; grid-template-columns: auto minmax(0, 1fr); gap: 12px; align-items: start;
  max-height: none !important; }
:host > * { max-height: none !important; }
/* The network stays in sight, and its edge can be dragged. */
:host > .left { position: sticky; top: 0; overflow: auto;
  max-height: calc(100vh - 72px - var(--phi-strip, 0px)) !important;
  resize: horizontal; width: 38vw; min-width: 360px !important; max-width: 70vw; }
:host > .view-side { grid-column: 2; }
/* The lessons stand at the right, so that the network stays where it is. A view that is wider than what they
   leave can be scrolled along. */
:host(.learning) { grid-template-columns: auto minmax(0, 1fr) clamp(260px, 23vw, 24rem); }
:host(.learning) { --phi-things: hidden; }
:host(.learning) > :not(.left, .lessons) { min-width: 0 !important; overflow-x: auto; }
:host > .lessons { position: sticky; top: 0; grid-area: 1 / 3;
  --phi-rail: calc(100vh - 72px - var(--phi-strip, 0px)); }
@media (max-width: 1599px) {
  :host(.learning) { --phi-stacked: 760px; }
  :host(.learning) > .left { width: 34vw; }
}
@media (max-width: 1439px) {
  :host(.learning) > .left { width: 31vw; min-width: 310px !important; }
}
@media (max-width: 900px) {
  :host > .view-side { grid-column: 1; }
  :host { grid-template-columns: minmax(0, 1fr); grid-auto-rows: max-content; }
  :host > .left { position: static; width: auto; max-width: none;
    max-height: none !important; resize: none; }
  :host(.learning) { grid-template-columns: minmax(0, 1fr); }
  :host(.learning) > .left { width: auto; }
  :host > .lessons { top: auto; bottom: var(--phi-strip, 0px); --phi-rail: 45vh; z-index: 9;
    grid-area: auto; }
}
"""

TALL = """
:host { flex-basis: auto !important;
  height: clamp(360px, calc(100vh - var(--phi-below-drawing, 524px) + var(--phi-spared, 0px)),
    var(--phi-tallest, 760px)) !important; }
:host(.alone) {
  height: clamp(360px, calc(100vh - var(--phi-below-drawing, 369px) + var(--phi-spared, 0px)),
    var(--phi-tallest, 760px)) !important; }
"""


# The picture of the first screen: what is below it, to look inside, stays in sight.
PICTURE = """
:host { flex-basis: auto !important;
  height: clamp(420px, calc(100vh - var(--phi-below-picture, 430px)), var(--phi-tallest, 900px)) !important; }
:host(.low) { height: clamp(360px, 43vh, var(--phi-tallest, 900px)) !important; }
/* In a narrow window the words above the picture take lines of its height. */
@media (max-width: 1100px) {
  :host(.low) { height: clamp(425px, 43vh, var(--phi-tallest, 900px)) !important; }
}
"""


def named(name: str) -> dict[str, Any]:
    """Return the look of an icon button that has its name beside the icon."""
    room = {"borderRadius": "6px", "gap": "6px", "padding": "5px 8px", "color": "primary.main"}
    return room | {"&::after": {"content": json.dumps(name), "fontSize": ".875rem"}}


def section(content: Any, *hooks: str, height: int = 360) -> pn.Column:
    """Return a framed part of the page with these CSS classes, ``height`` pixels high."""
    return pn.Column(
        content,
        css_classes=list(hooks),
        stylesheets=[SECTION, HIGHER],
        sizing_mode="stretch_width",
        height=height,
        styles={"--high": f"{height}px"},
        margin=0,
    )


def reserved(*parts: Any) -> pn.Column:
    """Return parts that come and go, in a place of their own: what stands below does not jump."""
    return pn.Column(
        *parts,
        css_classes=["reserved"],
        sizing_mode="stretch_width",
        margin=0,
        styles={"min-height": "3.6rem"},
    )


def grey(part: Any, stale: bool, foreign: bool = False) -> None:
    """Mark a part of the page as about an older document if ``stale``; blank it if about another network."""
    classes = [name for name in part.css_classes if name not in {"stale", "foreign"}]
    part.css_classes = [*classes, *["stale"] * stale, *["foreign"] * (stale and foreign)]


NOTE = f"""
.note {{ font-size: .812rem; line-height: 1.4; min-height: 18px; padding: 2px 0; }}
.note:not(.refused), .card {{ filter: var(--phi-cover, none); }}
.note.refused {{ color: var(--mui-palette-error-main); font-weight: 500; }}
.note.reason {{ border-left: 3px solid var(--phi-reason); padding-left: 8px; margin: 2px 0; }}
/* What to try would tell beforehand what a lesson asks. */
.card {{ visibility: var(--phi-things, visible); }}
.card {{ font-size: .781rem; line-height: 1.45; border-top: 1px solid {LINE}; padding-top: 6px; }}
.card p {{ margin: 2px 0 6px; opacity: .85; }}
.card ol {{ margin: 2px 0 4px; padding-left: 20px; }}
.card .source {{ opacity: .72; font-size: .719rem; }}
"""

# Widgets in a row.
SMALL: dict[str, Any] = {"size": "small", "margin": (4, 6)}


def wide(pixels: int, **look: Any) -> dict[str, Any]:
    """Return the options of a widget of so many pixels in normal type and as many more in large type.

    ``look`` is the rest of its ``sx``.
    """
    return {"width": None, "sx": {"width": f"{pixels / 16:g}rem", **look}}


# What has an icon and a name in the bar: of one size, as far from each other, whatever kind of button it is.
_ICON = {"fontSize": "1.25rem !important"}
IN_BAR: dict[str, Any] = {
    "textTransform": "none",
    "fontSize": ".875rem",
    "fontWeight": 400,
    "letterSpacing": "normal",
    "lineHeight": 1.5,
    "padding": "5px 8px",
    "& .MuiButton-startIcon": {"margin": "0 6px 0 0"},
    "& .MuiButton-startIcon *": _ICON,
    "& > .MuiIcon-root": {**_ICON, "marginRight": "6px"},
}
# In a window as narrow as a projector's, buttons of the bar are icons and the list of examples gives way.
# Their names stay in the page for screen readers, and in the hint.
BARE: dict[str, Any] = {
    **IN_BAR,
    "@media (max-width: 1269px)": {
        "fontSize": 0,
        "minWidth": 0,
        "& .MuiButton-startIcon": {"margin": 0},
    },
}
GIVING_WAY: dict[str, Any] = {
    "width": "17.5rem",
    "@media (min-width: 1400px) and (max-width: 1519px)": {
        "width": "12.5rem"
    },  # beside the names of all views
    "@media (max-width: 999px)": {"width": "6.9rem"},
}

# A button of the bar that opens a panel; among others it is its icon only, where there is no room.
PANEL_BUTTON: dict[str, Any] = IN_BAR | {"border": "none", "color": "primary.main"}
PANEL_BARE: dict[str, Any] = PANEL_BUTTON | {
    "@media (max-width: 1239px)": {
        "fontSize": 0,
        "minWidth": 0,
        "& > .MuiIcon-root": {**_ICON, "marginRight": 0},
    },
}
# An icon button of the bar that stays pressed.
SWITCH: dict[str, Any] = {
    "border": "none",
    "borderRadius": "6px",
    "padding": "5px",
    "color": "primary.main",
    "& > .MuiIcon-root": _ICON,
    "&.Mui-selected, &.Mui-selected:hover": {"bgcolor": "primary.main", "color": "primary.contrastText"},
}
# What can do nothing is not seen, and leaves its place empty: nothing moves when it can.
UNSEEN_AT_REST: dict[str, Any] = {"&.Mui-disabled": {"visibility": "hidden"}}

# A button that opens a part of the page: one accent, no capitals.
CALM: dict[str, Any] = {
    "textTransform": "none",
    "fontSize": "1rem",
    "padding": "6px 18px",
    "color": "primary.main",
}

# A group of buttons, one a unit, that many or long names need in several lines.
WRAPPED: dict[str, Any] = {
    "flexWrap": "wrap",
    "maxWidth": "100%",
    "& .MuiToggleButtonGroup-root": {"flexWrap": "wrap"},
    "& button": {
        "textTransform": "none",
        "overflowWrap": "anywhere",
        "width": "auto",
        "flex": "0 1 auto",
    },
}

# The blue of a chosen button is too dark for a dark page.
TOGGLE: dict[str, Any] = {
    "padding": "3px 10px",
    "border": "none",
    "textTransform": "none",
    "gap": "4px",
    "&.Mui-selected": {"color": "text.primary"},
}
