"""A page that is cheaper to build is the same page.

Tested are `apps.repairs.data_definitions` and `apps.repairs.read_parameters`.
"""

import subprocess
import sys
from pathlib import Path

CODE = r"""
import json, re
from bokeh.core.json_encoder import serialize_json
from bokeh.document import Document
import panel as pn, panel_material_ui as pmui
from apps.repairs import light_pages
from apps.ui.download import Download

def written():
    document = Document()
    select = pmui.Select(options=["a", "b"], value="b")
    select.param.value.label = "of this one alone"
    parts = [select, Download(), pn.pane.HTML("x"), pn.FlexBox(pmui.Button(label="go"))]
    pmui.Column(*parts).server_doc(document)
    said = json.loads(serialize_json(document.to_json()))
    for definition in said["defs"]:
        definition.get("properties", []).sort(key=lambda each: each["name"])  # a set: in any order
    text = json.dumps(said, sort_keys=True)
    names = {}  # counted on from page to page
    numbered = re.compile(r"\bp\d+\b|(?<=[a-z])\d{5}\b")
    return numbered.sub(lambda found: names.setdefault(found[0], f"#{len(names)}"), text), parts

def copies(parts):
    return sum(len(part._param__private.params) for part in parts)

written()  # what is said of a kind of component only once
plain, made = written()
light_pages.lighten()
light_pages.lighten()
for _ in range(2):
    again, fewer = written()
    assert again == plain
assert copies(fewer) < copies(made) / 2, (copies(fewer), copies(made))
assert fewer[0].param.value.label == "of this one alone"
assert type(fewer[0]).param.value.label != "of this one alone"
other = pmui.Select(options=["c"])
other.param.options.constant = True
assert not pmui.Select.param.options.constant
"""


def test_a_page_is_the_same_and_copies_fewer_parameters():
    # in a process of its own: nothing else here is to run on what is repaired
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", CODE], cwd=root, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr[-2000:]
