"""Cards for notebooks: the numbers of the result, and no name that becomes a tag."""

import re
from dataclasses import replace

import pytest

import viz
from engine import Substrate, account, complexes, iit3, unfold
from engine.errors import PhiscopeError
from engine.grain import grains
from engine.shown import CARDS as SHOWN
from viz.html.cards import BAR, CARDS, MOST_ROWS, card
from viz.numbers import number

EVIL = "</td><script>alert(1)</script>"
# No label can hold a bracket, but a name can.
S = replace(Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"}), name=EVIL, source=EVIL)
VALUES = [
    S,
    unfold(S, "abc"),
    complexes(S, "abc"),
    iit3.unfold(S, "abc"),
    iit3.complexes(S, "abc"),
    account(S, "ABc", "aBc"),
    grains(S, "abc", size=2),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_kind_has_a_card_in_which_no_name_is_a_tag(value):
    found = value._repr_html_()
    assert found == card(value)
    assert found.count("<div") == found.count("</div>")
    assert "<script" not in found


def test_import_viz_registers_all_cards():
    assert set(viz.SHOWN) == set(CARDS) == set(SHOWN)


def test_labels_are_escaped():
    twisted = Substrate.from_tpm([[0.1], [0.9]], labels=["x'onload'"])
    for value in (twisted, unfold(twisted, (1,)), complexes(twisted, (1,)), account(twisted, (1,), (1,))):
        assert "x" in card(value)
        assert "'onload'" not in card(value)


def test_the_numbers_stand_on_the_cards():
    structure, found = VALUES[1], VALUES[2]
    assert number(structure.distinctions[0].phi) in card(structure)
    assert number(found.complexes[0].phi_s) in card(found)
    assert "3 units, 6 edges" in card(S)


def test_numbers_are_bars_as_long_as_their_share_of_the_largest():
    found = VALUES[1]
    lengths = [float(each) for each in re.findall(r"<rect width='([\d.]+)'", card(found))]
    phis = [each.phi for each in found.distinctions]
    assert lengths == pytest.approx([BAR * phi / max(phis) for phi in phis], abs=0.05)
    assert all("<svg" in card(value) for value in VALUES)


def test_long_tables_are_cut_and_say_so():
    structure = unfold(
        Substrate.from_weights([[0.5 + (i * j) % 3 for i in range(5)] for j in range(5)]), (0,) * 5
    )
    assert len(structure.distinctions) > MOST_ROWS
    assert card(structure).count("<tr>") == MOST_ROWS + 1
    assert f"{len(structure.distinctions) - MOST_ROWS} more" in card(structure)


def test_large_networks_have_no_picture():
    many = Substrate.from_rules({f"U{i}": f"U{(i + 1) % 300}" for i in range(300)})
    assert "<svg" not in card(many)
    assert "300 units" in card(many)


def test_other_values_are_refused():
    with pytest.raises(PhiscopeError, match="no picture of int"):
        card(3)
