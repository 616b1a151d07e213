"""Pieces on a real Dask cluster of two worker processes."""

import os
import signal
import threading
import time
from functools import partial

import numpy as np
import pytest

from engine.atlas import work
from engine.atlas.recipe import parse_recipe
from engine.atlas.surveying import survey
from engine.atlas.table import AtlasTable
from engine.errors import Cancelled, PhiscopeError
from engine.iit4 import mechanisms, pieces
from engine.iit4.structure import unfold
from engine.run import jobs
from engine.run.cluster import Cluster
from engine.run.jobs import Piece, Watch
from engine.substrate.substrate import Substrate

# dask's processes talk over sockets that the interpreter closes at exit
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module")
def address():
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local.scheduler_address


@pytest.fixture
def cluster(address):
    cluster = Cluster(address)
    yield cluster
    cluster.close()


def _square(value, control):
    control[1] += 1
    return value * value


def _endless(control):
    while not control[0]:
        time.sleep(0.01)
        control[1] = 1
    return "stopped"


def _die_once(marker, control):
    if not marker.exists():
        marker.write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def test_results_come_in_order_with_progress(cluster):
    heard = []
    kept = {}
    watch = Watch("test", report=lambda share, phase: heard.append(share), keep=kept.__setitem__)
    results = cluster.run([Piece(partial(_square, i), 1, 1.0) for i in range(20)], watch)
    assert results == [i * i for i in range(20)]
    assert kept == dict(enumerate(results))
    assert heard[-1] == 1.0


def _symmetric(noise):
    """Five units on a ring, each the parity of its neighbours: every rotation is the same network."""
    return Substrate.from_tpm(
        [
            [noise + (1 - 2 * noise) * ((s >> (i - 1) % 5 & 1) ^ (s >> (i + 1) % 5 & 1)) for i in range(5)]
            for s in range(32)
        ]
    )


@pytest.mark.parametrize(
    "substrate",
    [
        Substrate.from_tpm(np.random.default_rng(7).uniform(0.05, 0.95, (64, 6))),
        _symmetric(0.0),
        _symmetric(0.1),
    ],
    ids=["dense", "deterministic ring", "noisy ring"],
)
def test_the_structure_is_the_same_to_the_last_bit(cluster, monkeypatch, substrate):
    state = (0, 1, 0, 1, 1, 0) if substrate.n == 6 else (0,) * 5
    here = unfold(substrate, state)
    monkeypatch.setattr(mechanisms, "COST_INLINE", 0.0)
    for size in (2e3, 1e5):
        monkeypatch.setattr(pieces, "COST_A_PIECE", size)
        with jobs.using(cluster):
            there = unfold(substrate, state)
        assert there.distinctions == here.distinctions
        assert there.integration == here.integration
        assert there.big_phi == here.big_phi


def test_cancel_stops_the_workers_within_a_second(cluster):
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        cluster.run([Piece(_endless, 1, 1.0) for _ in range(4)], Watch("test", cancel=stop))
    assert time.monotonic() - started < 15
    # the workers are free again
    assert cluster.run([Piece(partial(_square, 3), 1, 1.0)], Watch("test")) == [9]


def test_a_lost_worker_costs_its_piece_only(cluster, tmp_path):
    pieces = [Piece(partial(_die_once, tmp_path / "marker"), 1, 1.0)]
    pieces += [Piece(partial(_square, i), 1, 1.0) for i in range(3)]
    assert cluster.run(pieces, Watch("test")) == ["alive", 0, 1, 4]


class CountingCluster(Cluster):
    """A cluster that counts the pieces it was asked for."""

    asked = 0

    def run(self, pieces, watch):
        self.asked += len(pieces)
        return super().run(pieces, watch)


def test_a_survey_on_the_cluster_stops_goes_on_and_has_the_same_table(address, tmp_path, monkeypatch):
    monkeypatch.setattr(work, "FEW_SECONDS", 0.0)
    monkeypatch.setattr(work, "PIECE_SECONDS", 0.02)
    text = b'[[family]]\nkind = "random"\ncount = 12\nunits = 3\n'
    recipe = parse_recipe(text, tmp_path)
    here, there = tmp_path / "here.sqlite", tmp_path / "there.sqlite"
    survey(recipe, here, workers=1)
    cluster, stop = CountingCluster(address), threading.Event()
    assert cluster.workers == 2

    def after_a_third(share, _phase):
        if share > 1 / 3:
            stop.set()

    try:
        with jobs.using(cluster):
            with pytest.raises(Cancelled):
                survey(recipe, there, report=after_a_third, cancel=stop, block_seconds=0.01)
            with AtlasTable(there) as table:
                begun = table.count()
            done = survey(recipe, there)
    finally:
        cluster.close()
    assert 0 < begun < done.rows == 12
    assert cluster.asked > 2
    with AtlasTable(here) as one, AtlasTable(there) as other:
        assert other.to_frame().equals(one.to_frame())


def test_no_scheduler_is_a_sentence(monkeypatch):
    monkeypatch.setattr("engine.run.cluster.PATIENCE", 1)
    with pytest.raises(PhiscopeError, match="No Dask scheduler answers"):
        Cluster("tcp://127.0.0.1:1")
