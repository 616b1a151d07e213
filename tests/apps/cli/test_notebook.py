"""`phiscope notebook`: a link, a network, a figure or a saved result becomes a notebook that runs.

This is `apps.cli.notebook`, called by `apps.cli.again`.
"""

import json
from dataclasses import replace

import pytest

from apps.__main__ import main
from apps.document.link_text import linked
from apps.document.snapshot import Snapshot
from apps.figures.scripts import notebook
from apps.results.exhibit import Exhibit
from engine import PurviewChoice, Substrate, account, complexes, save, unfold
from engine.substrate.formats.figures import to_mark

S = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
SHOWN = Snapshot(S, (0, 0, 0), formalism="iit4-2026", ties="smallest")


def run(capsys, *words):
    code = main(["notebook", *map(str, words)])
    return code, capsys.readouterr()


def code_of(path) -> str:
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["nbformat"] == 4
    return "\n".join("".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == "code")


def test_a_link_gives_what_the_page_gives(tmp_path, capsys):
    out = tmp_path / "own.ipynb"
    by_hand = (PurviewChoice(("A",), "cause", ("C",)),)
    for snapshot in (SHOWN, replace(SHOWN, formalism="iit4-2023", ties="largest", by_hand=by_hand)):
        link = "http://127.0.0.1:5006/explore#d=" + linked(snapshot)
        assert run(capsys, link, "-o", out)[0] == 0
        page = notebook(Exhibit(snapshot, unfold(S, "abc", None, snapshot.formalism, snapshot.ties)))
        if not snapshot.by_hand:
            assert out.read_text(encoding="utf-8") == page
    assert "PurviewChoice(('A',), 'cause', ('C',))" in code_of(out)


@pytest.mark.parametrize(
    ("view", "work"), [("complexes", "complexes("), ("causation", "account("), ("dynamics", "unfold(")]
)
def test_the_view_of_a_link_decides_what_is_computed(view, work, tmp_path, capsys):
    out = tmp_path / "own.ipynb"
    assert run(capsys, f"https://host/iit/{view}#d={linked(SHOWN)}", "-o", out)[0] == 0
    assert f"_found = {work}" in code_of(out) or f"structure = {work}" in code_of(out)


def test_files_with_their_rules(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    S.write("net.json")
    given = ("--state", "abc", "--formalism", "iit4-2026", "--ties", "smallest")
    carried = {"network": S.to_dict() | {"state": {"A": 0, "B": 0, "C": 0}}, "formalism": "iit4-2026"}
    mark = to_mark(carried | {"readings": {"ties": "smallest"}})
    (tmp_path / "fig.svg").write_text(f"<svg><metadata>{mark}</metadata></svg>", encoding="utf-8")
    save(unfold(S, "abc", None, "iit4-2026", "smallest"), "mine.phi", S)
    save(account(S, "ABc", "aBc"), "moved.phi", S)
    assert run(capsys, "net.json", *given)[0] == 0
    first = code_of(tmp_path / "phiscope.ipynb")
    assert "formalism='iit4-2026'" in first
    assert "ties='smallest'" in first
    for source in ("fig.svg", "mine.phi"):
        assert run(capsys, source, "-o", "own.ipynb")[0] == 0
        ours = code_of(tmp_path / "own.ipynb")
        assert ours.partition("structure = ")[2] == first.partition("structure = ")[2]
    assert run(capsys, "moved.phi", "-o", "own.ipynb")[0] == 0
    assert "account_found = account(" in code_of(tmp_path / "own.ipynb")


def test_the_notebook_prints_the_numbers(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    replace(S, state=(0, 0, 0)).write("net.json")
    assert run(capsys, "net.json", "--show", "structure, complexes")[0] == 0
    exec(compile(code_of(tmp_path / "phiscope.ipynb"), "notebook", "exec"), {})
    said = capsys.readouterr().out
    assert f"big_phi: {unfold(S, 'abc').big_phi}" in said
    assert f"phi_s: {complexes(S, 'abc').complexes[0].phi_s}" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("net.json", "-o", "own.py"), "must end in .ipynb"),
        (("net.json", "--show", "all"), "--show: 'all' is none of structure"),
        (("net.json", "--formalism", "iit3"), "--formalism: Unknown"),
        (("net.json", "--ties", "none"), "ties cannot be 'none'"),
        (("net.json", "--state", "xyz"), "--state"),
        (("none.json",), "no such file"),
        (("http://host/explore",), "the link: The link holds no document"),
        (("http://host/explore#d=1.zz",), "the link"),
    ],
)
def test_refusals_are_one_line(words, said, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    S.write("net.json")
    code, heard = run(capsys, *words)
    assert code == 2
    assert said in heard.err
    assert heard.err.count("\n") == 1
    assert not (tmp_path / "phiscope.ipynb").exists()
