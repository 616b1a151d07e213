"""The Φ-structure in the real browser: in the plane and in space, by mouse and keyboard."""

import re

import pytest
from playwright.sync_api import expect

from apps.document.link_text import linked
from apps.document.snapshot import opened as document
from cards import example
from pilot import Pilot
from signs import at_rest


@pytest.fixture(scope="module")
def opened(lasting_page, served):
    return Pilot(lasting_page, served).open()


@pytest.fixture
def pilot(opened):
    opened.page.keyboard.press("Escape")
    return opened


def in_space(pilot):
    """Change to 3-D; gives the stage, None where the browser has no WebGL and says so."""
    pilot.page.locator(".plane-or-space button", has_text="3-D").click()
    stage = pilot.page.locator(".structure-space .stage")
    drawn_or_not = pilot.page.locator(".structure-space .stage[data-view], .no-space .sorry")
    expect(drawn_or_not.first).to_be_visible()
    return stage if stage.get_attribute("data-view") else None


def test_in_space_by_keyboard(pilot):
    stage = in_space(pilot)
    if stage is None:
        expect(pilot.page.locator(".no-space")).to_contain_text("WebGL is missing")
        expect(pilot.page.locator(".structure-pane canvas").first).to_be_visible()
        return
    home = stage.get_attribute("data-view")
    stage.focus()
    for keys in (["ArrowLeft", "ArrowUp"], ["+"], ["-", "-"]):
        before = stage.get_attribute("data-view")
        for key in keys:
            pilot.page.keyboard.press(key)
        expect(stage).not_to_have_attribute("data-view", before)
    pilot.page.keyboard.press("0")
    expect(stage).to_have_attribute("data-view", home)
    expect(stage).to_have_attribute("aria-label", re.compile("3 distinctions.*7 relations"))
    pilot.page.keyboard.press("n")
    expect(pilot.lit_rows()).to_have_text(["a"])
    pilot.page.keyboard.press("n")
    expect(pilot.lit_rows()).to_have_text(["B"])
    expect(stage).to_have_attribute("aria-label", re.compile("Selected: B, cause A"))
    pilot.page.keyboard.press("p")
    expect(pilot.lit_rows()).to_have_text(["a"])


def test_in_space_by_mouse(pilot):
    stage = in_space(pilot)
    if stage is None:
        return
    pilot.page.locator(".structure-space .mechanism", has_text=re.compile("^aB")).hover(force=True)
    expect(pilot.lit_rows()).to_have_text(["aB"])
    pilot.page.mouse.down()
    pilot.page.mouse.up()
    expect(pilot.page.locator(".repertoire-pane")).to_contain_text("Cause of aB")
    before = stage.get_attribute("data-view")
    box = stage.bounding_box()
    pilot.page.mouse.move(box["x"] + 20, box["y"] + 20)
    pilot.page.mouse.down()
    pilot.page.mouse.move(box["x"] + 80, box["y"] + 40, steps=3)
    pilot.page.mouse.up()
    expect(stage).not_to_have_attribute("data-view", before)
    expect(pilot.page.locator(".repertoire-pane")).to_contain_text("Cause of aB")  # a drag is no pick


COLLIDING = """stage => {
    const boxes = [...stage.querySelectorAll(".over > span")]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }))
        .map((each) => [each.textContent, each.getBoundingClientRect()]);
    const pairs = boxes.flatMap(([said, a], i) => boxes.slice(i + 1)
        .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map(([other]) => [said, other]));
    return { written: boxes.length, pairs };
}"""


@pytest.mark.slow
def test_in_space_no_label_of_23_distinctions_covers_another(page, served):
    pilot = Pilot(page, served).open("/explore#d=" + linked(document(example("iit4-fig7a-active"))))
    stage = in_space(pilot)
    if stage is None:
        return
    expect(stage).to_have_attribute("aria-label", re.compile("23 distinctions"), timeout=60_000)
    for keys in ((), ("ArrowLeft", "ArrowUp"), ("+", "+")):
        stage.focus()
        for key in keys:
            pilot.page.keyboard.press(key)
        pilot.page.wait_for_timeout(200)
        found = stage.evaluate(COLLIDING)
        assert found["pairs"] == []
        assert 8 < found["written"] < 40


@pytest.mark.slow
def test_a_browser_without_webgl_gets_the_plane_and_a_sentence(browser, browser_context_args, served):
    context = browser.new_context(**browser_context_args)
    context.add_init_script("HTMLCanvasElement.prototype.getContext = ((get) => function (kind, ...rest) {"
                            "return kind === 'webgl2' ? null : get.call(this, kind, ...rest) }"
                            ")(HTMLCanvasElement.prototype.getContext)")  # fmt: skip
    pilot = Pilot(context.new_page(), served).open()
    assert in_space(pilot) is None
    expect(pilot.page.locator(".no-space")).to_contain_text("WebGL is missing")
    expect(pilot.page.locator(".structure-pane canvas").first).to_be_visible()
    context.close()


@pytest.mark.slow
def test_over_a_million_relations_in_folds_and_pages(pilot):
    pilot.page.locator(".plane-or-space button", has_text="2-D").click()
    pilot.choose_preset("Fig 6D: specialised lattice")
    expect(pilot.value("relation-count")).to_have_text("1,537,080")
    pilot.page.locator(".part-tabs .bk-tab", has_text="Relations").click()
    expect(pilot.page.locator(".where")).to_have_text("1 to 15 of 15")
    pilot.page.locator(".degree [role=combobox]").click()
    pilot.page.locator("li", has_text="of 12: 156,793").click()
    expect(pilot.page.locator(".where")).to_contain_text("1 to 50 of 156,793")
    expect(pilot.page.locator("[role=listbox]")).to_have_count(0)
    pilot.page.locator(".later button").click()
    expect(pilot.page.locator(".where")).to_contain_text("51 to 100")
    pilot.page.locator(".relations .tabulator-row").first.click()
    expect(pilot.page.locator(".relations .tabulator-selected")).to_have_count(1)
    expect(pilot.page.locator(".unit.marked")).to_have_count(1)
    expect(pilot.page.locator(".structure-heading")).to_contain_text("Only the 30 strongest faces are drawn")
    pilot.page.locator(".strongest input").focus()
    pilot.page.keyboard.press("End")
    expect(pilot.page.locator(".structure-heading")).to_contain_text("Only the 1,000 strongest faces")
    pilot.page.locator(".part-tabs .bk-tab", has_text="Distinctions").click()
    at_rest(pilot.page)  # the table scrolls to what is picked
    pilot.page.locator(".distinctions .tabulator-tableholder").evaluate("each => each.scrollTop = 0")
    pilot.row("bc").click()
    expect(pilot.page.locator(".unit.marked")).to_have_count(2)


def test_a_glyph_picks_its_distinction_and_unfolds_its_ties(pilot):
    pilot.choose_preset("Fig 6D: specialised lattice")
    pilot.page.locator(".part-tabs .bk-tab", has_text="Lattice").click()
    expect(pilot.page.locator(".lattice .glyph")).to_have_count(27)
    pilot.page.locator(".lattice .glyph[data-mechanism=ce]").click()
    expect(pilot.page.locator(".lattice .glyph.lit")).to_contain_text("ce")
    expect(pilot.page.locator(".ties-note")).to_contain_text("abd")
    expect(pilot.unit("C")).to_have_class(re.compile("marked"))
    pilot.page.locator(".part-tabs .bk-tab", has_text="Distinctions").click()
    expect(pilot.lit_rows()).to_have_text(["ce"])


@pytest.mark.slow
def test_the_lattice_of_many_distinctions_is_in_front_until_somebody_presses_a_tab(page, served):
    pilot = Pilot(page, served).open()
    tabs = page.locator(".part-tabs .bk-tab")
    front = page.locator(".part-tabs .bk-tab.bk-active")
    expect(front).to_have_text("Distinctions")
    pilot.choose_preset("Fig 6D: specialised lattice")
    expect(front).to_have_text("Lattice")
    expect(page.locator(".lattice .glyph")).to_have_count(27)
    pilot.toggle("A")
    expect(page.locator(".lattice .glyph")).to_have_count(63)
    pilot.choose_preset("The example of the IIT 4.0 paper")
    expect(front).to_have_text("Distinctions")
    expect(page.locator(".distinctions .tabulator-row")).to_have_count(3)
    tabs.filter(has_text="Relations").click()
    pilot.choose_preset("Fig 6D: specialised lattice")
    expect(pilot.value("distinction-count")).to_have_text("27")
    expect(front).to_have_text("Relations")
