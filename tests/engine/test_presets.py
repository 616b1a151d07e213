import json
from importlib.resources import files
from itertools import combinations
from math import hypot
from pathlib import Path

import numpy as np
import pytest

from computer_places import computer_places
from computers import FEEDBACK, WEAK, computer, run
from engine.substrate.computer import modules
from engine.substrate.past import Past
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import row_of

NETWORKS = Path(str(files("assets"))) / "networks"
REFERENCES = (NETWORKS.parent / "references.bib").read_text(encoding="utf-8")
DATA = Path(__file__).parents[1] / "data" / "networks.json"
PUBLISHED = {entry["id"]: entry for entry in json.loads(DATA.read_text(encoding="utf-8"))["networks"]}
SLUGS = sorted(path.stem for path in NETWORKS.glob("*.json"))
GROUPS = {
    *("IIT 4.0 paper", "PyPhi and IIT 3.0", "Simulation", "Grain", "Actual causation", "Debates"),
    "Published models",
}
IDEAS = {
    *("exclusion", "integration", "structure", "silence", "simulation"),
    *("grain", "causation", "choices", "critique", "cells"),
}

COPIES = {
    "findlay2024_PQRS": "findlay-pqrs",
    "findlay2024_WXYZ_rule110": "findlay-wxyz",
    "iit3_2014_fig4_6_8to12": "iit3-fig4",
    "iit4_2023_fig1": "iit4-fig1",
    "iit4_2023_fig6a": "iit4-fig6a-bottleneck",
    "iit4_2023_fig6b": "iit4-fig6b-modules",
    "iit4_2023_fig6c": "iit4-fig6c-copy-ring",
    "iit4_2023_fig6d": "iit4-fig6d-lattice",
    "iit4_2023_fig6e": "iit4-fig6e-exclusion",
    "iit4_2023_fig7": "iit4-fig7a-active",
    "iit4_2023_fig8_sys1": "iit4-fig8-counter1",
    "iit4_2023_fig8_sys2": "iit4-fig8-counter2",
    "iit4_2023_fig8_sys3": "iit4-fig8-counter3",
    "marshall2023_fig2A": "marshall2023-fig2a",
    "marshall2023_fig2B": "marshall2023-fig2b",
    "marshall2023_fig2C": "marshall2023-fig2c",
    "marshall2024_cg_macro": "grain-coarse-macro",
    "marshall2024_cg_micro": "grain-coarse-micro",
    "marshall2024_min_micro": "grain-min-micro",
    "pyphi_basic_PQR": "pyphi-basic",
    "pyphi_logistic3_k8": "pyphi-logistic3",
    "pyphi_rule110_ring3": "rule110-ring3",
    "pyphi_xor3": "pyphi-xor3",
}
TRANSITIONS = {
    "ac2019_fig6_OR_AND": "ac-fig6-or-and",
    "ac2019_fig7A_disjunction": "ac-fig7a-disjunction",
    "ac2019_fig7B_conjunction": "ac-fig7b-conjunction",
    "ac2019_fig7C_biconditional": "ac-fig7c-biconditional",
    "ac2019_fig7D_prevention": "ac-fig7d-prevention",
    "ac2019_fig8A_majority4": "ac-fig8a-majority",
    "ac2019_fig8B_majority4_D_background0": "ac-fig8b-majority-background",
    "ac2019_fig9A_DOC": "ac-fig9a-doc",
    "ac2019_fig9B_DOC_B_background0": "ac-fig9b-doc-background",
    "ac2019_fig10_complicated_voting": "ac-fig10-voting",
    "ac2019_fig12A_noisy_copy_1": "ac-fig12a-noisy-copy",
    "ac2019_fig12B_noisy_copy_0": "ac-fig12b-noisy-copy-fails",
    "ac2019_fig13_classifier": "ac-fig13-classifier",
}

COMPUTERS = {
    "findlay-computer-pqrs": (WEAK, "PQRS", (0, 1, 0, 1), 0),
    "findlay-computer-wxyz": (WEAK, "WXYZ", (1, 1, 0, 1), 0),
    "findlay-computer-feedback-pqrs": (FEEDBACK, "PQRS", (0, 1, 0, 1), 1),
    "findlay-computer-feedback-wxyz": (FEEDBACK, "WXYZ", (1, 1, 0, 1), 1),
}
MODELS = {slug for slug in SLUGS if slug.startswith("model-")}
LARGE = {*COMPUTERS, *MODELS}


def read(slug):
    return Substrate.read(NETWORKS / f"{slug}.json")


def contents(slug):
    return json.loads((NETWORKS / f"{slug}.json").read_text(encoding="utf-8"))


def published_tpm(entry):
    if "tpm" in entry:
        return np.array(entry["tpm"], dtype=float)
    weights = np.array(entry["weights"])
    rows = np.arange(2 ** len(weights))[:, None]
    signs = 2 * (rows >> np.arange(len(weights)) & 1) - 1
    return 1 / (1 + np.exp(-entry["k"] * signs @ weights))


def published_state(entry):
    return tuple(entry.get("state") or entry.get("state_analysed") or entry["panels"]["A"]["state"])


def probability_of(row, state):
    return float(np.prod(np.where(state, row, 1 - row), axis=-1).sum())


@pytest.mark.parametrize("slug", SLUGS)
class TestEveryPreset:
    def test_it_loads_and_says_where_it_comes_from(self, slug):
        substrate = read(slug)
        assert substrate.name
        assert substrate.source
        assert substrate.notes
        assert substrate.n <= 10 or slug in LARGE

    def test_it_round_trips(self, slug):
        substrate = read(slug)
        again = Substrate.from_dict(json.loads(json.dumps(substrate.to_dict())))
        assert again == substrate
        assert again.sha256 == substrate.sha256

    def test_its_edges_are_those_the_dynamics_need(self, slug):
        substrate = read(slug)
        np.testing.assert_array_equal(substrate.cm, substrate.drawn)

    def test_its_units_have_room_on_the_page(self, slug):
        units = read(slug).units
        least = 0.05 if slug in LARGE else 0.12
        assert all(0.05 <= unit.x <= 0.95 and 0.05 <= unit.y <= 0.95 for unit in units)
        assert all(hypot(a.x - b.x, a.y - b.y) >= least for a, b in combinations(units, 2))

    def test_its_state_can_occur(self, slug):
        substrate = read(slug)
        transition = substrate.transition
        if slug in LARGE:
            assert substrate.system
            assert Past(substrate, substrate.state)  # or it would be refused
        elif transition is None:
            assert substrate.system
            assert probability_of(substrate.tpm, substrate.state) > 0
        else:
            before, after = (substrate.parse_state(transition[key]) for key in ("before", "after"))
            assert substrate.state == before
            row = substrate.columns[row_of(before, substrate.radix)]
            starts = [sum(substrate.radix[:i]) for i in range(substrate.n)]
            assert all(row[start + value] > 0 for start, value in zip(starts, after, strict=True))

    def test_its_card_is_complete(self, slug):
        card = contents(slug)["card"]
        assert read(slug).card == card
        assert card["group"] in GROUPS
        assert card["idea"] in IDEAS
        assert len(card["what"]) > 60
        assert 2 <= len(card["try"]) <= 3
        assert "doi" not in card or card["doi"] in REFERENCES


def test_order_is_unique_within_a_group():
    places = [(card["group"], card["order"]) for card in (contents(slug)["card"] for slug in SLUGS)]
    assert len(set(places)) == len(places)
    assert {group for group, _ in places} == GROUPS


def test_those_to_start_with_have_a_place_each():
    starts = [card["start"] for card in (contents(slug)["card"] for slug in SLUGS) if "start" in card]
    assert sorted(starts) == list(range(1, len(starts) + 1))


def test_names_are_unique():
    names = [contents(slug)["name"] for slug in SLUGS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("published", "slug"), COPIES.items())
def test_it_copies_the_published_system(published, slug):
    entry, substrate = PUBLISHED[published], read(slug)
    np.testing.assert_allclose(substrate.tpm, published_tpm(entry), atol=1e-12)
    assert substrate.n == len(entry["units"])
    assert substrate.state == published_state(entry)
    if "cm" in entry:
        np.testing.assert_array_equal(substrate.cm, entry["cm"])


@pytest.mark.parametrize(("published", "slug"), TRANSITIONS.items())
def test_it_copies_the_published_transition(published, slug):
    entry, transition = PUBLISHED[published], read(slug).transition
    assert entry["before"].items() <= transition["before"].items()
    assert entry["after"].items() <= transition["after"].items()
    assert set(transition["causes"]) == set(entry["before"])
    assert set(transition["effects"]) == set(entry["after"])


def test_the_lesion_of_fig_7_is_the_tpm_with_e_held_off():
    lesion, whole = read("iit4-fig7c-inactivated"), read("iit4-fig7b-inactive")
    off = whole.tpm[:16, :4]
    np.testing.assert_allclose(lesion.tpm[:16, :4], off, atol=1e-12)
    np.testing.assert_allclose(lesion.tpm[16:, :4], off, atol=1e-12)
    assert not lesion.tpm[:, 4].any()


def test_the_twins_do_the_same():
    recurrent, zombie = read("twin-recurrent"), read("twin-zombie")
    inputs = np.random.default_rng(0).integers(0, 2, 64)
    ab, mab = 0, 7
    for step, value in enumerate(inputs):
        ab_next = recurrent.tpm[value | ab << 1, 1:]
        mab_next = zombie.tpm[value | mab << 1, 1:]
        if step >= 2:
            np.testing.assert_array_equal(ab_next, mab_next[1:])
        ab, mab = (int(bits @ (1 << np.arange(len(bits)))) for bits in (ab_next, mab_next))


def test_the_lookup_table_does_the_same_one_step_later():
    recurrent, table = read("twin-recurrent"), read("lookup-table")
    ab, lines, before = 0, 0, None
    for step, value in enumerate(np.random.default_rng(1).integers(0, 2, 64)):
        shown = recurrent.tpm[value | ab << 1, 1:]
        looked = table.tpm[value | lines << 1, 1:]
        if step >= 3:
            np.testing.assert_array_equal(looked[-2:], before)
        before = shown
        ab, lines = (int(bits @ (1 << np.arange(len(bits)))) for bits in (shown, looked))


@pytest.mark.parametrize(("slug", "made"), COMPUTERS.items())
def test_a_computer_is_the_one_that_the_engine_builds(slug, made):
    which, target, first, updates = made
    shipped, places = read(slug), computer_places()
    assert shipped.sha256 == computer(which).sha256
    assert shipped.state == run(which, target, first, updates)[-1]
    assert {unit.label: (unit.x, unit.y) for unit in shipped.units} == places


def test_the_rings_of_a_computer_are_squares():
    places = computer_places()
    for part in modules(4)[2].parts:
        xs, ys = zip(*(places[label] for label in part[:4]), strict=True)
        assert (len(set(xs)), len(set(ys))) == (2, 2)


def test_the_counters_of_fig_8_follow_their_cycles():
    for k in (1, 2, 3):
        counter = read(f"iit4-fig8-counter{k}")
        cycle = [tuple(map(int, state)) for state in PUBLISHED[f"iit4_2023_fig8_sys{k}"]["cycle_when_I1"]]
        for now, after in zip(cycle, cycle[1:] + cycle[:1], strict=True):
            row = 1 | sum(value << i + 1 for i, value in enumerate(now))
            assert tuple(counter.tpm[row, 1:4]) == after
            assert counter.tpm[row, 4] == (now == (0, 0, 0))
