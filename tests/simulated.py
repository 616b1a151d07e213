"""A target with its computer at an update, and measured sizes, for tests that need no others."""

import threading
from functools import cache

from apps.document.snapshot import opened
from apps.results.scaling import Scale
from apps.results.simulation import OF_PAPER, moment_job, simulation_of
from cards import example

SCALES = (Scale(2, 117, 2.0, 6.0), Scale(4, 117, 391.25, 6.0), Scale(8, 2603, 2.2e8, 12.0))


@cache
def moment(feedback=False, time=1):
    """PQRS and its computer under the readings of the paper."""
    simulation = simulation_of(opened(example("findlay-pqrs")), feedback)
    return moment_job(simulation, time, "iit4-2023", OF_PAPER, lambda *_: None, threading.Event())
