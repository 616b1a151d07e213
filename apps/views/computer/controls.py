"""The controls of the computer view: program, variant, readings; back, step, play, a step of the target."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.ui.attention import attention
from apps.ui.buttons import button
from apps.ui.play_keys import PlayKeys
from apps.ui.style import SMALL, wide
from apps.views.computer.running import OWN, PERIOD, MomentAnswer, Running
from engine.words import in_words, phrase, tr

PROGRAMS = {phrase("the network on the left"): OWN, "PQRS": "pqrs", "WXYZ": "wxyz"}
VARIANTS = {phrase("without feedback"): False, phrase("with feedback"): True}
READINGS = {phrase("as the paper reads"): True, phrase("as set on the page"): False}
BEAT = 500
HELP = phrase("Keys: comma back, full stop step, P play and stop.")


class Controls:
    """Switches and transport; ``view`` is their layout."""

    def __init__(self, running: Running, answer: MomentAnswer) -> None:
        self._running, self._answer = running, answer
        self._beat: Any = None
        self._program = pmui.Select(
            label=tr("Target"), options=in_words(PROGRAMS), css_classes=["program"], **wide(220), **SMALL
        )
        self._variant = pmui.Select(
            label=tr("Computer"), options=in_words(VARIANTS), css_classes=["variant"], **wide(170), **SMALL
        )
        self._readings = pmui.Select(
            label=tr("Readings"),
            options=in_words(READINGS),
            css_classes=["simulation-readings"],
            **wide(190),
            **SMALL,
        )
        self._back = button(tr("Back one update (comma)"), "skip_previous", "step-back")
        self._play = button(tr("Play and stop (P)"), "play_arrow", "play")
        self._step = button(tr("One update on (full stop)"), "skip_next", "step-on")
        self._next = button(tr("On to the next state of the target"), "fast_forward", "target-step")
        restart = button(tr("Back to the start"), "restart_alt", "restart")
        self._clock = pn.pane.HTML("", css_classes=["clock"], styles={"font-size": ".812rem"}, margin=(4, 8))
        self._keys = PlayKeys(width=0, height=0, margin=0)
        for widget, name in (
            (self._program, "program"),
            (self._variant, "feedback"),
            (self._readings, "as_paper"),
        ):
            widget.param.watch(lambda event, name=name: self._choose(name, event.new), "value")
        self._back.on_click(lambda _event: self._go(-1))
        self._step.on_click(lambda _event: self._go(1))
        self._next.on_click(lambda _event: self._go(PERIOD))
        self._play.on_click(lambda _event: self.toggle())
        restart.on_click(lambda _event: self._go(-running.time))
        self._keys.param.watch(self._pressed, "pressed")
        self._attention = attention()
        self._attention.param.watch(lambda _event: self.stop(), "here")
        running.param.watch(self._refresh, ["program", "feedback", "as_paper", "time"])
        self._refresh()
        buttons = (self._back, self._play, self._step, self._next, restart)
        self.view = pn.FlexBox(
            self._program, self._variant, self._readings, *buttons, self._clock, self._keys,
            align_items="center", gap="0px", css_classes=["simulation-controls"], margin=0,
        )  # fmt: skip

    def toggle(self) -> None:
        """Play, or stop."""
        if self._beat is None:
            self._beat = pn.state.add_periodic_callback(self._tick, period=BEAT)
            self._play.icon = "pause"
        else:
            self.stop()

    def stop(self) -> None:
        """Stop playing."""
        if self._beat is not None:
            self._beat.stop()
            self._beat = None
            self._play.icon = "play_arrow"

    def _tick(self) -> None:
        # As fast as the complexes are found: no update goes by without them.
        if self._answer.current is None and not self._answer.problem:
            return
        before = self._running.time
        self._running.step(1)
        if self._running.time == before:
            self.stop()

    def _go(self, updates: int) -> None:
        self.stop()
        self._running.step(updates)

    def _choose(self, name: str, chosen: Any) -> None:
        # From the browser: only what is offered.
        known = {"program": PROGRAMS, "feedback": VARIANTS, "as_paper": READINGS}[name]
        if chosen in known.values() and getattr(self._running, name) != chosen:
            self.stop()
            self._running.param.update(**{name: chosen})

    def _pressed(self, event: Any) -> None:
        # The browser is not trusted: any value may arrive.
        what = event.new.get("what") if isinstance(event.new, dict) else None
        acts = {
            "step": lambda: self._go(1),
            "back": lambda: self._go(-1),
            "play": self.toggle,
            "hidden": self.stop,
        }
        if self._attention.here and isinstance(what, str) and what in acts:
            acts[what]()

    def _refresh(self, *_events: Any) -> None:
        running = self._running
        for widget, value in (
            (self._program, running.program),
            (self._variant, running.feedback),
            (self._readings, running.as_paper),
        ):
            if widget.value != value:
                widget.value = value
        self._back.disabled = running.time == 0
        steps = max(0, running.time - 1) // PERIOD
        said = tr("update {time} · step {steps} of the target", time=running.time, steps=steps)
        self._clock.object = f"<span class='text' title='{escape(HELP)}'>{escape(said)}</span>"
