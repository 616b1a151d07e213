"""The worked examples of Albantakis et al. 2019, to the printed rounding."""

import json
from itertools import combinations, product
from pathlib import Path

import pytest

from engine.causation.account import account
from engine.substrate.functions import Table
from engine.substrate.substrate import Edge, Substrate, Unit

ROOT = Path(__file__).parents[1]
DATA = json.loads((ROOT / "tests" / "data" / "networks.json").read_text(encoding="utf-8"))
PUBLISHED = {entry["id"]: entry for entry in DATA["networks"]}
PRESETS = {
    "ac2019_fig6_OR_AND": "ac-fig6-or-and",
    "ac2019_fig7A_disjunction": "ac-fig7a-disjunction",
    "ac2019_fig7B_conjunction": "ac-fig7b-conjunction",
    "ac2019_fig7C_biconditional": "ac-fig7c-biconditional",
    "ac2019_fig7D_prevention": "ac-fig7d-prevention",
    "ac2019_fig8A_majority4": "ac-fig8a-majority",
    "ac2019_fig9A_DOC": "ac-fig9a-doc",
    "ac2019_fig12A_noisy_copy_1": "ac-fig12a-noisy-copy",
    "ac2019_fig12B_noisy_copy_0": "ac-fig12b-noisy-copy-fails",
}


def printed(text):
    """Equal to the digits printed."""
    decimals = len(str(text).partition(".")[2])
    return pytest.approx(float(text), abs=0.5 * 10.0**-decimals + 1e-12, rel=0)


def account_of(slug):
    substrate = Substrate.read(ROOT / "assets" / "networks" / f"{slug}.json")
    shown = substrate.transition
    assert shown is not None
    return account(substrate, shown["before"], shown["after"], shown["causes"], shown["effects"])


def links(found, direction):
    return {k.occurrence: (set(k.candidates), k.alpha) for k in found.links_of(direction)}


def test_every_entry_with_numbers_is_reproduced():
    numbered = {name for name, entry in PUBLISHED.items() if name.startswith("ac2019_") and "causes" in entry}
    assert numbered == set(PRESETS)


@pytest.mark.nojit
@pytest.mark.parametrize("name", PRESETS)
def test_printed_links(name):
    entry, found = PUBLISHED[name], account_of(PRESETS[name])
    for word in ("cause", "effect"):
        expected = {
            tuple(k["occurrence"]): (set(map(tuple, k[word])), printed(k["alpha"])) for k in entry[word + "s"]
        }
        assert links(found, word) == expected


@pytest.mark.parametrize("name", ["ac2019_fig6_OR_AND", "ac2019_fig7D_prevention"])
def test_printed_irreducibility(name):
    entry, whole = PUBLISHED[name], account_of(PRESETS[name]).irreducibility
    values = {"A_e": whole.effect, "A_c": whole.cause, "A_total": whole.both}
    given = {key: entry[key] for key in values if key in entry}
    assert given
    # an integer in print is an exact 0
    assert {k: values[k] for k in given} == {
        k: printed(v) if isinstance(v, float) and v else pytest.approx(0, abs=1e-10) for k, v in given.items()
    }


def test_background_turns_the_majority_into_a_conjunction():
    """Fig. 8B: with D = 0 fixed, M is an AND of three, so every part of ABC has an effect of 1 bit."""
    found = account_of("ac-fig8b-majority-background")
    assert found.transition.background == ("D", "M")
    assert links(found, "cause") == {("M",): ({("A", "B", "C")}, pytest.approx(3))}
    subsets = [x for size in (1, 2, 3) for x in combinations("ABC", size)]
    assert links(found, "effect") == {x: ({("M",)}, pytest.approx(1)) for x in subsets}


def test_background_makes_the_other_conjunct_ineffective():
    """Fig. 9B: with B = 0 fixed, D copies C and A has no effect."""
    found = account_of("ac-fig9b-doc-background")
    assert links(found, "cause") == {("D",): ({("C",)}, pytest.approx(1))}
    assert links(found, "effect") == {("C",): ({("D",)}, pytest.approx(1))}


def test_voting_causes_are_the_sufficient_sets():
    """Fig. 10: A and B agreeing decide; so does A against the four others, less the redundant one."""
    found = account_of("ac-fig10-voting")
    (cause,) = found.links_of("cause")
    assert cause.alpha == pytest.approx(1)
    assert set(cause.candidates) == {("A", "B"), ("A", "C", "D", "E")}


def test_classifier_has_one_link_across_all_pixels():
    """Fig. 13: only the three pixels together fix the dot."""
    found = account_of("ac-fig13-classifier")
    assert links(found, "effect")[("A", "B", "C")] == ({("D",)}, pytest.approx(1))
    assert links(found, "cause")[("D",)][0] == {("A", "B", "C")}


def winner(votes):
    counts = [votes.count(candidate) for candidate in range(3)]
    return counts.index(max(counts)) + 1 if counts.count(max(counts)) == 1 else 0


def test_vote_among_three_candidates():
    """Fig. 11: seven voters with three states, a winner with four (0: a tie); five to two for the first."""
    voters = "ABCDEFG"
    outcomes = [winner(votes[::-1]) for votes in product(range(3), repeat=7)]
    table = tuple(tuple(float(w == v) for v in range(4)) for w in outcomes)
    coin = Table((), ((1 / 3, 1 / 3, 1 / 3),))
    units = [*(Unit(label, coin, 3) for label in voters), Unit("W", Table(tuple(voters), table), 4)]
    substrate = Substrate(tuple(units), tuple(Edge(label, "W") for label in voters))
    found = account(substrate, (0, 0, 0, 0, 0, 1, 1, 0), {"W": 1}, voters, "W")
    (cause,) = found.links_of("cause")
    assert set(cause.candidates) == set(combinations("ABCDE", 4))
    assert 2**-cause.alpha == pytest.approx(outcomes.count(1) / 3**7)
    alphas = {frozenset(k.occurrence): k.alpha for k in found.links_of("effect")}
    assert all(occurrence <= set("ABCDE") for occurrence in alphas)
    assert all(k.candidates == (("W",),) for k in found.links_of("effect"))
    by_size = {size: {round(a, 9) for x, a in alphas.items() if len(x) == size} for size in (1, 2, 3, 4)}
    assert all(len(values) == 1 for values in by_size.values())
