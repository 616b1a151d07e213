"""The controls of the trajectory: back, step and play, by button or key; how the next state is chosen."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.ui.attention import attention
from apps.ui.buttons import button
from apps.ui.play_keys import PlayKeys
from apps.ui.style import SMALL, wide
from apps.workspace.trajectory import Trajectory
from engine.errors import PhiscopeError
from engine.substrate.dynamics import is_deterministic
from engine.substrate.substrate import Substrate
from engine.words import in_words, phrase, tr

SPEEDS = {phrase("1 step a second"): 1000, phrase("2 steps a second"): 500, phrase("4 steps a second"): 250}
CHOICES = {phrase("sampled next state"): True, phrase("most probable next state"): False}
HELP = phrase("Keys: comma back, full stop step, P play and stop.")
STILL = phrase("A fixed point: nothing changes any more. Toggle a unit, or click another state.")


class Transport:
    """The buttons above the state-transition graph; ``view`` is their layout."""

    def __init__(self, document: Document, trajectory: Trajectory) -> None:
        self._document, self._trajectory = document, trajectory
        self._beat: Any = None
        self._known: tuple[Any, bool] = (None, True)  # a network, and whether its steps are certain
        self._back = button(tr("Back one step (comma)"), "skip_previous", "step-back")
        self._play = button(tr("Play and stop (P)"), "play_arrow", "play")
        self._step = button(tr("One step on (full stop)"), "skip_next", "step-on")
        restart = button(tr("Forget the past"), "restart_alt", "restart")
        self._speed = pmui.Select(
            label=tr("Speed"),
            options=in_words(SPEEDS),
            value=500,
            css_classes=["speed"],
            **wide(190),
            **SMALL,
        )
        self._how = pmui.Select(
            label=tr("Next state"),
            options=in_words(CHOICES),
            value=True,
            css_classes=["next-state"],
            **wide(290),
            **SMALL,
        )
        self._seed = pmui.IntInput(
            label=tr("Seed"),
            value=trajectory.seed,
            start=0,
            end=2**31,
            css_classes=["seed"],
            # the field's two small buttons have no accessible names
            **wide(100, **{"& .MuiIconButton-root": {"display": "none"}}),
            **SMALL,
        )
        self._keys = PlayKeys(width=0, height=0, margin=0)
        self._note = pn.pane.HTML("", css_classes=["clock"], styles={"font-size": ".812rem"}, margin=(4, 8))
        self._back.on_click(lambda _event: self.back())
        self._step.on_click(lambda _event: self.step())
        self._play.on_click(lambda _event: self.toggle())
        restart.on_click(lambda _event: trajectory.restart())
        self._speed.param.watch(self._pace, "value")
        self._how.param.watch(lambda e: setattr(trajectory, "sampled", bool(e.new)), "value")
        self._seed.param.watch(self._reseed, "value")
        self._keys.param.watch(self._pressed, "pressed")
        self._attention = attention()
        self._attention.param.watch(lambda _event: self.stop(), "here")
        trajectory.param.watch(self._refresh, ["states"])
        self._refresh()
        self.view = pn.FlexBox(
            self._back, self._play, self._step, restart, self._speed, self._how, self._seed, self._note,
            self._keys, align_items="center", gap="0px", css_classes=["transport"], margin=0,
        )  # fmt: skip

    def step(self) -> None:
        """Stop playing and go on by one step."""
        self.stop()
        self._trajectory.step()

    def back(self) -> None:
        """Stop playing and go back by one step."""
        self.stop()
        self._trajectory.back()

    def toggle(self) -> None:
        """Play, or stop."""
        if self._beat is None:
            self._beat = pn.state.add_periodic_callback(self._tick, period=self._speed.value)
            self._show_playing(True)
        else:
            self.stop()

    def stop(self) -> None:
        """Stop playing."""
        if self._beat is not None:
            self._beat.stop()
            self._beat = None
            self._show_playing(False)

    def _show_playing(self, playing: bool) -> None:
        self._play.icon = "pause" if playing else "play_arrow"
        self._refresh()

    def _tick(self) -> None:
        before = self._document.message
        if self._trajectory.step() or not self._sure():
            return
        self.stop()
        if self._document.message == before:
            self._document.say(STILL)

    def _pace(self, event: Any) -> None:
        if self._beat is not None:
            self._beat.period = event.new

    def _reseed(self, event: Any) -> None:
        if event.new is not None and 0 <= event.new <= 2**31:
            self._trajectory.seed = int(event.new)

    def _pressed(self, event: Any) -> None:
        # The browser is not trusted: any value may arrive.
        what = event.new.get("what") if isinstance(event.new, dict) else None
        if not self._attention.here:
            return
        acts = {"step": self.step, "back": self.back, "play": self.toggle, "hidden": self.stop}
        if isinstance(what, str) and what in acts:
            acts[what]()

    def _sure(self) -> bool:
        snapshot = self._document.snapshot
        if self._known[0] != snapshot.dynamics:
            self._known = (snapshot.dynamics, _is_sure(snapshot.substrate))
        return self._known[1]

    def _refresh(self, *_events: Any) -> None:
        self._back.disabled = len(self._trajectory.states) < 2
        sure = self._sure()
        self._how.visible = self._seed.visible = not sure
        chance = tr("deterministic") if sure else tr("seed {seed}", seed=self._trajectory.seed)
        parts = [f"t = {self._trajectory.time}", chance, "" if self._beat is None else tr("playing")]
        said = " · ".join(filter(None, parts))
        self._note.object = f"<span class='text' title='{escape(HELP)}'>{escape(said)}</span>"


def _is_sure(substrate: Substrate) -> bool:
    try:
        return is_deterministic(substrate)
    except PhiscopeError:  # an unfinished drawing has no dynamics
        return True
