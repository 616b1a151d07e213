"""The fields of a unit's function in the inspector: its parameters and the order of its inputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import numpy as np
import panel as pn
import panel_material_ui as pmui
from numpy.typing import NDArray

from apps.document.document import Document
from apps.document.edits import plain, set_function
from apps.document.snapshot import Change, Snapshot, inputs_of, set_edges, unit_of
from apps.ui.matrix_grid import Grid, GridEntries
from apps.ui.scrub_number import ScrubNumber
from apps.ui.select import select
from apps.ui.style import SMALL, wide
from apps.ui.text_entry import text_entry
from engine.errors import PhiscopeError, SubstrateError
from engine.substrate.functions import GATES, Gate, Logistic, Rule, Table, UnitFunction
from engine.substrate.rules import plain_rule
from engine.substrate.states import format_state
from engine.substrate.tpm import all_states
from engine.substrate.wiring import reordered
from engine.words import tr

TABLE_ROWS = 64
WORDS = (
    ".inputs { margin: 2px 0; font-size: .781rem; line-height: 1.45; opacity: .85; }"
    ".inputs b { font-weight: 600; }"
)


class FunctionRows:
    """The fields of one unit's function.

    ``expect(function)`` is called before each change made here, so that the inspector does not rebuild the
    fields while they are used; ``expect(None)`` after a refusal.
    """

    def __init__(self, document: Document, label: str, expect: Callable[[UnitFunction | None], None]) -> None:
        self._document, self._label, self._expect = document, label, expect
        self._shown: UnitFunction | None = None

    def fields(self, function: UnitFunction) -> list[Any]:
        """Return the parameters, to stand in a line."""
        self._shown = function
        if isinstance(function, Logistic):
            return self._logistic(function)
        if isinstance(function, Gate):
            return self._gate(function)
        if isinstance(function, Rule):
            return [self._text(function), self._noise(function)]
        return []

    def below(self, function: UnitFunction) -> list[Any]:
        """Return the inputs in words and, for a table, its rows."""
        rows: list[Any] = [
            pn.pane.HTML(self._words(function), stylesheets=[WORDS], css_classes=["unit-inputs"])
        ]
        rows[0].margin = (0, 8)
        if isinstance(function, Table):
            rows += self._table(function)
        elif isinstance(function, Gate) and function.gate in ("COPY", "NOT"):
            rows.append(self._source(function))
        return rows

    @property
    def _inputs(self) -> tuple[str, ...]:
        return inputs_of(self._document.substrate, self._label)

    def _words(self, function: UnitFunction) -> str:
        names = function.inputs if isinstance(function, Table | Rule) else self._inputs
        shown = ", ".join(f"{i}. {escape(name)}" for i, name in enumerate(names, start=1)) or tr("none")
        text = tr("<b>Inputs:</b> {inputs}. ", inputs=shown)
        if isinstance(function, Logistic):
            text += tr(
                "P(ON) is ½ where the sum of weight × input (−1 or +1) equals the threshold; the bias in a "
                "file is −k × threshold."
            )
        elif isinstance(function, Table) and names:
            text += tr("The order is that of the rows: {first} changes fastest.", first=escape(names[0]))
        elif isinstance(function, Gate) and function.gate not in ("COPY", "NOT"):
            text += tr("Their order does not matter to a gate.")
        return f"<p class='inputs'>{text}</p>"

    def _put(self, make: Callable[[Any], UnitFunction], stay: bool = True) -> bool:
        """Change the current function by ``make``; return False if that is refused, with a sentence.

        The fields stay as they are if ``stay``; it is False if the new function has other fields.
        """
        current = unit_of(self._document.substrate, self._label).function
        if self._shown is not None and type(current) is not type(self._shown):
            current = self._shown  # a column of the TPM of a file, shown as a table
        try:
            fresh = make(current)
        except PhiscopeError as error:
            self._document.say(str(error))
            return False
        if fresh == current:
            return True
        if stay:
            self._expect(fresh)
        return self._document.set_function(self._label, fresh)

    def _number(self, field: str, title: str, value: float, put: Callable[[Any], bool], **more: Any) -> Any:
        look = {"label": title, "value": value, "css_classes": [f"unit-{field}"], **more}
        widget = pmui.IntInput(**look, **wide(112), **SMALL) if field == "n" else ScrubNumber(**look)
        widget.param.watch(lambda event: event.new is not None and put(event.new), "value")
        return widget

    def _logistic(self, function: Logistic) -> list[Any]:
        def slope(value: float) -> bool:
            return self._put(lambda now: with_slope(now, value), stay=bool(value) == bool(function.k))

        fields = [self._number("k", tr("Slope k"), function.k, slope, step=1)]
        if function.k:

            def threshold(value: float) -> bool:
                return self._put(lambda now: replace(now, bias=round(-now.k * value, 12) + 0.0))

            at = round(-function.bias / function.k, 9) + 0.0
            fields.append(self._number("threshold", tr("Threshold"), at, threshold, step=0.05))
        else:

            def bias(value: float) -> bool:
                return self._put(lambda now: replace(now, bias=value))

            fields.append(self._number("bias", tr("Bias"), function.bias, bias, step=0.05))
        return fields

    def _gate(self, function: Gate) -> list[Any]:
        gate = pmui.Select(
            label=tr("Gate"), options=list(GATES), value=function.gate, css_classes=["unit-gate"],
            **wide(132), **SMALL,
        )  # fmt: skip
        least = len(self._inputs) // 2 + 1 if function.gate == "MAJORITY" else 1

        def choose(event: Any) -> None:
            wanted = Gate(event.new, function.noise, least if event.new == "THRESHOLD" else None)
            self._document.set_function(self._label, wanted)

        gate.param.watch(choose, "value")
        rows = [gate, self._noise(function)]
        if function.n is not None:

            def least_on(value: int) -> bool:
                return self._put(lambda now: replace(now, n=value))

            rows.append(self._number("n", tr("At least"), function.n, least_on, start=0, end=128))
        return rows

    def _noise(self, function: Gate | Rule) -> Any:
        slider = pmui.FloatSlider(
            label=tr("Noise"),
            start=0.0,
            end=0.5 if function.noise <= 0.5 else 1.0,
            step=0.01,
            value=function.noise,
            width=150,
            css_classes=["unit-noise"],
            margin=(4, 16),
        )
        slider.param.watch(
            lambda event: self._put(lambda now: replace(now, noise=round(event.new, 6))), "value"
        )
        return slider

    def _text(self, function: Rule) -> Any:
        widget = text_entry(
            label=tr("Rule"), value=function.rule, css_classes=["unit-text"], **wide(200), **SMALL
        )

        def put(event: Any) -> None:
            # What was typed stays in the field, marked, until it makes sense.
            labels = self._document.substrate.labels
            accepted = self._put(lambda now: replace(now, rule=plain_rule(event.new, labels)))
            if not accepted:
                self._expect(None)
                self._document.say(self._document.message)
            widget.error_state = not accepted

        widget.param.watch(put, "value")
        return widget

    def _source(self, function: Gate) -> Any:
        inputs, labels = self._inputs, self._document.substrate.labels
        none = {} if len(inputs) == 1 else {tr("choose one"): ""}
        choice = select(
            label=tr("Which unit it copies") if function.gate == "COPY" else tr("Which unit it inverts"),
            options=none | {name: name for name in labels},
            value="" if none else inputs[0],
            css_classes=["unit-source"],
            **wide(180),
            **SMALL,
        )
        choice.param.watch(
            lambda event: event.new and self._document.change(listen_to, self._label, event.new), "value"
        )
        return choice

    def _table(self, function: Table) -> list[Any]:
        radix = self._radix(function)
        if len(all_states(radix)) > TABLE_ROWS or any(isinstance(p, tuple) for p in function.p):
            text = tr(
                "This table has {rows} rows; up to {most} rows of P(ON) are edited here. Edit it in the "
                "text or its file.",
                rows=len(function.p),
                most=TABLE_ROWS,
            )
            return [pn.pane.HTML(f"<p class='inputs'>{text}</p>", stylesheets=[WORDS], margin=(0, 8))]

        def apply(values: NDArray[np.float64]) -> str:
            p = tuple(values[:, 0].tolist())
            if not self._put(lambda now: replace(now, p=p)):
                return self._document.message
            entries.show(table_grid(self._label, Table(function.inputs, p), radix))
            return ""

        entries = GridEntries(apply, css_classes=["unit-table"], margin=(2, 8))
        entries.show(table_grid(self._label, function, radix))
        return [*self._order(function), entries.view]

    def _radix(self, function: Table) -> tuple[int, ...]:
        substrate = self._document.substrate
        return tuple(substrate.radix[substrate.index(name)] for name in function.inputs)

    def _order(self, function: Table) -> list[Any]:
        """Return a button for each input but the first, which moves it one place to the front."""
        if len(function.inputs) < 2:
            return []
        buttons = []
        for i, name in enumerate(function.inputs[1:], start=1):
            order = (*function.inputs[: i - 1], name, function.inputs[i - 1], *function.inputs[i + 1 :])
            made = pmui.Button(
                label=tr("{name} sooner", name=name),
                icon="arrow_back",
                variant="text",
                size="small",
                description=tr(
                    "Put {name} before {other}; what the unit does stays the same",
                    name=name,
                    other=function.inputs[i - 1],
                ),
                css_classes=[f"sooner-{i}"],
                margin=(2, 4),
            )
            made.on_click(partial(self._reorder, order))
            buttons.append(made)
        return [pn.FlexBox(*buttons)]

    def _reorder(self, order: tuple[str, ...], _event: Any) -> None:
        function = unit_of(self._document.substrate, self._label).function
        if isinstance(function, Table):
            turned = reordered(function, order, self._radix(function))
            self._document.change(set_function, self._label, turned)


def with_slope(function: Logistic, k: float) -> Logistic:
    """Return a logistic function with another slope and, where it has one, the same threshold."""
    bias = function.bias * k / function.k if function.k and k else function.bias
    return replace(function, k=k, bias=round(bias, 12) + 0.0)


def table_grid(label: str, function: Table, radix: tuple[int, ...]) -> Grid:
    """Return a unit's table: the states of its inputs as rows, P(ON) as the only column.

    ``radix`` are the numbers of states of the inputs, in their order.
    """
    states = all_states(radix).tolist()
    rows = tuple(format_state(list(function.inputs), radix, tuple(state)) for state in states)
    rows = rows if function.inputs else (tr("always"),)
    values = np.array(function.p, dtype=float).reshape(-1, 1)
    say = tr("Probability that {label} is ON next, after its inputs {row}", label=label, row="{row}")
    words = tr("Rows are the states of the inputs, capital = ON.")
    title = tr("Table of {label}", label=label)
    return Grid(title, words, tr("inputs ↓"), say, rows, ("P(ON)",), values, None, "probability")


def listen_to(snapshot: Snapshot, label: str, source: str) -> Change:
    """Make ``source`` the only input of a unit."""
    substrate = snapshot.substrate
    substrate.index(source)
    if isinstance(unit_of(substrate, label).function, Table | Rule):
        raise SubstrateError(tr("{label} names its inputs itself; edit its table or rule.", label=label))
    edges = set_edges(substrate.edges, label, (source,))
    gone = [name for name in inputs_of(substrate, label) if name != source]
    changed = replace(plain(substrate), edges=edges)
    if not gone:
        return replace(snapshot, substrate=changed), ""
    said = tr(
        "{label} listens to {source} alone now; the edges from {gone} are gone.",
        label=label, source=source, gone=", ".join(gone),
    )  # fmt: skip
    return replace(snapshot, substrate=changed), said
