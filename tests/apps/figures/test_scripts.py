"""Code to take away gives the numbers on screen: run as a script, as commands, as a notebook."""

import ast
import json
import os
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cache
from io import StringIO
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from apps.__main__ import main
from apps.document import macro_members, macros
from apps.document.snapshot import opened
from apps.figures.exports import CODE, Order, make
from apps.figures.recipe import recipe
from apps.figures.survey_code import survey_commands
from apps.results.atlas import first_atlas
from apps.results.dynamics import Motion, measured, walk
from apps.results.exhibit import Exhibit, with_needs
from apps.results.sweep import swept, usual
from cards import example
from engine import (
    Edge,
    PhiStructure,
    PurviewChoice,
    Substrate,
    Unit,
    account,
    choose_purviews,
    complexes,
    unfold,
)
from engine.causation.account import Account
from engine.errors import PhiscopeError
from engine.grain import Bounds, Grains
from engine.iit3.ranking import RankedSystems
from engine.iit4.complexes import Complexes
from engine.substrate.functions import Gate, Table
from engine.substrate.tpm import row_of, state_of
from grain_cases import couples

TWO = PurviewChoice(("P", "Q"), "effect", ("R", "S"))


def analysed(snapshot):
    """An exhibit of the Φ-structure, as the app and the commands compute it."""
    readings = {"ties": snapshot.ties, "state_ties": snapshot.state_ties}
    found = unfold(
        snapshot.substrate, snapshot.state, snapshot.units, formalism=snapshot.formalism, **readings
    )
    return Exhibit(snapshot, choose_purviews(found, snapshot.by_hand))


def searched(snapshot):
    rules = {"formalism": snapshot.formalism, **{k: getattr(snapshot, k) for k in ("ties", "state_ties")}}
    found = complexes(snapshot.substrate, snapshot.state, candidates=snapshot.candidates, **rules)
    return Exhibit(snapshot, complexes=found)


def accounted(slug, **changed):
    snapshot = opened(example(slug))
    now = dict(snapshot.substrate.transition) | changed
    found = account(snapshot.substrate, now["before"], now["after"], now.get("causes"), now.get("effects"))
    return Exhibit(snapshot, account=found)


def compared():
    left, right = opened(example("findlay-pqrs")), opened(example("iit4-2026-monad"))
    return replace(analysed(left), other=analysed(replace(right, formalism="iit4-2026")))


def parts_of(slug):
    """The Φ-structure of a part that differs from the file's, in another state, and the complexes."""
    now = replace(opened(example(slug)), units=("A", "C"), state=(1, 0, 1))
    return replace(analysed(now), complexes=searched(now).complexes)


def of_grains(snapshot, **chosen):
    """Macro beside micro, and the search across grains."""
    return with_needs(Exhibit(snapshot, **chosen), {"comparison", "grains"}, lambda *_: None, Event())


def with_history():
    """Two macro units, one over two updates, with a history that is too short for the search of three."""
    pairs = opened(couples(2, 0.25))
    for edit, *parts in ((macros.make_unit, "AB", "any"), (macros.set_tau, "α", 2),
                         (macro_members.put_history, [(1, 0, 1, 1), (0, 1, 1, 0)])):  # fmt: skip
        pairs, _ = edit(pairs, *parts)
    return pairs


def walked():
    """Three states of the dynamics; nothing leads to the first."""
    copy = Substrate.from_rules({"A": "B", "B": "A & C", "C": "A"})
    now = replace(opened(copy), state=(0, 1, 1))
    states = walk(copy, now.state, 3, None)
    motion = Motion(states, seed=None)
    # All states are on screen, not only those visited.
    rows = range(2**copy.n)
    return Exhibit(now, motion=replace(motion, measured=measured(now, rows, {}, print, Event())))


EXHIBITS = {
    "course": walked,
    "2023": lambda: parts_of("iit4-fig1"),
    "2026": lambda: analysed(replace(opened(example("iit4-fig1")), formalism="iit4-2026")),
    "by hand": lambda: analysed(replace(opened(example("findlay-pqrs")), by_hand=(TWO,))),
    "readings": lambda: analysed(replace(opened(example("findlay-pqrs")), ties="pyphi", state_ties="first")),
    "reachable now": lambda: searched(
        replace(opened(example("findlay-pqrs")), candidates="reachable-now", ties="smallest")
    ),
    "compare": compared,
    "versions": lambda: with_needs(Exhibit(opened(example("iit3-fig4"))), {"versions"}, print, Event()),
    "account": lambda: accounted("ac-fig9b-doc-background"),
    "many states": lambda: accounted("ac-fig11-three-candidates"),
    "macro": lambda: of_grains(opened(example("grain-coarse-micro"))),
    "history": lambda: of_grains(with_history(), grain_bounds=Bounds(2, 3)),
    "some effects": lambda: accounted("ac-fig6-or-and", effects=["AND"]),
}


@cache
def shown(name):
    return EXHIBITS[name]()


def results(exhibit):
    """What is on screen, in the order in which the code computes it."""
    found = [exhibit.account, exhibit.structure]
    found += [] if exhibit.other is None else [exhibit.other.structure]
    found.append(exhibit.complexes)
    for version in exhibit.versions or ():
        found += [version.structure, version.complexes]
    if exhibit.comparison is not None:
        macro, micro = exhibit.comparison.macro, exhibit.comparison.micro
        readings = {"ties": macro.tie_rule, "formalism": macro.formalism}
        best = unfold(exhibit.snapshot.substrate, exhibit.snapshot.state, exhibit.comparison.best, **readings)
        found += [macro, micro, *([best] if len(best.units) < len(micro.units) else []), exhibit.grains]
    radix = exhibit.snapshot.substrate.radix
    measured_ = [state_of(row, radix) for row in exhibit.motion.measured]
    for state in dict.fromkeys((*exhibit.motion.states, *measured_)):
        seen = exhibit.motion.measured[row_of(state, radix)]
        if seen.reason != "unreachable":
            found.append(unfold(exhibit.snapshot.substrate, state))
            assert found[-1].phi_s == pytest.approx(seen.phi_s)
            found.append(complexes(exhibit.snapshot.substrate, state))
            assert found[-1].complexes[:1] == () or found[-1].complexes[0].units == seen.complex
    return [each for each in found if each is not None]


def numbers(result):
    """All that the code prints of a result, in full precision."""
    if isinstance(result, Account):
        sums, whole = result.alpha_total, result.irreducibility
        told = [sums["cause"], sums["effect"], whole.cause, whole.effect, whole.both]
        for link in result.links:
            purviews = " or ".join(" ".join(units) for units in link.candidates).split()
            told.append([link.direction, *link.occurrence, *purviews, link.alpha])
        return told
    if isinstance(result, Complexes):
        return [[*each.units, each.phi_s] for each in (*result.complexes, *result.excluded)]
    if isinstance(result, Grains):
        return [len(result.systems), *[[*" ".join(unit.name for unit in each.units).split(), each.phi_s]
                                       for each in result.complexes]]  # fmt: skip
    if isinstance(result, RankedSystems):
        return [[*each.units, each.big_phi] for each in result.complexes]
    if isinstance(result, PhiStructure):
        related = result.relations
        told = [result.phi_s, result.big_phi, len(result.distinctions), result.sum_phi_d]
        parts = [[*d.mechanism, *d.cause.units, *d.effect.units, d.phi] for d in result.distinctions]
        return [*told, related.count, related.sum_phi, *parts]
    parts = [[*c.mechanism, *c.cause.purview, *c.effect.purview, c.phi] for c in result.concepts]
    return [result.big_phi, len(result.concepts), result.conceptual_information, *parts]


WORDS = {
    "-",
    "cause:",
    "effect:",
    "phi:",
    "phi_s:",
    "big_phi:",
    "complex:",
    "excluded:",
    "of",
    "is",
    "alpha:",
}


def printed(text):
    """The numbers that the code printed, without headings and words."""
    told = []
    for line in text.splitlines():
        if line.startswith("- "):
            *words, last = (word for word in line.split(" ") if word not in WORDS)
            told.append([*words, float(last)])
        elif not line.startswith("["):
            told.append(float(line.split(": ", 1)[1].split()[0]))
    return told


def same(told, wanted):
    """Whether the same numbers stand beside the same names; sums may differ in their last digit."""
    assert len(told) == len(wanted) > 0
    for given_, expected in zip(told, wanted, strict=True):
        if isinstance(expected, list):
            assert given_[:-1] == expected[:-1]
            given_, expected = given_[-1], expected[-1]
        assert given_ == pytest.approx(expected, rel=1e-12, abs=1e-15)


def expected(exhibit):
    return [each for result in results(exhibit) for each in numbers(result)]


def code(exhibit, kind):
    return make(Order(CODE, kind), exhibit).decode()


@pytest.mark.parametrize("name", EXHIBITS)
def test_the_script_prints_the_numbers_on_screen(name, root, tmp_path):
    """Run as a person would: a file, in another folder, with nothing but the engine."""
    text = code(shown(name), "py")
    # Only the names of macro units are of other letters.
    letters = "utf-8" if shown(name).comparison is not None else "ascii"
    path = tmp_path / "phiscope.py"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(path)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(root), "PYTHONIOENCODING": letters},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    same(printed(done.stdout), expected(shown(name)))


def cells(exhibit):
    content = json.loads(code(exhibit, "ipynb"))
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in content["cells"]}) == len(content["cells"])
    return [(cell["cell_type"], "".join(cell["source"])) for cell in content["cells"]]


@pytest.mark.parametrize("name", EXHIBITS)
def test_the_cells_of_the_notebook_give_the_same(name):
    found, said, space = cells(shown(name)), StringIO(), {}
    with redirect_stdout(said):
        for kind, source in found:
            if kind == "code":
                exec(compile(source, "cell", "exec"), space)
    same(printed(said.getvalue()), expected(shown(name)))
    assert [kind for kind, _ in found].count("code") == 1 + len(results(shown(name)))


@pytest.mark.slow
def test_target_and_computer_give_the_complexes_on_screen(root, tmp_path):
    """What stands in the view Computer: the complexes of both systems, and what is inside each."""
    shown_ = with_needs(Exhibit(opened(example("findlay-pqrs"))), {"simulation"}, print, Event())
    moment, said, space = shown_.moment, StringIO(), {}
    with redirect_stdout(said):
        exec(compile(code(shown_, "py"), "script", "exec"), space)
    for name, side in (("target", moment.target), ("computer", moment.computer)):
        found = {each.units: each.phi_s for each in space[f"{name}_complexes"].complexes}
        assert found == pytest.approx({each.units: each.phi_s for each in side.complexes})
        for k, whole in enumerate(side.wholes, 1):
            assert space[f"{name}_{k}"].big_phi == pytest.approx(whole.big_phi)


def test_the_survey_on_screen_is_carried_out_again(tmp_path, monkeypatch):
    """A smaller recipe stands for the map: the code is the same."""
    shown_ = first_atlas()
    small = 'name = "two rings"\n[[family]]\nkind = "elementary"\nunits = 3\nrules = [90, 110]\n'
    exhibit = Exhibit(
        opened(example("iit4-fig1")), atlas=replace(shown_, rows=replace(shown_.rows, recipe=small))
    )
    assert (
        shown_.rows.recipe
        in ast.literal_eval(
            code(Exhibit(exhibit.snapshot, atlas=shown_), "py").partition("RECIPE = ")[2].partition("\n\n")[0]
        ).decode()
    )
    monkeypatch.chdir(tmp_path)
    said = StringIO()
    with redirect_stdout(said):
        exec(compile(code(exhibit, "py"), "script", "exec"), {})
    ((_, *words),), files = commands(code(exhibit, "sh"))
    ((file, content),) = files.items()
    (tmp_path / file).write_text(f"{content}\n", encoding="utf-8")
    assert main(words) == 0
    (written,) = tmp_path.glob("*.csv")
    again = written.read_text()
    assert sorted(again.splitlines()) == sorted(said.getvalue().strip().splitlines())
    assert len(again.splitlines()) == 17


def test_no_line_of_a_recipe_ends_it_early():
    with pytest.raises(PhiscopeError, match="take the Python script"):
        survey_commands(replace(first_atlas().rows, recipe="one\nEND\nrm -r .\n"))


def test_each_network_is_written_once(pair):
    """Both sides of a comparison of two states have one network, in one file."""
    assert [run.name for run in recipe(pair).runs][:2] == ["left", "right"]
    assert len(recipe(pair).networks) == 1
    assert len(recipe(shown("compare")).networks) == 2


def test_the_notebook_says_what_it_is_about():
    (kind, head), *_ = cells(shown("by hand"))
    assert kind == "markdown"
    plain = head.replace("\\", "")
    for part in ("IIT 4.0 (2023)", "Candidate system pQrS", "chosen by hand: Rs", "phiscope ", "largest"):
        assert part.lower() in plain.lower(), part


def test_only_the_public_names_of_the_engine_are_used():
    for name in EXHIBITS:
        for node in ast.walk(ast.parse(code(shown(name), "py"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module == "engine"
                assert {each.name for each in node.names} <= set(engine.__all__)
            assert not isinstance(node, ast.Import)


def commands(text):
    """The commands of a shell script as lists of words, and the files that it saves."""
    files, rest = {}, []
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("cat > "):
            content = []
            while (inner := next(lines)) != "END":
                content.append(inner)
            files[line.split()[2]] = "\n".join(content)
        else:
            rest.append(line)
    joined = "\n".join(line for line in rest if not line.startswith("#")).replace("\\\n", " ")
    return [shlex.split(line) for line in joined.splitlines() if line.strip()], files


@pytest.mark.parametrize("name", EXHIBITS)
def test_the_commands_give_the_same(name, tmp_path, monkeypatch, capsys):
    asked, files = commands(code(shown(name), "sh"))
    monkeypatch.chdir(tmp_path)
    for file, content in files.items():
        (tmp_path / file).write_text(content, encoding="utf-8")
    told = []
    for program, *words in asked:
        assert program == "phiscope"
        assert main([*words, "--json=-"]) == 0
        found = json.loads(capsys.readouterr().out)
        if "--macro" in words:  # the command adds the verdicts on the units to their Φ-structure
            assert found.pop("verdicts")
        told.append({key: value for key, value in found.items() if key != "seconds"})
    wanted = [json.loads(json.dumps(each.to_dict())) for each in results(shown(name))]
    assert told == [{key: value for key, value in each.items() if key != "seconds"} for each in wanted]


def test_the_shell_script_runs_as_it_is(root, tmp_path):
    """In a shell, with the program on the path, it prints what the command prints."""
    program = tmp_path / "bin" / "phiscope"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m apps "$@"\n')
    program.chmod(0o755)
    done = subprocess.run(
        ["sh", "-c", code(shown("by hand"), "sh")],
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "ties: largest purview" in done.stdout
    assert "400.786" in done.stdout
    assert len(list(tmp_path.glob("phiscope-*.json"))) == 1


def test_what_a_version_refuses_is_said_and_left_out(tmp_path):
    three = Table((), (1 / 3, 1 / 3, 1 / 3))
    network = Substrate((Unit("A", replace(three, p=((0.2, 0.3, 0.5),)), 3), Unit("B", Table((), (0.4,)))))
    found = with_needs(Exhibit(opened(network)), {"versions"}, print, Event())
    refused = [each for each in found.versions if each.problem]
    assert len(refused) == 1
    script = code(found, "py")
    assert f"refused: {refused[0].problem}" in script
    assert "iit3 = " not in script
    asked, _ = commands(code(found, "sh"))
    assert not any("iit3" in word for words in asked for word in words if "analyze" in words)
    assert json.loads(make(Order("result", "json"), found))["iit3"]["problem"] == refused[0].problem


def test_without_a_result_there_is_no_code():
    for kind in ("py", "ipynb", "sh"):
        with pytest.raises(PhiscopeError, match="no result to compute again"):
            code(Exhibit(opened(example("iit4-fig1"))), kind)
    with pytest.raises(PhiscopeError):
        code(shown("2026"), "pdf")


NASTY = (
    "'''+open('pwned','w').close()+'''",
    '"""\nimport os; os.mkdir("pwned")\n"""',
    "coding: utf-7 +AAo-import os+ADs-os.mkdir(+ACc-pwned+ACc-)+AAo-",
    "x\nEND\ntouch pwned\ncat <<'END'",
    "$(touch pwned) `touch pwned` ; touch pwned",
    "\u2028import os\u2029 \u202e\x85 \x00 \ud800 \\",
    "# [x](javascript:alert(1)) <script>alert(1)</script> $\\unicode{}$",
)
LABELS = ("'a", "${HOME}", "`id`", "~", "-x", "#y", "{z}", "*", "/b", "é", "causes", "A")


def named(labels, name, source, notes):
    """Two units in a loop, called whatever is given."""
    first, second = labels
    units = (Unit(first, Gate("COPY")), Unit(second, Gate("COPY", 0.1)))
    edges = (Edge(first, second), Edge(second, first))
    network = Substrate(units, edges, name=name, source=source, notes=notes)
    return analysed(opened(replace(network, state=(1, 0))))


def run_script(exhibit):
    space, said = {}, StringIO()
    with redirect_stdout(said):
        exec(compile(code(exhibit, "py").encode(), "script", "exec"), space)
    same(printed(said.getvalue()), expected(exhibit))
    return space["network"]


def run_shell(exhibit, folder):
    """Run the shell script with a program that only repeats its words; give them and the saved file."""
    script = "phiscope() { printf '%s\\0' \"$@\"; }\n" + code(exhibit, "sh")
    done = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, check=True)
    (path,) = folder.glob("phiscope-*.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    assert list(folder.iterdir()) == []
    return done.stdout.decode().split("\0")[:-1], content


hostile = st.sampled_from(NASTY) | st.text(max_size=40)
pairs = st.lists(st.sampled_from(LABELS), min_size=2, max_size=2, unique=True)


def check_harmless(folder, labels, name, source, notes):
    """Run all code in an empty folder: it gives the numbers, and nothing else has happened."""
    exhibit = named(labels, name, source, notes)
    rebuilt = run_script(exhibit)
    assert (rebuilt.name, rebuilt.source, rebuilt.notes) == (name, source, notes)
    assert rebuilt.sha256 == exhibit.snapshot.substrate.sha256
    words, content = run_shell(exhibit, folder)
    assert [content.get(key, "") for key in ("name", "source", "notes")] == [name, source, notes]
    assert words[0] == "analyze"
    assert f"--units={','.join(labels)}" in words
    said = [text for kind, text in cells(exhibit) if kind == "markdown"]
    assert [re.findall(r"(?<!\\)[<\[$`]", text) for text in said] == [[]] * len(said)


@pytest.mark.parametrize("text", NASTY)
def test_a_network_that_attacks_does_no_harm(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for labels in (LABELS[:2], LABELS[2:4], LABELS[-2:]):
        check_harmless(tmp_path, labels, text, text, text)


@given(labels=pairs, name=hostile, source=hostile, notes=hostile)
def test_nothing_that_a_network_says_becomes_code(tmp_path_factory, labels, name, source, notes):
    check_harmless(tmp_path_factory.mktemp("shell"), labels, name, source, notes)


def test_a_label_that_no_option_can_name_is_refused():
    exhibit = named(("a;b", "c"), "", "", "")
    assert run_script(exhibit).labels == exhibit.snapshot.substrate.labels
    with pytest.raises(PhiscopeError, match="cannot name the unit a;b"):
        code(exhibit, "sh")


def test_a_sweep_on_screen_is_computed_again_value_by_value():
    now = opened(example("iit4-fig1"))
    asked = replace(usual(now.substrate), low=0.0, high=1.0)
    few = swept(now, asked, lambda *_: None, Event())
    text = code(Exhibit(now, motion=Motion((now.state,), sweeping=asked, swept=few)), "py")
    said = StringIO()
    with redirect_stdout(said):
        exec(compile(text, "script", "exec"), {})
    blocks = said.getvalue().split("[sweep")[1:]
    assert len(blocks) == len(few)
    for block, seen in zip(blocks, few, strict=True):
        told = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and line[0] != "-")
        assert float(told["phi_s"].split()[0]) == pytest.approx(seen.phi_s)
        assert float(told["big_phi"]) == pytest.approx(seen.big_phi)
