"""A notebook that was taken away runs in a real JupyterLab: its cards and linked plots are seen."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import browser as machine
from apps.document.snapshot import opened
from apps.figures.exports import CODE, Order, make
from apps.results.exhibit import Exhibit
from cards import example
from engine import PhiStructure, unfold

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(
        importlib.util.find_spec("jupyterlab") is None,
        reason='This test needs JupyterLab: pip install -e ".[notebook]", as make test-all does.',
    ),
]

NAME = "taken.ipynb"
START_SECONDS = 60
ADDED = ("import viz\n\nnetwork", "viz.show(structure)", "viz.show(structure, network)")
"""What a reader adds to the notebook: a card, the Φ-structure, and all plots of it."""
TITLES = """() => Bokeh.documents.flatMap((each) => [...each.all_models])
  .filter((each) => each.type === "Figure").map((each) => each.title.text)"""
COLOURS = """(all) => Math.max(...all.map((each) => {
  if (!each.width || !each.height) return 0
  const { data } = each.getContext("2d").getImageData(0, 0, each.width, each.height)
  return new Set(new Uint32Array(data.buffer)).size
}))"""
PICTURES = "(all) => all.map((each) => each.toDataURL())"


def structure() -> PhiStructure:
    shown = opened(example("iit4-fig1"))
    return unfold(shown.substrate, shown.state, shown.units, formalism=shown.formalism)


def cell(place: int, code: str) -> dict:
    own = {"cell_type": "code", "id": f"added-{place}", "metadata": {}, "source": code}
    return own | {"execution_count": None, "outputs": []}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the notebook that the app offers of an example, and the cells of a reader below."""
    exhibit = Exhibit(opened(example("iit4-fig1")), structure())
    content = json.loads(make(Order(CODE, "ipynb"), exhibit))
    content["cells"] += [cell(place, code) for place, code in enumerate(ADDED)]
    home = tmp_path_factory.mktemp("notebooks")
    (home / NAME).write_text(json.dumps(content), encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def lab(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a JupyterLab of its own, which asks nothing of the internet and keeps nothing."""
    kept = tmp_path_factory.mktemp("jupyter")
    port = machine.free_port()
    words = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", f"--ip={machine.HOST}"]
    words += ["--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"]
    words += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    own = {f"JUPYTER_{name}_DIR": str(kept / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    own |= {"IPYTHONDIR": str(kept / "ipython"), "PYTHONPATH": str(machine.ROOT)}
    own |= {f"JUPYTERLAB_{name}_DIR": str(kept / name) for name in ("SETTINGS", "WORKSPACES")}
    quiet = kept / "SETTINGS" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    quiet.parent.mkdir(parents=True)
    quiet.write_text('{"checkForUpdates": false, "fetchNews": "false"}', encoding="utf-8")
    log = kept / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            words, cwd=folder, stdout=out, stderr=subprocess.STDOUT, env=os.environ | own
        )
    url = f"http://{machine.HOST}:{port}"
    try:
        wait(url, process, log)
        yield url
    finally:
        process.terminate()  # takes its kernels with it
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait(url: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/api/status", timeout=10):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start; its log:\n{log.read_text(errors='replace')}", pytrace=False)


def output(page: Page, code: str) -> Locator:
    """What stands below the cell of a reader."""
    place = ADDED.index(code) - len(ADDED)
    return page.locator(".jp-CodeCell").nth(place).locator(".jp-Cell-outputArea")


def kept(page: Page, folder: Path) -> list[dict]:
    """What the cells of the notebook keep, once it is saved."""
    page.locator("[data-jp-item-name=save]").first.click()
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    said = [each for one in content["cells"] for each in one.get("outputs", ())]
    assert said
    return said


def scripts(said: list[dict]) -> int:
    """How many of them have the scripts of Bokeh."""
    code = [json.dumps(each.get("data", {}).get("application/javascript", "")) for each in said]
    return sum(len(each) > 1_000_000 for each in code)


@pytest.fixture
def notebook(page: Page, lab: str) -> Page:
    """The notebook, after all its cells ran; the window is so high that JupyterLab keeps them all in it."""
    page.set_viewport_size({"width": 1500, "height": 4000})
    page.goto(f"{lab}/lab/tree/{NAME}")
    # Until the kernel has answered, cells that are run are forgotten.
    expect(page.locator("#jp-main-statusbar").get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-item:not(.lm-mod-disabled)", has_text=re.compile("^Run All Cells$")).click()
    expect(page.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(
        re.compile(r"^\[\d+\]:$"), timeout=40_000
    )
    return page


def test_a_notebook_runs_in_jupyterlab(notebook, folder):
    found = structure()
    outputs = notebook.locator(".jp-OutputArea-output")
    printed = outputs.filter(has_text="big_phi:").first.inner_text()
    assert float(re.search(r"^big_phi: (\S+)$", printed, re.MULTILINE)[1]) == found.big_phi

    card = output(notebook, ADDED[0]).locator("[class~=phiscope-card]")
    expect(card).to_contain_text("3 units")
    expect(card.locator("svg")).to_be_visible()

    alone = output(notebook, ADDED[1])
    expect(alone.locator("canvas").first).to_be_visible()
    assert alone.locator("canvas").evaluate_all(COLOURS) > 20

    linked = output(notebook, ADDED[2])
    choice = linked.locator("select")
    expect(choice.locator("option")).to_have_text(["nothing picked", "a", "B", "aB"])
    assert any(title.startswith("Cause of a: π_c") for title in notebook.evaluate(TITLES))
    before = linked.locator("canvas").evaluate_all(PICTURES)
    choice.select_option(label="B")
    expect(linked.locator(".slick-row.active, .slick-cell.selected").first).to_contain_text("B")
    assert any(title.startswith("Cause of B: π_c(A | B)") for title in notebook.evaluate(TITLES))
    after = linked.locator("canvas").evaluate_all(PICTURES)
    assert sum(one != other for one, other in zip(before, after, strict=True)) >= 3

    said = kept(notebook, folder)
    assert not [each for each in said if each["output_type"] == "error" or each.get("name") == "stderr"]
    assert scripts(said) == 1


def test_plots_are_there_when_the_notebook_is_opened_again(notebook, lab, folder):
    code = ADDED[1]
    cell = notebook.locator(".jp-CodeCell").nth(ADDED.index(code) - len(ADDED))
    ran = cell.locator(".jp-InputPrompt").first.inner_text()
    cell.locator(".cm-content").click()
    notebook.keyboard.press("Control+Enter")  # the scripts that the cell kept are gone, and come again
    expect(cell.locator(".jp-InputPrompt").first).to_have_text(re.compile(r"^\[\d+\]:$"))
    expect(cell.locator(".jp-InputPrompt").first).not_to_have_text(ran)
    assert scripts(kept(notebook, folder)) == 1

    notebook.goto("about:blank")
    notebook.goto(f"{lab}/lab/tree/{NAME}")
    for each in ADDED[1:]:
        expect(output(notebook, each).locator("canvas").first).to_be_visible()
        assert output(notebook, each).locator("canvas").evaluate_all(COLOURS) > 20
