"""Pages of reference, each from its list: commands, views, plots, exports, formalisms, surveys, keys."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import typer

from apps.__main__ import program
from apps.document.references import entries
from apps.editor import network_editor
from apps.figures.exports import KINDS, exports_of
from apps.figures.plots import PLOTS, offered
from apps.figures.result_tables import TABLES
from apps.manual.markdown import code, listed, page, plain, table
from apps.views import load
from apps.workspace.glossary import terms
from engine.formalisms import FORMALISMS, Formalism
from engine.iit4.readings import CHOICES

NEEDS = {
    "": "nothing: it is about the network",
    "structure": "the Φ-structure of the system",
    "complexes": "the complexes",
    "account": "a transition and its account",
    "other": "two sides to compare",
    "walk": "a trajectory",
    "course": "φ along a trajectory or over all states",
    "sweep": "φ over a parameter",
    "simulation": "a target and its computer",
    "scaling": "targets and computers of all sizes",
    "concepts": "the constellation of IIT 3.0",
    "version-states": "every version in all states",
    "versions": "the system under every version",
    "comparison": "macro units beside micro units",
    "grains": "the search across grains",
    "grain-steps": "the tables between the micro TPM and a macro unit",
    "atlas": "a survey of many systems",
    "plane": "φ_s over two numbers of the network",
}
WRITTEN_AS = {"int": "N", "float": "NUMBER", "Path": "FILE"}


def commands() -> str:
    """Return the page of every command and its options."""
    group: Any = typer.main.get_command(program())
    parts = [
        "Every command answers `--help` with what stands here. Without a command, phiscope opens the app: "
        "`phiscope --port 8080` is `phiscope serve --port 8080`. A command ends with 0; "
        "with 2 and one sentence "
        "if something that it was given is wrong; with 130 after Ctrl-C.",
        table(
            ["command", "what it does"],
            [[f"[`{n}`](#{n})", plain(c.help)] for n, c in group.commands.items()],
        ),
    ]
    for name, command in group.commands.items():
        rows = [
            [code(_spelled(each)), code(_default(each)), plain(each.help or "")]
            for each in command.params
            if each.name != "help"
        ]
        parts += [f"## {name}", plain(command.help)]
        if rows:
            parts.append(table(["option", "default", "what it is"], rows))
    return page("Commands", *parts)


def _spelled(parameter: Any) -> str:
    if not str(parameter.opts[0]).startswith("-"):
        return parameter.metavar or str(parameter.name).upper()
    names = "/".join([*parameter.opts, *parameter.secondary_opts])
    kind = getattr(parameter.type_descriptor.annotation, "__name__", "")
    value = "" if parameter.is_flag else parameter.metavar or WRITTEN_AS.get(kind, "TEXT")
    return f"{names} {value}".strip()


def _default(parameter: Any) -> str:
    if parameter.required:
        return "needed"
    if parameter.default in (None, False, ()):
        return ""
    return "on" if parameter.default is True else str(parameter.default)


def views() -> str:
    """Return the page of the views of the app."""
    rows = [
        [plain(view.title), plain(view.question), f"`/{name}`", f"Alt+{i}", listed(offered(name))]
        for i, (name, view) in enumerate(load().items(), 1)
    ]
    return page(
        "Views",
        "One network stands at the left; the views swap beside it. Each has an address, "
        "and Alt with its digit "
        "goes to it.",
        table(["view", "what it answers", "address", "keys", "plots that it offers"], rows),
    )


def plots() -> str:
    """Return the page of every plot with the options that it reads."""
    rows = [
        [
            f"[{code(name)}](../gallery.md#{name})", plain(kind.title), f"{kind.width}&nbsp;mm",
            plain(NEEDS[kind.needs]),
            ", ".join(code(f"--{each.replace('_', '-')}") for each in kind.options),
            ", ".join(plain(load()[view].title) for view in kind.views),
        ]
        for name, kind in PLOTS.items()
    ]  # fmt: skip
    return page(
        "Plots",
        "`phiscope figure FILE --plot NAME -o fig.pdf` writes one of these; up to four "
        "names with commas become "
        "panels A to D. The width is what suits the plot if `--width` does not say "
        "otherwise. Every plot reads "
        "the options of the network (`--state`, `--units`, `--formalism`, the readings), and of these those "
        "that the table names. [The gallery](../gallery.md) shows them all.",
        table(["name", "plot", "width", "what is computed", "options of its own", "offered in"], rows),
    )


def exports() -> str:
    """Return the page of what can be taken away from each view."""
    parts = [
        "*Take away* in the bar lists these for the view on screen. *Preview* shows one "
        "before it is downloaded.",
    ]
    for name, view in load().items():
        found = exports_of(name)
        rows = [
            [plain(e.title), plain(e.group), ", ".join(plain(KINDS[k]) for k in e.kinds)]
            for e in found.values()
        ]
        parts += [f"## {plain(view.title)}", table(["what", "where it stands", "formats"], rows)]
    rows = [[code(name), plain(kind.title), plain(NEEDS[kind.needs])] for name, kind in TABLES.items()]
    parts += ["## Tables", table(["name", "table", "what is computed"], rows)]
    return page("What can be taken away", *parts)


def formalisms() -> str:
    """Return the page of the versions of the theory and their readings."""
    parts = [
        "A version of the theory is called a formalism here. Commands, files and Python call it by its key; "
        "results carry it.",
        table(
            ["key", "name", "φ of a system", "unit", "a structure is a", "papers"],
            [_of_formalism(each) for each in FORMALISMS.values()],
        ),
        "The first is the default. What the papers leave open, or what others read differently, is a "
        "*reading*, with a name. The first of each is the paper's own; a result that "
        "follows another says so.",
    ]
    for choice in CHOICES.values():
        parts += [
            f"## {plain(choice.name.capitalize())}",
            f"{plain(choice.asks)}? `--{choice.key.replace('_', '-')}`, in Python `{choice.key}=`.",
            table(
                ["key", "called", "what it means"],
                [[code(r.key), plain(r.name), plain(r.means)] for r in choice.readings],
            ),
        ]
    return page("Formalisms and readings", *parts)


def _of_formalism(each: Formalism) -> list[str]:
    titles = [re.search(r"^\s*title\s*=\s*\{(.+)\}", entries()[key], re.M | re.I) for key in each.references]
    papers = "; ".join(
        plain(found[1].replace("{", "").replace("}", "").replace("--", "–")) for found in titles if found
    )
    return [code(each.key), each.name, each.symbol, each.units, plain(each.structure), papers]


GROUP = re.compile(r'\[\s*tr\("(?P<name>[^"]+)"\),\s*\[(?P<rows>.*?)\n        \],?\s*\]', re.DOTALL)
PAIR = re.compile(r'\[(?:tr\("(?P<keys>[^"]+)"\)|"(?P<bare>[^"]+)"), tr\("(?P<does>[^"]+)"\)\]')


def gestures() -> dict[str, list[tuple[str, str]]]:
    """Return what the cheat sheet of the drawing says, by its headings."""
    source = Path(network_editor.__file__).with_name("words.js").read_text(encoding="utf-8")
    sheet = source[source.index("helpGroups") : source.index("export const ICONS")]
    return {
        found["name"]: [(each["keys"] or each["bare"], each["does"]) for each in PAIR.finditer(found["rows"])]
        for found in GROUP.finditer(sheet)
    }


def keys() -> str:
    """Return the page of gestures and keys."""
    parts = [
        "In the drawing, the question mark shows these. Click into the drawing, or Tab "
        "to it, before you press keys.",
    ]
    for name, rows in gestures().items():
        parts += [f"## {name}", table(["", "what it does"], [[plain(k), plain(d)] for k, d in rows])]
    everywhere = [
        *[[f"Alt+{i}", f"the view {plain(view.title)}"] for i, view in enumerate(load().values(), 1)],
        ["Ctrl+Z, Ctrl+Y", "undo, redo, wherever the focus is"],
    ]
    parts += ["## Everywhere", table(["", "what it does"], everywhere)]
    return page("Gestures and keys", *parts)


def words() -> str:
    """Return the page of the words of the field."""
    rows = [[f"**{plain(t.term)}**", plain(unescape(t.says)), plain(t.source)] for t in terms().values()]
    return page(
        "The words",
        "The terms are those of the papers. In the app, a dotted line under a word shows this sentence.",
        table(["word", "what it means", "where from"], rows),
    )
