"""Results as plain text."""

from apps.cli import report
from cards import example
from engine import Substrate, account, complexes, unfold
from viz.view.account import NOTHING


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
