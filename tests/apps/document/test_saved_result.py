"""Saved results as documents: the state, the system and the rules of the result; all else is refused."""

import asyncio

import numpy as np
import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.document.saved_result import is_saved_result, read_result
from apps.jobs.pool import Pool
from apps.jobs.runner import Runner
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import FileOpener
from cards import example
from engine import PurviewChoice, Substrate, account, choose_purviews, complexes, iit3, save, unfold
from engine.errors import FormatError
from engine.grain import grains

GATES = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
NOISY = Substrate.from_weights(np.random.default_rng(7).normal(size=(3, 3)), k=1.3)


@pytest.fixture
def kept(tmp_path):
    """Return the bytes of a saved result."""

    def bytes_of(result, substrate=None):
        path = tmp_path / "mine.phi"
        save(result, path, substrate)
        return path.read_bytes()

    return bytes_of


def test_a_structure_opens_in_its_state_under_its_rules(kept):
    result = unfold(GATES, "aBc", "BC", "iit4-2026", ties="smallest", state_ties="first")
    snapshot, said = read_result("mine.phi", kept(result, GATES))
    assert snapshot.system == ("B", "C")
    assert snapshot.state[1:] == (1, 0)
    assert (snapshot.formalism, snapshot.ties, snapshot.state_ties) == ("iit4-2026", "smallest", "first")
    assert snapshot.substrate.name == "mine"
    assert said == "Opened mine.phi: the network of a Φ-structure that was saved."


def test_what_was_computed_comes_out_again(kept):
    result = unfold(NOISY, "AbC")
    snapshot, _ = read_result("mine.phi", kept(result, NOISY))
    again = unfold(snapshot.substrate, snapshot.state, snapshot.system, snapshot.formalism)
    assert (again.phi_s, again.big_phi) == (result.phi_s, result.big_phi)


def test_choices_by_hand_come_with_it(kept):
    pqrs = example("findlay-pqrs")
    result = unfold(pqrs, pqrs.state)
    chosen = choose_purviews(result, [PurviewChoice(("P", "Q"), "effect", ("R", "S"))])
    assert chosen.by_hand
    snapshot, _ = read_result("mine.phi", kept(chosen, pqrs))
    assert snapshot.by_hand == chosen.by_hand


def test_other_results_open_in_their_states(kept):
    snapshot, said = read_result("c.phi", kept(complexes(NOISY, "ABc"), NOISY))
    assert (snapshot.state, snapshot.units) == ((1, 1, 0), None)
    assert "complexes" in said
    snapshot, said = read_result("i.phi", kept(iit3.unfold(NOISY, "ABc"), NOISY))
    assert snapshot.state == (1, 1, 0)
    assert "which the view Versions shows" in said
    moved = account(GATES, "ABc", "aBc")
    snapshot, _ = read_result("a.phi", kept(moved, GATES))
    assert snapshot.substrate.transition is not None
    assert snapshot.state == (1, 1, 0)
    pair = Substrate.from_weights([[0.2, 1.0], [1.0, 0.2]], k=2.0)
    snapshot, _ = read_result("g.phi", kept(grains(pair, (1, 0), size=2), pair))
    assert snapshot.state == (1, 0)


def test_what_is_none_is_refused_with_a_sentence(kept):
    with pytest.raises(FormatError, match="without its network"):
        read_result("mine.phi", kept(unfold(GATES, "abc")))
    with pytest.raises(FormatError, match="no saved result"):
        read_result("mine.phi", b"PK\x03\x04 and nothing")
    with pytest.raises(FormatError, match="at most 10 MB"):
        read_result("mine.phi", b"0" * 10_000_001)
    damaged = bytearray(kept(unfold(GATES, "abc"), GATES))
    damaged[len(damaged) // 2] ^= 255
    with pytest.raises(FormatError):
        read_result("mine.phi", bytes(damaged))
    assert is_saved_result("a/B.PHI")
    assert not is_saved_result("a.npz")


def test_dropped_on_the_page_it_gets_its_tab_and_nothing_drawn_is_lost(kept):
    data = kept(unfold(GATES, "aBc", "BC", ties="smallest"), GATES)
    shelf = OpenDocuments(Document(first_substrate(), origin=FIRST))
    pool = Pool(workers=1)
    opening = FileOpener(shelf, Runner(pool))

    async def scene():
        shelf.document.toggle("A")
        opening.beside("mine.phi", lambda: data)
        opening.beside("broken.phi", lambda: b"PK\x03\x04")
        await asyncio.wait_for(opening.all_read(), 60)

    asyncio.run(scene())
    pool.close()
    assert shelf.names[-1] == "mine"
    assert len(shelf.names) == 2
    assert shelf.snapshots[0].state == (1, 1, 1)
    assert shelf.document.snapshot.ties == "smallest"
    assert shelf.document.refused
    assert "no saved result" in shelf.document.message
