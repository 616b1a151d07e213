"""What the cards of the examples say in words, where it can be computed."""

import numpy as np
import pytest

from cards import (
    alpha,
    box,
    candidates,
    caused,
    conceived,
    example,
    monad,
    of_macro,
    old_winners,
    phi,
    sizes,
    steep,
    texts,
    unfolded,
    weighted,
    winners,
)  # fmt: skip

FACTS = {
    "ac-fig6-or-and": ("Read the five links", lambda: len(caused("ac-fig6-or-and").links), 5),
    "ac-fig7a-disjunction": (
        "which one caused C is indeterminate",
        lambda: candidates("ac-fig7a-disjunction", "C"),
        "A|B",
    ),
    "ac-fig7b-conjunction": (
        "The cause of D is A and B together",
        lambda: candidates("ac-fig7b-conjunction", "D"),
        "AB",
    ),
    "ac-fig7c-biconditional": (
        "Neither input has an effect of its own",
        lambda: alpha("ac-fig7c-biconditional", "effect", "A"),
        0,
    ),
    "ac-fig7d-prevention": ("B is the cause", lambda: candidates("ac-fig7d-prevention", "F"), "B"),
    "ac-fig8a-majority": (
        "A, B and C together are the cause",
        lambda: candidates("ac-fig8a-majority", "M"),
        "ABC",
    ),
    "ac-fig9a-doc": ("C is the cause", lambda: candidates("ac-fig9a-doc", "D"), "C"),
    "ac-fig9b-doc-background": (
        "See that A has lost its effect",
        lambda: alpha("ac-fig9b-doc-background", "effect", "A"),
        0,
    ),
    "ac-fig10-voting": (
        "A and B agreed, and outvoted the other three",
        lambda: candidates("ac-fig10-voting", "F"),
        "AB|ACDE",
    ),
    "ac-fig11-three-candidates": (
        "which four of the five votes were the cause stays indeterminate",
        lambda: candidates("ac-fig11-three-candidates", "W"),
        "ABCD|ABCE|ABDE|ACDE|BCDE",
    ),
    "ac-fig12b-noisy-copy-fails": (
        "See that the account is empty",
        lambda: len(caused("ac-fig12b-noisy-copy-fails").links),
        0,
    ),
    "anaesthesia": (
        "at k = 1 they are no longer one complex",
        lambda: sorted(map(len, winners(steep("anaesthesia", 1))), reverse=True)[0] < 5,
        True,
    ),
    "findlay-wxyz": (
        "the complexes are WZ",
        lambda: set(winners(example("findlay-wxyz"))) >= {"WZ", "Y"},
        True,
    ),
    "findlay-computer-pqrs": (
        "At the start 22 complexes, not 24",
        lambda: sizes("findlay-computer-pqrs"),
        {4: 16, 1: 6},
    ),
    "findlay-computer-wxyz": (
        "sixteen rings of four units with φ_s = 2 and some single units",
        lambda: sizes("findlay-computer-wxyz")[4],
        16,
    ),
    "findlay-computer-feedback-pqrs": (
        "no candidate system with φ_s above 0 has more than five units",
        lambda: max(sizes("findlay-computer-feedback-pqrs")),
        5,
    ),
    "findlay-computer-feedback-wxyz": (
        "in six lines the ring and the loop",
        lambda: sizes("findlay-computer-feedback-wxyz")[5],
        6,
    ),
    "lookup-table": ("so φ_s is 0", lambda: phi(example("lookup-table")), 0),
    "model-calzone-cell-fate": (
        "its largest complex has two units",
        lambda: max(sizes("model-calzone-cell-fate")),
        2,
    ),
    "model-cohen-invasion": (
        "Its only complex of several units is p53 with p73",
        lambda: [units for units in winners(example("model-cohen-invasion")) if units.startswith("p")],
        ["p53p73"],
    ),
    "model-grieco-mapk": (
        "of which two have four and more units",
        lambda: sorted(size for size in sizes("model-grieco-mapk") if size > 2),
        [4, 7],
    ),
    "model-li-guard-cell": (
        "small loops in it are complexes",
        lambda: sizes("model-li-guard-cell"),
        {1: 4, 2: 1, 4: 1},
    ),
    "findlay-pqrs": (
        "as printed under three readings",
        lambda: set(winners(example("findlay-pqrs"), candidates="reachable-now", state_ties="first")),
        {"PQRS"},
    ),
    "iit4-fig7a-active": (
        "under every reading of ties",
        lambda: len(set(unfolded("iit4-fig7a-active").big_phi_range)),
        1,
    ),
    "grain-coarse-micro": (
        "the pairs are the complexes",
        lambda: (
            set(winners(example("grain-coarse-micro"))),
            of_macro("grain-coarse-micro")() > 20 * phi(example("grain-coarse-micro"), "AB"),
        ),
        ({"AB", "CD"}, True),
    ),
    "grain-black-boxes": (
        "It beats every system of micro units inside it",
        lambda: (box().ok, box("micro").ok, [unit.name for unit in box().witness]),
        (False, True, ["AND(AB)", "C", "D"]),
    ),
    "grain-coarse-macro": (
        "fifty times the φ_s of the four micro units",
        lambda: 45 < phi(example("grain-coarse-macro")) / phi(example("grain-coarse-micro")) < 55,
        True,
    ),
    "grain-couples-sfn": (
        "the four cannot",
        lambda: phi(example("grain-couples-sfn")),
        0,
    ),
    "iit4-fig1": (
        "three distinctions and seven relations",
        lambda: (len(unfolded("iit4-fig1").distinctions), unfolded("iit4-fig1").relations.count),
        (3, 7),
    ),
    "iit4-fig6b-modules": (
        "Each pair is a complex of its own",
        lambda: set(winners(example("iit4-fig6b-modules"))),
        {"AB", "CD", "EF"},
    ),
    "iit4-fig6c-copy-ring": (
        "six distinctions, four relations",
        lambda: (
            len(unfolded("iit4-fig6c-copy-ring").distinctions),
            unfolded("iit4-fig6c-copy-ring").relations.count,
        ),
        (6, 4),
    ),
    "iit4-fig6d-lattice": (
        "27 distinctions",
        lambda: len(unfolded("iit4-fig6d-lattice").distinctions),
        27,
    ),
    "iit4-fig6e-exclusion": (
        "They exclude the whole, and cd is left as a complex of its own",
        lambda: set(winners(example("iit4-fig6e-exclusion"))),
        {"ABEF", "CD"},
    ),
    "iit4-fig7b-inactive": (
        "all five remain one complex",
        lambda: set(winners(example("iit4-fig7b-inactive"))),
        {"ABCDE"},
    ),
    "iit4-fig8-counter3": ("ABC is reducible", lambda: phi(example("iit4-fig8-counter3")), 0),
    "iit3-fig4": (
        "weakest cut AB → C, and six concepts",
        lambda: (conceived("iit3-fig4").cut, len(conceived("iit3-fig4").concepts)),
        ((("A", "B"), ("C",)), 6),
    ),
    "pyphi-basic": ("weakest cut BC → A", lambda: conceived("pyphi-basic").cut, (("B", "C"), ("A",))),
    "iit3-fig16": ("for FG, its complexes", lambda: set(old_winners("iit3-fig16")), {"ABC", "FG"}),
    "iit3-fig17a-modular": (
        "IIT 3.0 sees three small complexes, IIT 4.0 (2023) a single one of six",
        lambda: (set(old_winners("iit3-fig17a-modular")), set(winners(example("iit3-fig17a-modular")))),
        ({"AB", "CD", "EF"}, {"ABCDEF"}),
    ),
    "iit3-fig18-copy-ring4": (
        "yet the ring is irreducible",
        lambda: phi(example("iit3-fig18-copy-ring4")) > 0.1,
        True,
    ),
    "lesion": (
        "at 0.3 the pair BC takes over",
        lambda: "BC" in winners(weighted("lesion", {("A", "B"): 0.3})),
        True,
    ),
    "marshall2023-fig2a": (
        "The four are one complex",
        lambda: set(winners(example("marshall2023-fig2a"))),
        {"ABCD"},
    ),
    "marshall2023-fig2c": (
        "each pair is a complex",
        lambda: set(winners(example("marshall2023-fig2c"))),
        {"AB", "CD"},
    ),
    "iit4-2026-monad": (
        "the 2023 value rises and the 2026 value falls",
        lambda: [
            phi(monad(0.95), formalism=f"iit4-{year}") > phi(monad(0.744), formalism=f"iit4-{year}")
            for year in (2023, 2026)
        ],
        [True, False],
    ),
    "rule154-ring5": (
        "yet the five are irreducible",
        lambda: phi(example("rule154-ring5")) > 0.1,
        True,
    ),
    "residue": ("no loop makes a system of them", lambda: phi(example("residue")), 0),
    "rule90-ring5": (
        "An odd number of ON units has no past",
        lambda: bool((np.round(example("rule90-ring5").tpm).sum(1) % 2).any()),
        False,
    ),
    "split-brain": (
        "with it all six are one complex",
        lambda: set(winners(example("split-brain"))),
        {"ABCDEF"},
    ),
    "thermostat": (
        "as soon as the sun shines it has none",
        lambda: (phi(example("thermostat")) > 0.1, phi(example("thermostat"), state=(0, 1, 1)) < 1e-9),
        (True, True),
    ),
    "two-swap-pairs": (
        "Each pair is a complex; the four together are nothing at all",
        lambda: (set(winners(example("two-swap-pairs"))), phi(example("two-swap-pairs"))),
        ({"AB", "CD"}, 0),
    ),
    "twin-recurrent": ("form a complex", lambda: phi(example("twin-recurrent")) > 0.1, True),
    "xor-grid": ("yet the six units are one complex", lambda: set(winners(example("xor-grid"))), {"ABCDEF"}),
    "xor-line": (
        "it falls into three pairs",
        lambda: sorted(map(len, winners(example("xor-line")))),
        [2, 2, 2],
    ),
}


@pytest.mark.parametrize("slug", FACTS)
def test_a_fact_on_a_card_comes_out(slug):
    quote, compute, expected = FACTS[slug]
    assert quote in texts(slug)
    assert compute() == expected
