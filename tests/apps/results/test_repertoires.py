"""The repertoires of a distinction as the page shows them are those of the engine."""

import numpy as np
import pytest

from apps.document.snapshot import opened
from apps.results.repertoires import views
from cards import example
from engine import unfold
from engine.iit4.repertoires import cause_repertoire, effect_repertoire
from engine.iit4.system import candidate_system


def test_cause_and_effect_over_the_maximal_purviews():
    snapshot = opened(example("iit4-fig1"))
    structure = unfold(snapshot.substrate, snapshot.state, snapshot.units)
    system = candidate_system(snapshot.substrate, snapshot.state, snapshot.units)
    for distinction in structure.distinctions:
        mechanism = system.positions(distinction.mechanism)
        for view, side, ask in zip(
            views(snapshot, distinction),
            (distinction.cause, distinction.effect),
            (cause_repertoire, effect_repertoire),
            strict=True,
        ):
            wanted = ask(system, mechanism, system.positions(side.units))
            assert sorted(view.intact) == pytest.approx(sorted(np.ravel(wanted)))
            assert sum(view.unconstrained) == pytest.approx(1)
            assert view.direction == ask.__name__.partition("_")[0]
