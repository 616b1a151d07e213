"""The pane in which macro units are made and changed, by the document's edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apps.document import macro_members, macros
from apps.editor.read_gesture import unit_id
from apps.results.dynamics import Motion, how, walk
from apps.results.grains import unit_in_hand
from apps.ui.redraw import Guard
from apps.views.grain.board import GrainBoard
from engine.errors import PhiscopeError
from engine.substrate.mappings import MAX_BITS
from engine.words import phrase, tr, trn
from viz.view.grain_words import unit_words, verdict_words
from viz.view.letters import letter
from viz.view.mapping import mapping_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.document.document import Document
    from apps.document.snapshot import Snapshot
    from apps.editor.network_editor import NetworkEditor
    from apps.views.grain.answers import MacroBesideMicro
    from apps.views.grain.settings import GrainSettings
    from apps.workspace.trajectory import Trajectory
    from engine.substrate.macro_units import MacroUnit

KINDS = {
    "all": phrase("ON when all are (AND)"),
    "any": phrase("ON when any is (OR)"),
    "parity": phrase("ON when an odd number is (XOR)"),
}
PRESETS = {"all": phrase("all"), "any": phrase("any"), "parity": phrase("parity")}
HOW = phrase(
    "Select units in the drawing (drag a frame, or Shift and click), or press them here; then make one unit "
    "of them."
)
ASSUMED = phrase("Assumed constant: the present state is taken for the earlier ones. Press a unit to set it.")
KNOWN = phrase("It is set; the last column is the present state of the drawing.")
ALONE = phrase("No unit lies outside the system; leave one out, and it can belong to a macro unit.")


class UnitsPane:
    """The board; ``view`` is its component."""

    def __init__(
        self,
        document: Document,
        drawing: NetworkEditor,
        settings: GrainSettings,
        comparing: MacroBesideMicro,
        trajectory: Callable[[], Trajectory],
    ) -> None:
        self._document, self._drawing, self._trajectory = document, drawing, trajectory
        self._settings, self._comparing = settings, comparing
        self._guard = Guard(document.say)
        self._kind = "all"
        self.view = GrainBoard(
            self._press, css_classes=["grain-board"], sizing_mode="stretch_width", margin=0
        )
        document.param.watch(self._draw, "snapshot")
        drawing.param.watch(self._draw, "selected")
        settings.param.watch(self._draw, "unit")
        comparing.param.watch(self._draw, ["findings", "stale"])
        self.view.board = self._board()
        self._guard.painter.built()

    @property
    def chosen(self) -> MacroUnit | None:
        """The macro unit whose mapping is shown; the first that is not micro unless one was chosen."""
        return unit_in_hand(self._document.snapshot, self._settings.unit)

    def _draw(self, *_events: Any) -> None:
        self._guard.draw("macro units", self._show)

    def _show(self) -> None:
        board = self._board()
        if board != self.view.board:
            self.view.board = board

    def _board(self) -> dict[str, Any]:
        snapshot: Snapshot = self._document.snapshot
        if any(states != 2 for states in snapshot.substrate.radix):
            return {"making": {"note": macros.MANY_STATES, "units": [], "kinds": [], "kind": ""}}
        board = {"making": self._making(snapshot), "units": self._units(snapshot)}
        chosen = self.chosen
        if chosen is not None:
            board["chosen"] = mapping_of(snapshot, chosen)
            if macros.longest(snapshot) > 1:
                board["history"] = history_of(snapshot)
        return board

    def _making(self, snapshot: Snapshot) -> dict[str, Any]:
        picked = set(self._drawing.selected)
        units = [{"label": label, "picked": unit_id(label) in picked} for label in snapshot.substrate.labels]
        return {"note": HOW, "units": units, "kinds": [list(each) for each in KINDS.items()],
                "kind": self._kind}  # fmt: skip

    def _units(self, snapshot: Snapshot) -> list[dict[str, Any]]:
        found = self._comparing.current
        verdicts = {} if found is None else {each.label: each for each in found.verdicts}
        states = {} if found is None else dict(zip(found.macro.units, found.macro.state, strict=True))
        chosen = self.chosen
        return [
            described(unit, verdicts.get(unit.label), states.get(unit.label), unit is chosen)
            for unit in macros.units_of(snapshot)
        ]

    def _press(self, kind: str, *parts: Any) -> None:
        """Carry out what was pressed on the board."""
        change = self._document.change
        match kind, *parts:
            case ["pick", label]:
                self._pick(label)
            case ["kind", name] if name in KINDS:
                self._kind = name
                self._draw()
            case ["make"]:
                self._make()
            case ["choose", label]:
                self._settings.unit = label
            case ["split", label]:
                change(macros.split, label)
            case ["leave", label]:
                change(macros.leave_out, label)
            case ["tau", label, tau]:
                change(macros.set_tau, label, tau)
            case ["preset", label, key]:
                change(macros.set_mapping, label, key)
            case ["flip", label, row]:
                change(macros.flip, label, row)
            case ["past", ago, label]:
                change(macros.put_past, ago, label)
            case ["assume"]:
                change(macros.assume_constant)
            case ["trail"]:
                self._take_trail()
            case ["walk"]:
                self._walk()
            case ["member", label, unit]:
                self._put(label, unit)
            case ["apportion", label, unit]:
                change(macro_members.apportion, label, unit)

    def _take_trail(self) -> None:
        """Take the last states of the trajectory in Dynamics as the history."""
        states, need = self._trajectory().states, macros.longest(self._document.snapshot)
        if len(states) < need:
            said = trn(
                "The trajectory in Dynamics has {n} state; step on there, or walk from the oldest column.",
                "The trajectory in Dynamics has {n} states; step on there, or walk from the oldest column.",
                len(states),
            )
            self._document.refuse(said)
        else:
            self._document.change(macro_members.put_history, states)

    def _walk(self) -> None:
        """Step on from the oldest state of the history, as Dynamics would, to a new present one."""
        snapshot: Snapshot = self._document.snapshot
        need = macros.longest(snapshot)
        (oldest, *_), _ = past_of(snapshot, need)
        seed = self._trajectory().chance
        try:
            states = walk(snapshot.substrate, oldest, need - 1, seed)
        except PhiscopeError as error:  # an unfinished drawing has no dynamics
            self._document.refuse(str(error))
            return
        said = how(snapshot.substrate, Motion(states, seed=seed))
        if self._document.change(macro_members.put_history, states) and said:
            self._document.say(f"{said[0].upper()}{said[1:]}.")

    def _put(self, label: str, micro: str) -> None:
        """Put a micro unit into a macro unit; one that is in it, out of it."""
        snapshot = self._document.snapshot
        unit = next((each for each in macros.units_of(snapshot) if each.label == label), None)
        out = unit is not None and micro in unit.constituents
        kept = () if unit is None else tuple(x for x in unit.constituents if x != micro)
        if self._document.change(macro_members.regroup, [micro], "" if out else label):
            wanted = set(kept) if out else {*kept, micro}
            units = macros.units_of(self._document.snapshot)
            made = next((each for each in units if set(each.constituents) == wanted), None)
            self._settings.unit = made.label if made else ""

    def _pick(self, label: str) -> None:
        """Select a unit in the drawing, beside those that are selected; or no longer."""
        if label in self._document.snapshot.substrate.labels:
            one, selected = unit_id(label), list(self._drawing.selected)
            self._drawing.selected = (
                [x for x in selected if x != one] if one in selected else [*selected, one]
            )

    def _make(self) -> None:
        labels = self._document.snapshot.substrate.labels
        picked = [label for label in labels if unit_id(label) in set(self._drawing.selected)]
        if self._document.change(macros.make_unit, picked, self._kind):
            made = next((u for u in macros.units_of(self._document.snapshot)
                         if set(u.constituents) == set(picked)), None)  # fmt: skip
            self._settings.unit = made.label if made else ""
            self._drawing.selected = []


def described(unit: MacroUnit, judged: Any, state: int | None, chosen: bool) -> dict[str, Any]:
    """Return a macro unit as the board shows it."""
    words, stands = "", None
    if judged is not None and judged.verdict is not None:
        words, stands = verdict_words(judged.verdict), judged.verdict.ok
    elif judged is not None:
        words = judged.problem
    return {
        "label": unit.label,
        "words": unit.label if unit.label == unit.name else unit_words(unit),
        "on": bool(state),
        "micro": unit.is_micro,
        "chosen": chosen,
        "verdict": words.replace("φ_s", "φₛ"),
        "stands": stands,
    }


def past_of(snapshot: Snapshot, count: int) -> tuple[tuple[tuple[int, ...], ...], bool]:
    """Return the last so many states, oldest first, and whether they are assumed."""
    known = macros.history_of(snapshot)
    return (known[-count:], False) if len(known) >= count else ((snapshot.state,) * count, True)


def mapping_of(snapshot: Snapshot, unit: MacroUnit) -> dict[str, Any]:
    """Return the mapping of a unit as the board shows it."""
    labels = snapshot.substrate.labels
    inside = {each for other in macros.units_of(snapshot) for each in other.constituents}
    states, assumed = past_of(snapshot, unit.tau)
    values = [dict(zip(labels, each, strict=True)) for each in states]
    view = mapping_view(unit, values, assumed)
    return {
        "label": unit.label,
        "members": [{"label": each, "picked": each in unit.constituents} for each in labels],
        "background": [
            {"label": each, "picked": each in unit.background} for each in labels if each not in inside
        ],
        "alone": ALONE,
        "tau": unit.tau,
        "most": MAX_BITS // len(unit.constituents),
        "presets": presets_of(unit),
        "heads": list(view.heads),
        "rows": [
            {"index": row.index, "states": list(row.states), "on": row.on, "now": row.now}
            for row in view.rows
        ],
        "counts": [list(each) for each in view.counts],
        "note": view.note,
    }


def presets_of(unit: MacroUnit) -> list[list[Any]]:
    """Return the mappings by name: key, name, whether the unit has it."""
    name, bits = unit.mapping_name, len(unit.constituents) * unit.tau
    found = [[key, said, name == key] for key, said in PRESETS.items()]
    if bits > 1:
        counting = [f"count:{k}" for k in range(1, bits)]
        found += [[key, tr("exactly {k}", k=key[6:]), name == key] for key in counting[:6]]
    if len(unit.constituents) > 1 or unit.tau > 1:
        found += [
            [f"last:{label}", tr("{label} decides", label=label), name == f"last:{label}"]
            for label in unit.constituents
        ]
    return found


def history_of(snapshot: Snapshot) -> dict[str, Any]:
    """Return the history as the board shows it: a column for each update that macro units look at."""
    need = macros.longest(snapshot)
    states, assumed = past_of(snapshot, need)
    labels = snapshot.substrate.labels
    columns = []
    for at, state in enumerate(states):
        ago = need - 1 - at
        units = [
            {"label": label, "text": letter(label, value), "on": bool(value)}
            for label, value in zip(labels, state, strict=True)
        ]
        head = trn("{n} update ago", "{n} updates ago", ago) if ago else tr("now")
        columns.append({"ago": ago, "head": head, "units": units})
    return {"assumed": assumed, "note": ASSUMED if assumed else KNOWN, "columns": columns}
