import pytest

from engine.grain import Bounds, MacroUnit, Verdict
from engine.iit4.grain_record import Grain
from viz.view.grain_words import bounds_words, grain_words, system_words, unit_words, verdict_words

WITNESS = (MacroUnit("AB"), MacroUnit("C"), MacroUnit("D"))


def verdict(constituents, **parts):
    return Verdict(
        tuple(constituents), **{"ok": False, "reason": None, "phi_s": 0.03, "bounds": Bounds(), **parts}
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            verdict("ABCD", reason="beaten", witness=WITNESS, witness_phi_s=0.0498),
            "ABCD is not a unit of its own: φ_s 0.03, but {AND(AB), C, D} inside it has 0.0498.",
        ),
        (
            verdict("ABCD", reason="tied", witness=WITNESS[1:], witness_phi_s=0.03),
            "ABCD is not a unit of its own: φ_s 0.03, but {C, D} inside it has as much.",
        ),
        (verdict("AC", reason="not-integrated", phi_s=0), "AC is not a unit of its own: its φ_s is 0."),
        (verdict("AB", ok=True), "AB is a unit of its own: φ_s 0.03, more than any system inside it."),
        (
            verdict("AB", ok=True, bounds=Bounds(within="micro")),
            "AB is a unit of its own: φ_s 0.03, more than any system of micro units inside it.",
        ),
        (verdict("A", ok=True, phi_s=0), "A is a micro unit: φ_s 0."),
    ],
)
def test_verdicts(given, said):
    assert verdict_words(given) == said


def test_systems_and_units():
    assert system_words(WITNESS) == "{AND(AB), C, D}"
    box = MacroUnit("ABCD", 2, "last:C", "EF", "α")
    assert unit_words(box) == "α = C of ABCD, 2 updates; with EF as its background"
    history = ((0,) * 6,) * 2
    grain = Grain((box, MacroUnit("G", label="G")), history, True, None, None)
    assert grain_words(grain) == (
        unit_words(box),
        "The micro state was assumed to be constant over the last 2 updates.",
    )


def test_bounds():
    assert "up to 3 constituents, up to 2 updates, counting mappings" in bounds_words(Bounds(3, 2))
    assert "1 constituent, 1 update, all mappings up to 8" in bounds_words(Bounds(1, 1, "all"))
    assert "micro units alone" in bounds_words(Bounds(within="micro"))
