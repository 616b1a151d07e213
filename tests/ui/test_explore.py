"""The main job as a person does it: the real app, a real browser, every number against the engine."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from apps.__main__ import main
from apps.document.examples import NETWORKS
from engine import Substrate, complexes, unfold
from pilot import Pilot
from signs import at_rest, share_of_work, soon

FIRST = "The example of the IIT 4.0 paper"


@pytest.fixture(scope="module")
def opened(lasting_page, served):
    return Pilot(lasting_page, served).open()


@pytest.fixture
def pilot(opened):
    """The page with the first example as it comes."""
    opened.choose_preset(FIRST)
    if opened.page.locator(".undo button").is_enabled():
        opened.page.locator(".reset button").click()
    expect(opened.value("phi-s")).to_have_text(re.compile("0.1719"))
    opened.settled()
    return opened


def dense(n, seed=1):
    rng = np.random.default_rng(seed)
    return Substrate.from_weights(rng.normal(0, 1, (n, n)), k=1.0)


def written(substrate, state):
    content = substrate.to_dict() | {"state": dict(zip(substrate.labels, state, strict=True))}
    return json.dumps(content).encode()


def same(pilot, result):
    """The header shows this result, to the digits it prints."""
    expect(pilot.value("distinction-count")).to_have_text(str(len(result.distinctions)))
    for hook, wanted in (("phi-s", result.phi_s), ("big-phi", result.big_phi)):
        close = pytest.approx(wanted, rel=6e-4, abs=6e-5)
        soon(pilot.page, lambda hook=hook: pilot.number(hook), lambda found, close=close: found == close)


def test_the_first_screen_is_a_computed_example_with_things_to_try(pilot):
    expect(pilot.page.locator(".things-to-try li")).to_have_count(3)
    assert pilot.number("phi-s") == pytest.approx(0.1719, abs=5e-5)
    assert pilot.number("big-phi") == pytest.approx(1.563, abs=5e-4)
    expect(pilot.value("relation-count")).to_have_text("7")


def test_a_preset_opens_with_its_numbers(pilot):
    pilot.choose_preset("Fig 6D: specialised lattice")
    expect(pilot.value("relation-count")).to_have_text("1,537,080")
    expect(pilot.value("distinction-count")).to_have_text("27")
    assert pilot.number("big-phi") == pytest.approx(11452, rel=1e-3)
    assert pilot.number("phi-s") == pytest.approx(1.0539, rel=1e-3)
    expect(pilot.page.locator(".things-to-try")).to_contain_text("Albantakis")


def test_toggling_a_unit_changes_the_numbers(pilot):
    pilot.toggle("A")
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "true")
    example = Substrate.from_weights([[-0.2, 0.7, 0.2], [0.7, -0.2, 0], [0, -0.8, 0.2]], k=4.0)
    expect(pilot.value("phi-s")).not_to_have_text(re.compile("0.1719"))
    pilot.settled()
    same(pilot, unfold(example, (1, 1, 1), "AB"))


def test_a_network_built_by_gestures_alone(pilot):
    for label in "AB":
        pilot.unit(label).focus()
        pilot.page.keyboard.press("Delete")
        expect(pilot.unit(label)).to_have_count(0)
    pilot.edge("C", "C").focus()
    pilot.page.keyboard.press("Delete")
    expect(pilot.edge("C", "C")).to_have_count(0)
    for label, across in (("A", 0.25), ("B", 0.75)):
        pilot.add_unit(across, 0.4)
        expect(pilot.unit(label)).to_have_count(1)
    for source, target in ("AB", "BC", "CA", "BA", "AA"):
        pilot.connect(source, target)
    pilot.toggle("B")
    expect(pilot.unit("B")).to_have_attribute("aria-checked", "true")
    # the units stand in the order in which they were made, so C comes first
    weights = np.zeros((3, 3))
    for source, target in ("AB", "BC", "CA", "BA", "AA"):
        weights["CAB".index(source), "CAB".index(target)] = 1.0
    built = Substrate.from_weights(weights, k=4.0, labels=["C", "A", "B"])
    same(pilot, unfold(built, {"C": 1, "A": 0, "B": 1}))
    pilot.settled()


def test_a_settled_page_rests(pilot):
    # a script that asks again and again without pause would keep the whole thread
    for name, count in (("Fig 6D: specialised lattice", 27), ("Fig 6B: three modules", 2), (FIRST, 3)):
        pilot.choose_preset(name)
        expect(pilot.value("distinction-count")).to_have_text(str(count))
        at_rest(pilot.page, within=10)
        assert share_of_work(pilot.page, 60) < 0.5


def test_undo_and_redo(pilot):
    before = pilot.value("phi-s").inner_text()
    pilot.toggle("B")
    expect(pilot.unit("B")).to_have_attribute("aria-checked", "false")
    expect(pilot.value("phi-s")).not_to_have_text(before)
    pilot.page.locator(".undo button").click()
    expect(pilot.unit("B")).to_have_attribute("aria-checked", "true")
    expect(pilot.value("phi-s")).to_have_text(before)
    pilot.page.locator(".redo button").click()
    expect(pilot.unit("B")).to_have_attribute("aria-checked", "false")


def test_a_large_job_shows_progress_and_can_be_cancelled(pilot):
    pilot.open_file("eleven.json", written(dense(11), (0, 1) * 5 + (0,)))
    expect(pilot.unit("K")).to_be_visible()
    pilot.page.locator(".run button").click()
    expect(pilot.page.locator(".progress")).to_be_visible()
    pilot.page.locator(".cancel button").click()
    expect(pilot.page.locator(".progress")).not_to_be_visible()
    # and the page goes on
    pilot.toggle("A")
    expect(pilot.unit("A")).to_have_attribute("aria-checked", "true")
    pilot.choose_preset(FIRST)
    expect(pilot.value("phi-s")).to_have_text(re.compile("0.1719"))


def test_nine_units_run_on_request(pilot):
    substrate, state = dense(9), (0, 1) * 4 + (0,)
    pilot.open_file("nine.json", written(substrate, state))
    expect(pilot.unit("I")).to_be_visible()
    pilot.page.locator(".run button").click()
    result = unfold(substrate, state)
    expect(pilot.value("distinction-count")).to_have_text(str(len(result.distinctions)))
    pilot.settled()
    same(pilot, result)


def test_a_malformed_file_is_a_sentence_and_changes_nothing(pilot):
    for name, content in (
        ("bad.json", b'{"format": "phiscope-substrate", "version": 1, "units": ['),
        ("bad.csv", b"0.1,0.2\n0.3,nan\n"),
        (
            "dup.json",
            b'{"format":"phiscope-substrate","version":1,"units":[{"label":"A"},{"label":"A"}],"edges":[]}',
        ),
    ):
        pilot.open_file(name, content)
        expect(pilot.page.locator(".message .refused")).to_contain_text(re.compile(r"\w"))
        expect(pilot.page.locator(".unit[data-unit]")).to_have_count(3)
        assert pilot.number("phi-s") == pytest.approx(0.1719, abs=5e-5)


def test_find_the_complex(pilot):
    example = Substrate.from_weights([[-0.2, 0.7, 0.2], [0.7, -0.2, 0], [0, -0.8, 0.2]], k=4.0)
    best = complexes(example, (0, 1, 1)).complexes[0]
    pilot.page.locator(".find-complex button").click()
    expect(pilot.value("phi-s")).to_have_text(re.compile(f"{best.phi_s:.4f}"))
    same(pilot, unfold(example, (0, 1, 1), best.units))


def test_a_weight_is_edited_beside_the_drawing(pilot):
    pilot.edge("A", "B").focus()
    pilot.page.keyboard.press("Enter")
    box = pilot.page.locator(".weight-number input")
    box.fill("abc")
    box.press("Enter")
    expect(pilot.page.locator(".weight-number [role=alert]")).to_have_text("Write a number, such as 0.5.")
    box.fill("0.3")
    box.press("Enter")
    expect(pilot.page.locator(".weight-number [role=alert]")).to_be_hidden()
    changed = Substrate.from_weights([[-0.2, 0.3, 0.2], [0.7, -0.2, 0], [0, -0.8, 0.2]], k=4.0)
    expect(pilot.value("phi-s")).not_to_have_text(re.compile("0.1719"))
    pilot.settled()
    same(pilot, unfold(changed, (0, 1, 1), "AB"))


def test_an_unreachable_state_is_explained(pilot):
    pilot.open_file("and.bnet", b"targets, factors\nA, B & C\nB, A & C\nC, A & B\n")
    expect(pilot.edge("C", "A")).to_have_count(1)
    pilot.toggle("A")
    pilot.toggle("B")
    expect(pilot.page.locator(".why .note", has_text="unreachable")).to_be_visible()


def test_dark_mode(pilot):
    toggle = pilot.page.get_by_label("Dark or light")
    for dark in (True, False):
        toggle.click()
        soon(pilot.page, lambda: brightness(pilot), lambda found, dark=dark: (found < 200) == dark)


def brightness(pilot):
    """Red, green and blue of the bar together."""
    bar = pilot.page.locator(".MuiAppBar-root").first
    ground = bar.evaluate("e => getComputedStyle(e).backgroundColor")
    return sum(map(int, re.findall(r"\d+", ground)[:3]))


@pytest.mark.parametrize(
    ("what", "kind", "start"),
    [
        ("Φ-structure", "PDF", b"%PDF"),
        ("Φ-structure", "SVG", b"<?xml"),
        pytest.param("Substrate and MIP", "PNG, 300 dpi", b"\x89PNG", marks=pytest.mark.slow),
        pytest.param("Table of distinctions", "LaTeX", b"% \\usepackage{booktabs}", marks=pytest.mark.slow),
    ],
)
def test_figures_and_tables_download(pilot, what, kind, start):
    content = pilot.take(what, kind)
    assert content.startswith(start)
    assert len(content) > 300
    assert pilot.take(what, kind) == content  # once more is the same file


def test_the_download_is_the_file_of_the_command(pilot, tmp_path):
    pilot.take_away()
    pilot.choose("export-what", "Φ-structure")
    pilot.page.locator(".export-grey input").check()
    content = pilot.take("Figure with panels A–D", "SVG")
    pilot.page.locator(".export-grey input").uncheck()
    out = tmp_path / "figure.svg"
    given = ["--plot", "substrate,structure,distinctions", "--width", "85", "--grey", "-o", str(out)]
    assert main(["figure", str(NETWORKS / "iit4-fig1.json"), *given]) == 0
    assert content == out.read_bytes()


def test_the_linked_plots_open_without_a_network(pilot, browser, tmp_path):
    path = tmp_path / "linked.html"
    path.write_bytes(pilot.take("Linked plots", "HTML"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(error))
    page.goto(path.as_uri())
    choice = page.locator("select")
    expect(choice.locator("option")).to_have_text(["nothing picked", "a", "B", "aB"])
    titles = "() => Bokeh.documents[0].all_models.size && [...Bokeh.documents[0].all_models]"
    titles += ".filter(m => m.type === 'Div').map(m => m.text.replace(/<[^>]*>/g, ''))"
    titles += ".map(text => text.split('\\n')[0])"
    assert "Cause of a: πc(B | a)   φ = 0.8259" in page.evaluate(titles)
    choice.select_option(label="B")
    expect(page.locator(".slick-row.active, .slick-cell.selected").first).to_contain_text("B")
    assert any(title.startswith("Cause of B: πc(A | B)") for title in page.evaluate(titles))
    # What stands below a title follows the pick as well.
    expect(page.get_by_text("Specified state A: probability")).to_be_visible()
    context.close()
    assert asked == [path.as_uri()]
    assert not wrong


@pytest.mark.slow
def test_result_and_references_download(pilot):
    result = json.loads(pilot.take("Whole result", "JSON"))
    assert result["phi_s"] == pytest.approx(0.17186288899180)
    assert len(pilot.take("Table of distinctions", "CSV").splitlines()) == 4
    assert b"albantakis2023iit4" in pilot.take("Methods and references", "BibTeX")
    expect(pilot.page.locator(".methods-text textarea")).to_have_value(re.compile("@misc{phiscope"))
