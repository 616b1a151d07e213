"""The script that repairs Panel's hook is in the head of every page, and finds what it replaces."""

import json
import re

from panel.io.resources import DIST_DIR

from apps.ui.react_state import DIRECTORY, REPAIR, ROUTE, scripts

SCRIPT = DIRECTORY / "react_state.js"


def test_its_address_is_that_of_the_folder_that_is_served():
    assert REPAIR.applies
    assert scripts() == {"react_state": f"{ROUTE}/{SCRIPT.name}"}


def test_all_that_is_replaced_stands_once_in_panel():
    table = SCRIPT.read_text(encoding="utf-8").partition("REPAIRS = [")[2].partition("];")[0]
    replaced = re.findall(r'\[\s*("(?:[^"\\]|\\.)*"),', table)
    hook = (DIST_DIR / "panel.min.js").read_text(encoding="utf-8")
    assert len(replaced) == 6
    for quoted in replaced:
        # the bundle keeps the hook as text with escaped ends of lines
        assert hook.count(json.loads(quoted).replace("\n", "\\n")) == 1, quoted
