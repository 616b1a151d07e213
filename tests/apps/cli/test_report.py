"""Results as plain text."""

from apps.cli import report
from cards import example
from engine import Substrate, account, complexes, unfold
from viz.html.cards import complexes_card
from viz.view.account import NOTHING
from viz.view.complexes import complexes_view


def test_a_structure_has_its_numbers_and_a_row_for_each_distinction():
    fig1 = example("iit4-fig1")
    found = unfold(fig1, fig1.state, "AB")
    lines = report.structure("file", fig1, found).splitlines()
    assert lines[0] == fig1.name
    assert lines[1] == fig1.notes
    assert "system aB" in lines[2]
    assert f"{found.phi_s:.6g}" in lines[3]
    assert "3 distinctions" in "\n".join(lines)
    rows = lines[lines.index("") + 2 :]
    assert [row.split()[0] for row in rows] == ["a", "B", "aB"]
    assert [float(row.split()[-1]) for row in rows] == [round(d.phi, 6) for d in found.distinctions]


def test_complexes_and_what_they_exclude():
    fig1 = example("iit4-fig1")
    found = complexes(fig1, fig1.state)
    text = report.complexes("iit4-fig1.json", fig1, found)
    for each in found.complexes:
        assert f"{each.phi_s:.6f}" in text
    rows = [line for line in text.splitlines()[2:] if line]
    assert len(rows) == 1 + len(found.complexes) + 1 + len(found.excluded)


def test_that_more_phi_decided_is_said_in_words_and_in_json():
    # ABC, AC and BC have φ_s 2 together; ABC has the most Φ of them
    semi = Substrate.from_tpm(
        [[0, 0, 0], [0, 0, 1], [1, 0, 1], [1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 1, 1], [1, 1, 0]]
    )
    found = complexes(semi, (0, 0, 0))
    lost = [each for each in found.excluded if each.tied]
    assert lost
    shown = found.to_dict()["excluded"]
    assert [each.get("tied") for each in shown] == [each.tied or None for each in found.excluded]
    text = report.complexes("semi", semi, found)
    assert text.count("abc (tied on φ_s, and has more Φ)") == len(lost)
    assert complexes_view(semi.labels, found).note.endswith("have the same φ_s, more Φ decided.")
    assert "which has more Φ" in complexes_card(found)


def test_an_account_has_two_blocks_or_says_that_there_are_no_links():
    substrate = example("ac-fig6-or-and")
    known = substrate.transition
    found = account(substrate, known["before"], known["after"])
    text = report.account("file", substrate, found)
    for link in found.links:
        assert f"{link.alpha:.6f}" in text
    noise = Substrate.from_tpm([[0.5, 0.5]] * 4)
    assert report.account("file", noise, account(noise, (0, 0), (0, 0))).endswith(NOTHING)


def test_columns_are_aligned():
    assert report.table([("a", "bb"), ("ccc", "d")]) == ["a    bb", "ccc  d"]
