"""The early scripts are in the head of every page, and find what they replace."""

import json
import re

from panel.custom import JSComponent
from panel.io.resources import DIST_DIR
from panel.models.esm import ReactiveESM

from apps import views
from apps.repairs.early_scripts import DIRECTORY, REPAIRS, ROUTE, addresses, modules, without_shim

REACT_STATE = DIRECTORY / "react_state.js"


def test_each_script_has_a_repair_and_the_address_of_the_folder_that_is_served():
    assert all(repair.applies for repair in REPAIRS.values())
    assert addresses() == {script.stem: f"{ROUTE}/{script.name}" for script in DIRECTORY.glob("*.js")}


def test_all_that_is_replaced_stands_once_in_panel():
    table = REACT_STATE.read_text(encoding="utf-8").partition("REPAIRS = [")[2].partition("];")[0]
    replaced = re.findall(r'\[\s*("(?:[^"\\]|\\.)*"),', table)
    hook = (DIST_DIR / "panel.min.js").read_text(encoding="utf-8")
    assert len(replaced) == 6
    for quoted in replaced:
        # the bundle keeps the hook as text with escaped ends of lines
        assert hook.count(json.loads(quoted).replace("\n", "\\n")) == 1, quoted


def test_the_browser_loads_modules_itself_and_the_largest_first():
    (shim,) = ReactiveESM.__javascript_raw__
    head = f'<script type="text/javascript" src="a/{shim}"></script>\n<script src="b.js"></script>'
    assert without_shim(head) == '\n<script src="b.js"></script>'
    (bundle,) = modules()
    assert re.fullmatch(r"\./static/extensions/panel-material-ui/[\w.-]+\.js\?\w+", bundle)


def test_no_component_imports_by_a_name_that_only_the_shim_would_find():
    views.load()
    ours = [kind for kind in kinds(JSComponent) if kind.__module__.startswith("apps.")]
    scripts = {kind.__name__: kind._render_esm() for kind in ours}
    assert len(scripts) > 20
    importing = re.compile(r"^\s*import\b|\bimport\(\s*[\"']", re.MULTILINE)
    assert not [name for name, script in scripts.items() if importing.search(script)]


def kinds(base):
    """Return the classes made of another, and those made of them."""
    direct = base.__subclasses__()
    return [*direct, *(kind for each in direct for kind in kinds(each))]
