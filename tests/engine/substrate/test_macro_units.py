import numpy as np
import pytest

from engine.errors import GrainError
from engine.substrate.macro_units import MAX_HISTORY, Macro, MacroUnit, checked_macro, checked_units

LABELS = tuple("ABCD")
BINARY = (2,) * 4


def test_the_mapping_is_kept_as_the_table():
    assert MacroUnit(("A", "B"), tau=1, mapping="all", background=()).mapping == (0, 0, 0, 1)
    assert MacroUnit(("A", "B"), 1, np.array([0, 1, 1, 1])).mapping == (0, 1, 1, 1)
    assert MacroUnit(["A", "B"]) == MacroUnit("AB") == MacroUnit("A, B")
    assert len({MacroUnit("AB"), MacroUnit("AB", 1, [0, 0, 0, 1])}) == 1


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        (MacroUnit("A"), "A"),
        (MacroUnit("AB"), "AND(AB)"),
        (MacroUnit("AB", 1, "any"), "OR(AB)"),
        (MacroUnit("AB", 1, "parity"), "XOR(AB)"),
        (MacroUnit("ABC", 1, "count:1,2"), "#1,2(ABC)"),
        (MacroUnit("ABC", 2, "last:B&C"), "B∧C of ABC, 2 updates"),
        (MacroUnit(("u1", "u2")), "AND(u1,u2)"),
        (MacroUnit("AB", 1, (0, 1, 1, 0, )), "XOR(AB)"),
        (MacroUnit("AB", 1, (1, 0, 1, 1)), "g(AB)"),
    ],
)  # fmt: skip
def test_short_names(unit, name):
    assert unit.name == name


@pytest.mark.parametrize(
    ("parts", "match"),
    [
        (((),), "no constituents"),
        ((("A", "A"),), "A stands twice"),
        ((("A",), 1, "all", ("A",)), "A stands twice"),
        ((("A",), 0), "τ is 0"),
        ((("A",), True), "τ is True"),
        ((("A",), 1.5), "τ is 1.5"),
        ((("A", "B"), 1, (0, 0, 0, 0)), "constant"),
        ((("A", "B"), 1, "count:0,1,2"), "constant"),
        ((("A", "B"), 1, (0, 1)), "has 2 entries; give one for each of the 4"),
        ((("A",), 1, (0, 2)), "other than 0 and 1"),
        ((("A",), 1, ("x", "y")), "other than 0 and 1"),
        ((tuple("ABCDEFGHI"), 2), "more than 65,536 entries"),
        ((("A", "B"), 1, "most"), "no mapping 'most'"),
    ],
)
def test_parts_that_make_no_unit_are_refused_in_one_sentence(parts, match):
    with pytest.raises(GrainError, match=match):
        MacroUnit(*parts)


def test_units_of_a_system_have_labels_and_the_order_of_the_substrate():
    units = checked_units(
        [MacroUnit("BA", 1, (0, 1, 0, 0)), MacroUnit("D"), MacroUnit("C", 2)], LABELS, BINARY
    )
    assert [unit.label for unit in units] == ["α", "D", "β"]
    assert units[0].constituents == ("A", "B")
    assert units[0].table == (0, 0, 1, 0)


def test_letters_do_not_run_out():
    labels = [f"u{i}" for i in range(60)]
    units = checked_units([MacroUnit((a, b)) for a, b in zip(labels[::2], labels[1::2], strict=True)],
                          labels, (2,) * 60)  # fmt: skip
    assert len({unit.label for unit in units}) == 30


def test_labels_that_are_taken_are_not_given_again():
    units = checked_units([MacroUnit("AB"), MacroUnit("C", label="α"), MacroUnit("D")], LABELS, BINARY)
    assert [unit.label for unit in units] == ["β", "α", "D"]
    with pytest.raises(GrainError, match="same label"):
        checked_units([MacroUnit("AB", label="D"), MacroUnit("D")], LABELS, BINARY)


def test_a_file_reads_back():
    macro = Macro((MacroUnit("AB", label="α"),), ("abcd", "Abcd"))
    checked = checked_macro(macro, LABELS, BINARY)
    assert checked.history == ((0, 0, 0, 0), (1, 0, 0, 0))
    written = checked.to_dict(LABELS)
    assert written["history"][1] == {"A": 1, "B": 0, "C": 0, "D": 0}
    again = Macro(tuple(MacroUnit(**unit) for unit in written["units"]), tuple(written["history"]))
    assert checked_macro(again, LABELS, BINARY) == checked


@pytest.mark.parametrize("history", [("abc",), ("abcd",) * (MAX_HISTORY + 1)])
def test_a_history_that_does_not_fit_is_refused(history):
    with pytest.raises(ValueError, match=r"macro\.history|at most"):
        checked_macro(Macro((MacroUnit("AB"),), history), LABELS, BINARY)
