"""The command line: answers, one-line refusals with exit 2, Ctrl-C with 130 and nothing half-written."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from apps.__main__ import main
from apps.cli import commands
from apps.cli.commands import parse_units
from apps.lessons import library
from engine.errors import PhiscopeError
from engine.substrate.substrate import Substrate

FIG1 = Path(__file__).parents[3] / "assets" / "networks" / "iit4-fig1.json"


def test_analyze_in_words(capsys):
    assert main(["analyze", str(FIG1)]) == 0
    out = capsys.readouterr().out
    assert "system aB · iit4-2023 · ties: largest" in out
    assert "φ_s  0.171863" in out
    assert "3 distinctions" in out


def test_analyze_as_json_on_stdout_and_in_a_file(capsys, tmp_path):
    assert main(["analyze", str(FIG1), "--json", "-"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["units"] == ["A", "B"]
    assert shown["big_phi"] == pytest.approx(1.5627, abs=1e-4)
    out = tmp_path / "result.json"
    assert main(["analyze", str(FIG1), "--units", "abc", "--state", "ABC", "--json", str(out)]) == 0
    assert json.loads(out.read_text())["state"] == [1, 1, 1]
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


@pytest.mark.parametrize(
    "state", ["AbC", "101", "1,0,1", "(1, 0, 1)", "[1 0 1]", "A=1,B=0,C=1", "A b C", "C,A,b"]
)
def test_states_as_everyone_writes_them(state, capsys):
    assert main(["analyze", str(FIG1), "--units", "A, B C", "--state", state, "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == [1, 0, 1]


def test_what_was_assumed_of_a_file_is_said(capsys, tmp_path):
    file = tmp_path / "net.bnet"
    file.write_text("targets, functions\nA, B | I\nB, A AND NOT I\n")
    assert main(["analyze", str(file), "--units", "A,B", "--state", "110"]) == 0
    assert "Without a rule, and so keeping their state: I." in capsys.readouterr().out
    file.write_text("A, B[-2]\nB, A\n")
    assert main(["complexes", str(file)]) == 2
    assert "net.bnet: Line 1 has the delay B[-2]" in capsys.readouterr().err


def test_a_candidate_system_of_a_large_model_needs_only_what_feeds_it(capsys, tmp_path):
    file = tmp_path / "large.bnet"
    long = "receptor_complex_of_more_than_thirty_three_letters"
    ring = "\n".join(f"U{i}, U{(i + 1) % 15}" for i in range(15))
    file.write_text(f"targets, factors\n{long}, B\nB, {' | '.join([f'(B & {long})', long] * 150)}\n{ring}\n")
    asked = ["--units", f"{long},B", "--state", "10" + "0" * 15]
    assert main(["analyze", str(file), *asked, "--json", "-"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["phi_s"], shown["big_phi"]) == (2.0, 4.0)
    assert main(["analyze", str(file), "--state", "10" + "0" * 15]) == 2
    assert "A candidate system of 17 units does not fit" in capsys.readouterr().err


def test_complexes(capsys):
    assert main(["complexes", str(FIG1)]) == 0
    assert "aB" in capsys.readouterr().out
    assert main(["complexes", str(FIG1), "--json", "-"]) == 0
    assert {"complexes", "excluded", "candidates"} <= set(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["analyze", "missing.json"], "missing.json"),
        (["analyze", str(FIG1), "--state", "aB"], "--state"),
        (["analyze", str(FIG1), "--units", "AZ"], "--units"),
        (["analyze", str(FIG1), "--formalism", "iit9"], "formalism"),
        (["analyze", str(FIG1), "--ties", "any"], "largest, smallest, max-phi, pyphi"),
        (["analyze", str(FIG1), "--state-ties", "any"], "paper, first"),
        (["complexes", str(FIG1), "--candidates", "any"], "all, reachable-now"),
        (["complexes", str(FIG1), "--formalism", "iit3", "--candidates", "reachable-now"], "--candidates"),
        (["figure", str(FIG1), "--ties", "any", "-o", "x.pdf"], "largest, smallest, max-phi, pyphi"),
        (["analyze", str(FIG1), "--json", "no/such/folder/x.json"], "no/such/folder"),
        (["analyze", str(FIG1), "--nonsense"], "--nonsense"),
        (["analyze"], "FILE"),
        (["dance"], "dance"),
        (["figure", str(FIG1), "-o", "x.docx"], ".pdf"),
        (["figure", str(FIG1), "--plot", "cake", "-o", "x.pdf"], "structure"),
        (["serve", "--scheduler", "tcp://x"], "No Dask scheduler answers"),
        (["serve", "--lessons", "/no/such/folder"], "There is no folder /no/such/folder"),
        (["serve", "--allow-origin", "*", "--port", "0"], "--allow-origin '*' names no host"),
        (["--port", "nine"], "--port"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(options, said, capsys):
    assert main(options) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert said in shown.err


PQRS = FIG1.with_name("findlay-pqrs.json")


def test_readings_travel_with_what_is_printed(capsys):
    asked = ["--ties", "pyphi", "--state-ties", "first"]
    assert main(["analyze", str(PQRS), *asked]) == 0
    out = capsys.readouterr().out
    assert "ties: PyPhi's order (arbitrary); state ties: first state" in out
    assert "Φ    391.247" in out
    assert main(["analyze", str(PQRS), *asked, "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["readings"] == {"ties": "pyphi", "state_ties": "first"}
    assert main(["complexes", str(PQRS), "--candidates", "reachable-now", "--state-ties", "first"]) == 0
    out = capsys.readouterr().out
    assert "state ties: first state; candidates: reachable now" in out
    assert "pQrS     1.508147" in out


def test_a_tied_purview_by_hand(capsys):
    assert main(["analyze", str(PQRS), "--by-hand", "pQ effect Rs"]) == 0
    out = capsys.readouterr().out
    assert "Effect of pQ chosen by hand: Rs." in out
    assert "Φ    400.786" in out
    choices = ["--by-hand", "PQ Effect R,S", "--by-hand", "P Q R S effect pq"]
    assert main(["analyze", str(PQRS), *choices, "--json", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [choice["purview"] for choice in found["by_hand"]] == [["R", "S"], ["P", "Q"]]
    assert main(["analyze", str(PQRS), "--by-hand", "PQ effect PR", "--json", "-"]) == 0
    assert "by_hand" not in json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["analyze", "--by-hand", "PQ effect"], "write mechanism, cause or effect, purview"),
        (["analyze", "--by-hand", "PQ result RS"], "write mechanism, cause or effect, purview"),
        (["analyze", "--by-hand", "PZ effect R"], "--by-hand: 'Z'"),
        (["analyze", "--by-hand", "PQ effect QR"], "choose one of PR, RS"),
        (["analyze", "--by-hand", "PR cause QR"], "no distinction PR; choose a mechanism that has one"),
        (["analyze", "--units", "PQ", "--by-hand", "PQ effect RS"], "--by-hand"),
        (["analyze", "--by-hand", "PQ effect RS", "--by-hand", "pq effect PR"], "keep one"),
        (["figure", "-o", "x.pdf", "--plot", "tpm", "--by-hand", "PQ effect RS"], "leave it out"),
        (["figure", "-o", "x.pdf", "--by-hand", "PQ effect S"], "--by-hand: S cannot be chosen"),
        (["figure", "-o", "x.pdf", "--against-by-hand", "PQ effect RS"], "use it with --plot compare"),
        (
            ["figure", "-o", "x.pdf", "--plot", "compare", "--against-by-hand", "PQ effect S"],
            "--against-by-hand: S",
        ),
        (["figure", "-o", "x.pdf", "--plot", "compare"], "--against-by-hand"),
    ],
)
def test_a_choice_that_cannot_be_is_one_line_and_exit_2(options, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*options, str(PQRS)]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert said in shown.err
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_is_named(tmp_path, capsys):
    path = tmp_path / "net.json"
    path.write_text('{"format": "phiscope-substrate", "version": 1, "units": []}')
    assert main(["analyze", str(path)]) == 2
    err = capsys.readouterr().err
    assert "net.json" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_figure(kind, tmp_path, capsys):
    pytest.importorskip("viz.paper.structure")
    out = tmp_path / f"fig.{kind}"
    assert main(["figure", str(FIG1), "--plot", "structure", "-o", str(out)]) == 0
    assert out.stat().st_size > 1000


def hear_ctrl_c():
    """A shell's background jobs ignore SIGINT, and so would their children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_is_130_and_writes_nothing(tmp_path):
    units = "ABCDEFGHIJKL"
    weights = [[((3 * i + 5 * j) % 7 - 3) / 4 for j in range(12)] for i in range(12)]
    Substrate.from_weights(weights, k=1.0, labels=list(units)).write(tmp_path / "net.json")
    command = [sys.executable, "-m", "apps", "analyze", str(tmp_path / "net.json"), "--json", "out.json"]
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root), "PHISCOPE_CACHE": "off"}
    # the first run ever compiles for some 20 s, which no signal interrupts
    subprocess.run([*command[:4], str(FIG1)], cwd=tmp_path, env=environment, check=True, capture_output=True)
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, preexec_fn=hear_ctrl_c
    )
    maps = Path(f"/proc/{process.pid}/maps")
    until = time.monotonic() + 30
    while "llvmlite" not in maps.read_text() and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert [path.name for path in tmp_path.iterdir()] == ["net.json"]


def test_help_loads_no_engine():
    code = "import sys; from apps.__main__ import main; main(['--help']); print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("False")


@pytest.mark.parametrize("text", ["AB", "ba", "A,B", "A B", "a, b"])
def test_units_can_be_written_in_several_ways(text):
    assert parse_units(text, ["A", "B", "C"]) == ("A", "B")


def test_long_labels():
    assert parse_units("T10T1", ["T1", "T10", "T2"]) == ("T1", "T10")
    with pytest.raises(PhiscopeError):
        parse_units("", ["A"])


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("PHISCOPE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_kept_jobs_are_listed_and_removed(cache, capsys):
    from engine.run import store
    from engine.run.jobs import Piece, Watch

    assert main(["jobs"]) == 0
    assert capsys.readouterr().out == "No job is kept.\n"
    arrays = (np.zeros(1), np.zeros(1, np.int64))
    store.run_kept(store.Job("abcdef", "a title", ["one"]), [Piece(lambda c: arrays, 1, 1.0)], Watch("x"))
    assert main(["jobs"]) == 0
    listed = capsys.readouterr().out
    assert "abcdef" in listed
    assert "1/1" in listed
    assert "a title" in listed
    assert main(["jobs", "--remove", "abc"]) == 0
    assert capsys.readouterr().out == "Removed 1 job.\n"
    assert main(["jobs"]) == 0
    assert capsys.readouterr().out == "No job is kept.\n"


def test_the_store_can_be_switched_off(cache, monkeypatch, capsys):
    monkeypatch.setenv("PHISCOPE_CACHE", "off")
    assert main(["jobs"]) == 0
    assert "PHISCOPE_CACHE is off" in capsys.readouterr().out


@pytest.mark.slow
def test_an_interrupted_analyze_resumes(cache, tmp_path):
    """Ctrl-C in the middle of 11 dense units: exit 130, and the second run starts from what was kept."""
    from engine.run import store

    rng = np.random.default_rng(0)
    file = tmp_path / "eleven.json"
    Substrate.from_weights(rng.normal(0, 1, (11, 11)), k=1.0).write(file)
    command = [sys.executable, "-m", "apps", "analyze", str(file), "--state", "abcdefghijk", "--json"]
    first = subprocess.Popen(
        [*command, str(tmp_path / "first.json")], stderr=subprocess.DEVNULL, preexec_fn=hear_ctrl_c
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not any(kept.done > 3 for kept in store.kept_jobs()):
        time.sleep(0.1)
    first.send_signal(signal.SIGINT)
    assert first.wait(20) == 130
    assert not (tmp_path / "first.json").exists()
    kept = store.kept_jobs()[0]
    assert 3 < kept.done < kept.pieces
    subprocess.run([*command, str(tmp_path / "second.json")], check=True, timeout=110)
    assert store.kept_jobs()[0].done == kept.pieces
    again = time.monotonic()
    subprocess.run([*command, str(tmp_path / "third.json")], check=True, timeout=110)
    assert time.monotonic() - again < 30


def test_a_figure_with_letters_that_few_fonts_have_comes_without_raw_warnings(capfd, tmp_path):
    net = tmp_path / "net.json"
    Substrate.from_rules({"神经": "B", "B": "神经"}).write(net)
    assert main(["figure", str(net), "--state", "11", "-o", str(tmp_path / "fig.pdf")]) == 0
    shown = capfd.readouterr()
    assert shown.err == ""
    first, *said = shown.out.splitlines()
    assert first.startswith("Wrote ")
    assert not said or said[0].startswith("No font of this machine has 神, 经")


def test_a_teachers_lessons_are_named_with_their_mistakes(tmp_path, capsys):
    good = "---\ntitle: Mine\nminutes: 5\n---\n## One\nnetwork: iit4-fig1\nLook.\n"
    (tmp_path / "good.md").write_text(good, encoding="utf-8")
    (tmp_path / "bad.md").write_text(good.replace("network", "netwrk"), encoding="utf-8")
    try:
        commands.offer_lessons(tmp_path)
    finally:
        library.use(None)
    told = capsys.readouterr()
    assert told.out == f"Lessons from {tmp_path}: Mine.\n"
    assert told.err == "bad.md: Line 6: there is no “netwrk:” here; did you mean “network:”?\n"


def test_a_class_that_cannot_be_kept_is_refused_in_one_line(capsys, tmp_path):
    other = tmp_path / "net.json"
    other.write_text("{" + " " * 4000)
    assert main(["class", "--room", str(other), "--port", "0", "--no-browser"]) == 2
    said = capsys.readouterr().err
    assert "--room" in said
    assert len(said.splitlines()) == 1
