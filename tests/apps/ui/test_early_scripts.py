"""The early scripts are in the head of every page, and find what they replace."""

import json
import re

from panel.io.resources import DIST_DIR

from apps.ui.early_scripts import DIRECTORY, REPAIRS, ROUTE, addresses

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
