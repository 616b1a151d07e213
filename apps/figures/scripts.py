"""Code that computes again what is on screen: a Python script, a shell script, a Jupyter notebook.

What a network says of itself is not trusted: it enters code as literals only, and comments as one line.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from apps.document.unit_labels import parse_units
from apps.figures.recipe import recipe
from apps.figures.runs import CAUSATION, GRAIN, Recipe, Run, SavedNetwork
from apps.figures.survey_code import survey_cells, survey_commands
from engine.errors import PhiscopeError
from engine.substrate.states import format_state
from engine.version import engine_version
from engine.words import tr

if TYPE_CHECKING:
    from apps.results.atlas import SurveyRows
    from apps.results.exhibit import Exhibit

COMMANDS = {"unfold": "analyze", "complexes": "complexes", "grains": "grains", "account": "account"}
STATES = {"account": ("before", "after")}
"""The names of the states that a computation takes, as options of its command; of others it is one."""

_PARTS = """\
for each in {name}.{parts}:
    sides = "cause:", *each.cause.{units}, "effect:", *each.effect.{units}
    print("-", *each.mechanism, *sides, "phi:", each.phi)"""
_RANKED = """\
for each in {name}.complexes:
    print("- complex:", *each.units, "{measure}:", each.{measure})"""

PRINTS = {
    ("unfold", "iit4"): [
        'print("phi_s:", {name}.phi_s, {name}.reason or "")',
        'print("big_phi:", {name}.big_phi)',
        'print("distinctions:", len({name}.distinctions))',
        'print("sum_phi_d:", {name}.sum_phi_d)',
        'print("relations:", {name}.relations.count)',
        'print("sum_phi_r:", {name}.relations.sum_phi)',
        _PARTS.replace("{parts}", "distinctions").replace("{units}", "units"),
    ],
    ("unfold", "iit3"): [
        'print("big_phi:", {name}.big_phi, {name}.reason or "")',
        'print("concepts:", len({name}.concepts))',
        'print("conceptual_information:", {name}.conceptual_information)',
        _PARTS.replace("{parts}", "concepts").replace("{units}", "purview"),
    ],
    ("complexes", "iit4"): [
        _RANKED.replace("{measure}", "phi_s"),
        'for each in {name}.excluded:\n    print("- excluded:", *each.units, "phi_s:", each.phi_s)',
    ],
    ("complexes", "iit3"): [_RANKED.replace("{measure}", "big_phi")],
    ("grains", GRAIN): [
        'print("systems:", len({name}.systems))',
        "for each in {name}.complexes:\n"
        '    print("- complex:", *(unit.name for unit in each.units), "phi_s:", each.phi_s)',
    ],
    ("account", CAUSATION): [
        'print("alpha_causes:", {name}.alpha_total["cause"])',
        'print("alpha_effects:", {name}.alpha_total["effect"])',
        'print("A_c:", {name}.irreducibility.cause)',
        'print("A_e:", {name}.irreducibility.effect)',
        'print("A:", {name}.irreducibility.both)',
        "for each in {name}.links:\n"
        '    purviews = " or ".join(" ".join(units) for units in each.candidates)\n'
        '    print("-", each.direction, "of", *each.occurrence, "is", purviews, "alpha:", each.alpha)',
    ],
}
"""The lines that print a result, by function and theory; other programs may read what they print."""


def one_line(text: str) -> str:
    """Return a text as it can stand in a comment: one line of printable letters."""
    return "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))


def literal(value: Any) -> str:
    """Return plain JSON types as a Python literal, with a line for each unit and edge."""
    return _laid_out(value, repr)


def _laid_out(content: Any, spell: Callable[[Any], str]) -> str:
    """Return an object with a line for each key, and for each item of a list of lists or objects."""
    lines: list[str] = []
    for key, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict | list):
            items = "".join(f"  {spell(item)},\n" for item in value).rstrip(",\n")
            lines.append(f" {spell(key)}: [\n{items}\n ]")
        else:
            lines.append(f" {spell(key)}: {spell(value)}")
    return "{\n" + ",\n".join(lines) + "\n}"


def _heading(cooked: Recipe) -> list[str]:
    """Return what stands above all code: the network, the program, what is needed."""
    name = one_line(cooked.title).strip()
    made = tr("Made with phiscope {version}; run it where that is installed.", version=cooked.version)
    return [*([name] if name else []), made]


def _commented(lines: Sequence[str]) -> str:
    return "\n".join(f"# {one_line(line)}" for line in lines)


def _imports(cooked: Recipe) -> str:
    names = {"Substrate", *(run.work for run in cooked.runs if not run.problem)}
    if any(run.by_hand for run in cooked.runs):
        names |= {"PurviewChoice", "choose_purviews"}
    return f"from engine import {', '.join(sorted(names, key=lambda name: (name.islower(), name)))}"


def _called(run: Run) -> str:
    """Return the lines that compute and print one result."""
    arguments = [run.network.name, *map(repr, run.states)]
    arguments += [f"macro={run.network.name}.macro.units"] if run.macro else []
    arguments += [f"history={run.network.name}.macro.history"] if run.history else []
    arguments += [f"{key}={value!r}" for key, value in run.options.items()]
    inner = "".join(f"    {argument},\n" for argument in arguments)
    lines = [f"{run.name} = {run.work}(\n{inner})"]
    if run.by_hand:
        choices = "".join(
            f"    PurviewChoice({tuple(each.mechanism)!r}, {each.direction!r}, {tuple(each.purview)!r}),\n"
            for each in run.by_hand
        )
        lines.append(f"{run.name} = choose_purviews({run.name}, [\n{choices}])")
    lines += [line.replace("{name}", run.name) for line in PRINTS[run.work, run.theory]]
    return "\n".join(lines)


def _cells(cooked: Recipe) -> Iterator[tuple[list[str], str]]:
    """Yield comments and code, a cell at a time: the networks, then every computation."""
    made = [f"{each.name} = Substrate.from_dict({literal(each.content)})" for each in cooked.networks]
    yield [tr("The network, as a phiscope file has it.")], "\n\n".join([_imports(cooked), *made])
    for run in cooked.runs:
        if run.problem:
            yield [run.title, tr("It is refused: {sentence}", sentence=run.problem)], ""
        else:
            code = _called(run)
            heading = f'print("[{run.name}]")\n' if len(cooked.runs) > 1 else ""
            yield [run.title], heading + code


def _cooked(exhibit: Exhibit) -> tuple[Recipe, Iterator[tuple[list[str], str]]]:
    """Return what was computed, and its cells: of the atlas the survey, else what the engine computed."""
    rows = _survey(exhibit)
    cooked = recipe(exhibit) if rows is None else _without_runs(rows)
    return cooked, _cells(cooked) if rows is None else survey_cells(rows)


def _survey(exhibit: Exhibit) -> SurveyRows | None:
    """Return the survey on screen, if that is what is on screen."""
    return None if exhibit.atlas is None or exhibit.structure is not None else exhibit.atlas.rows


def _without_runs(rows: SurveyRows) -> Recipe:
    return Recipe(rows.name, engine_version(), ())


def python_script(exhibit: Exhibit) -> str:
    """Return a Python script that prints the numbers on screen; it needs the package ``engine`` alone."""
    cooked, cells_of = _cooked(exhibit)
    # Python looks for a coding in the first two lines only, and the first one decides.
    parts = [_commented(["-*- coding: utf-8 -*-", *_heading(cooked)])]
    parts += ["\n".join(filter(None, [_commented(said), code])) for said, code in cells_of]
    return "\n\n".join(parts) + "\n"


def notebook(exhibit: Exhibit) -> str:
    """Return the same as a Jupyter notebook (nbformat 4)."""
    cooked, cells_of = _cooked(exhibit)
    name, *rest = ["phiscope", *_heading(cooked)][-2:]
    titles = [f"- {_marked(run.title)}" for run in cooked.runs]
    cells = [_cell("markdown", "\n".join([f"# {_marked(name)}", "", *map(_marked, rest), "", *titles]))]
    for said, code in cells_of:
        cells.append(_cell("markdown", "\n\n".join(map(_marked, said))))
        cells += [_cell("code", code)] if code else []
    for place, cell in enumerate(cells):
        cell["id"] = f"phiscope-{place}"
    content = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, indent=1) + "\n"


def _marked(text: str) -> str:
    """Return a text for Markdown, in which none of its letters is a sign."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", one_line(text))


def _cell(kind: str, text: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def shell_script(exhibit: Exhibit) -> str:
    """Return the commands that print the numbers on screen, after those that save the networks.

    Raises
    ------
    PhiscopeError
        If the label of a unit cannot be written in an option.
    """
    rows = _survey(exhibit)
    if rows is not None:
        said = _commented(_heading(_without_runs(rows)))
        return "\n\n".join([said, *survey_commands(rows)]) + "\n"
    cooked = recipe(exhibit)
    shell = tr("For a shell such as bash or zsh: the first command saves a network in the folder you are in.")
    parts = [_commented([*_heading(cooked), shell]), *map(_saved, cooked.networks)]
    for run in cooked.runs:
        if run.problem:
            parts.append(_commented([run.title, tr("It is refused: {sentence}", sentence=run.problem)]))
        else:
            parts.append(f"{_commented([run.title])}\n{_command(run)}")
    return "\n\n".join(parts) + "\n"


def _saved(network: SavedNetwork) -> str:
    """Return the command that writes the file of a network; no line of JSON can end it early."""
    return f"cat > {network.file} <<'END'\n{_laid_out(network.content, json.dumps)}\nEND"


def _command(run: Run) -> str:
    units = run.network.content["units"]
    labels = tuple(unit["label"] for unit in units)
    radix = {unit["label"]: unit["states"] for unit in units}
    words = ["phiscope", COMMANDS[run.work], run.network.file]
    for name, state in zip(STATES.get(run.work, ("state",)), run.states, strict=True):
        words.append(f"--{name}={state_option(state, radix)}")
    words += ["--macro"] if run.macro else []
    for key, value in run.options.items():
        text = units_option(value, labels) if isinstance(value, tuple) else value
        words.append(f"--{key.replace('_', '-')}={text}")
    words += [
        " ".join(
            [
                f"--by-hand={units_option(each.mechanism, labels)}",
                each.direction,
                units_option(each.purview, labels),
            ]
        )
        for each in run.by_hand
    ]
    return " \\\n  ".join([" ".join(map(shlex.quote, words[:3])), *map(shlex.quote, words[3:])])


def state_option(state: Mapping[str, int], radix: Mapping[str, int]) -> str:
    """Return a state as an option takes it: "aBC"; of some of the units, or without case, "A=0,B=1"."""
    if len(state) == len(radix):
        return format_state(tuple(map(_label, state)), tuple(radix.values()), tuple(state.values()))
    return ",".join(f"{_label(label)}={value}" for label, value in state.items())


def units_option(units: Sequence[str], labels: Sequence[str]) -> str:
    """Return units as an option takes them: "A,B"."""
    text = ",".join(map(_label, units))
    assert parse_units(text, labels) == tuple(units)
    return text


def _label(label: str) -> str:
    """Return a label, or refuse one that options would take apart."""
    if ";" in label:
        raise PhiscopeError(
            tr("A command cannot name the unit {label}; take the Python script, or rename it.", label=label)
        )
    return label
