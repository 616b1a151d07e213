"""The survey of the atlas and the plane of two numbers, computed in the background."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import panel as pn

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.errors import sentence
from apps.jobs import offers
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.pool import Job
from apps.results.atlas import SurveyRows, surveyed
from apps.results.limits import LIVE_SWEEP
from apps.results.plane import STEPS, Plane, both, measured_plane, predicted, refusal
from apps.results.surveys import MAPS, size_of
from apps.views.atlas.settings import AtlasSettings
from engine.errors import PhiscopeError
from engine.substrate.parameters import parameters
from engine.words import tr

AT_ONCE = 0.5
"""Seconds of a survey that nobody is asked about."""
PLANE_AT_ONCE = 1.0


class SurveyAnswer(BackgroundAnswer[SurveyRows]):
    """The rows of the survey that is chosen; the network on the page is no part of the question.

    A survey that was cancelled goes on where it was when it is run again, for as long as the page is open.

    """

    key = "survey"

    def __init__(self, document: Document, settings: AtlasSettings) -> None:
        # The job imports HoloViews, in its thread. This is what Bokeh imports too, when a table is first
        # shown: two threads at once, each with a half of it, were a deadlock.
        import_module("narwhals.stable.v1")
        self._settings = settings
        self._folder: Any = None
        super().__init__(document)
        settings.param.watch(
            lambda *_: self.refresh(), ["what", "units", "count", "noise", "seed", "formalism"]
        )

    def question(self, snapshot: Snapshot) -> Any:
        """Return the survey that is asked for."""
        return self._settings.choice

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether it is there at once: a map that comes with its table, or a small survey."""
        choice = self._settings.choice
        return choice.what in MAPS or size_of(choice).seconds < AT_ONCE

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why the survey cannot be carried out here."""
        choice = self._settings.choice
        try:
            if choice.what not in MAPS:
                size_of(choice)
        except PhiscopeError as error:
            return sentence(error)
        return ""

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how many systems there are, and how long they take at most."""
        size = size_of(self._settings.choice)
        return tr(
            "{systems:,} systems of {networks:,} networks: at most {duration}.",
            systems=size.systems,
            networks=size.networks,
            duration=offers.duration(size.seconds),
        )

    def job(self, snapshot: Snapshot) -> Job:
        """Return what carries it out, or goes on with it."""
        return partial(surveyed, self._settings.choice, self._kept())

    def _kept(self) -> Path:
        """Return the folder of this page's tables."""
        if self._folder is None:
            # A job that is being cancelled may still write into it.
            folder = tempfile.TemporaryDirectory(prefix="phiscope-atlas-", ignore_cleanup_errors=True)
            pn.state.on_session_destroyed(lambda _context: folder.cleanup())
            self._folder = folder
        return Path(self._folder.name)

    def _is_of_another(self) -> bool:
        return False


class PlaneAnswer(BackgroundAnswer[Plane]):
    """φ_s of the network over two of its numbers; ``asked`` holds what is asked for, None if nothing is."""

    key = "plane"

    def __init__(self, document: Document) -> None:
        self.asked: Plane | str = tr("Choose two numbers.")
        super().__init__(document)

    def question(self, snapshot: Snapshot) -> Any:
        """Return both numbers with their ranges, and all else that φ_s depends on."""
        rules = snapshot.state, snapshot.system, snapshot.formalism, snapshot.readings
        asked, known = self.asked, parameters(snapshot.substrate)
        if isinstance(asked, str) or not {asked.first.parameter, asked.second.parameter} <= set(known):
            return asked, snapshot.dynamics, rules
        # Where both numbers stand now is no part of it.
        rest = replace(snapshot, substrate=both(snapshot.substrate, asked, 0.0, 0.0))
        return asked, rest.dynamics, rules

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether it takes so little that nobody is asked."""
        return snapshot.substrate.n <= LIVE_SWEEP and predicted(snapshot) < PLANE_AT_ONCE

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why there is no such plane."""
        too_large = offers.too_large_a_system(snapshot)
        return too_large or (self.asked if isinstance(self.asked, str) else refusal(self.asked))

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how many places there are, and how long they take."""
        return tr(
            "φ_s and the first complex in {count} places: {duration}.",
            count=STEPS**2,
            duration=offers.duration(predicted(snapshot)),
        )

    def job(self, snapshot: Snapshot) -> Job:
        """Return what measures every place."""
        assert not isinstance(self.asked, str)  # or it was refused
        return partial(measured_plane, snapshot, self.asked)
