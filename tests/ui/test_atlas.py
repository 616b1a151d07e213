"""The atlas in a real browser: a brush in one plot is seen in the others and the table; a row opens."""

import re

import pytest
from playwright.sync_api import expect

from pilot import Pilot, grave
from signs import soon

pytestmark = pytest.mark.slow

# How many dots the upper layer of the scatter has, and the sum of the upper layer of the histogram.
LIT = """() => {
  const views = [...Bokeh.index.query((view) => view.model.tags?.includes?.("atlas"))]
  const layers = views.map((view) => view.model.renderers.filter((each) => each.data_source != null))
  const columns = (renderer) => {
    const { data } = renderer.data_source
    const pairs = data instanceof Map ? [...data] : Object.entries(data)
    return Object.fromEntries(pairs.map(([name, values]) => [name, [...values]]))
  }
  const dots = (layers.find((each) => each.some((one) => one.glyph.type === "Scatter")) ?? [])
    .filter((one) => one.glyph.type === "Scatter")
  const bars = layers.map((each) => each.filter((one) => one.glyph.type === "Quad"))
    .map((each) => each.map(columns).filter((data) => "top" in data && !("bottom" in data)))
    .find((each) => each.length)
  return [
    dots.length ? Object.values(columns(dots.at(-1)))[0].length : 0,
    (bars?.at(-1).top ?? []).reduce((sum, value) => sum + value, 0),
  ]
}"""


def test_what_is_brushed_in_one_plot_is_lit_in_all_and_listed_and_opens(page, served):
    page.goto(f"{served}/atlas")
    pilot = Pilot(page, served)
    expect(pilot.value("atlas-count")).to_have_text("8,192")
    expect(page.locator(".atlas-scatter-pane .bk-Figure")).to_be_visible()
    expect(page.locator(".atlas-counted")).to_contain_text("8,192 of 8,192")
    soon(page, lambda: page.evaluate(LIT), lambda lit: lit[0] == 8192)
    box = page.locator(".atlas-scatter-pane .bk-Figure").bounding_box()
    across, down = (
        (lambda share: box["x"] + share * box["width"]),
        (lambda share: box["y"] + share * box["height"]),
    )
    page.mouse.move(across(0.3), down(0.12))
    page.mouse.down()
    page.mouse.move(across(0.6), down(0.3), steps=6)
    page.mouse.move(across(0.9), down(0.55), steps=6)
    page.mouse.up()
    brushed = pilot.value("atlas-brushed")
    expect(brushed).not_to_have_text("0")
    count = int(brushed.text_content().replace(",", ""))
    assert 0 < count < 8192
    expect(page.locator(".atlas-counted")).to_contain_text(f"{count:,} of 8,192 systems")
    soon(page, lambda: page.evaluate(LIT), lambda lit: lit == [count, count])
    row = page.locator(".atlas-systems .tabulator-row").first
    expect(row).to_contain_text("rule")
    name = row.locator("[tabulator-field=network]").text_content()
    row.click()
    expect(page.locator(".picked-card .picked-system")).to_contain_text(name)
    assert grave(page) == set()
    tabs = page.locator(".document-tabs .name")
    expect(tabs).to_have_count(1)
    page.locator(".open-picked button").click()
    expect(tabs).to_have_count(2)
    expect(pilot.message()).to_contain_text(re.compile(f"Opened {name}, .* of the survey"))
    expect(pilot.unit("E")).to_be_visible()
    page.locator(".unbrush button").click()
    expect(brushed).to_have_text("0")


# How many lines each layer of the parallel axes has, and how many dots are lit in the scatter.
LINES = """() => {
  const sizes = (tag, type) => [...Bokeh.index.query((view) => view.model.tags?.includes?.(tag))]
    .flatMap((view) => view.model.renderers).filter((each) => each.glyph?.type === type)
    .map((each) => each.data_source.get_length() ?? 0)
  return { lines: sizes("parallel", "Segment"), lit: sizes("atlas", "Scatter").at(-1) ?? 0,
    ranges: sizes("parallel", "Quad").at(-1) ?? 0 }
}"""


def test_a_range_on_a_parallel_axis_lights_the_other_plots_and_a_box_there_its_lines(page, served):
    page.goto(f"{served}/atlas")
    pilot = Pilot(page, served)
    expect(pilot.value("atlas-count")).to_have_text("8,192")
    picture = page.locator(".atlas-lines-pane .bk-Figure")
    expect(picture).to_be_visible()
    picture.click(trial=True)  # which scrolls, and waits until it stands still
    expect(page.locator(".atlas-lines-note")).to_contain_text("8,192 systems, a line each. Lines that nearly")
    seen = lambda: page.evaluate(LINES)  # noqa: E731
    soon(page, seen, lambda now: now["lit"] == 8192 and len(now["lines"]) == 2)
    box = picture.bounding_box()

    def drag(axis, top, bottom):
        """Drag along an axis, from a share of the height of the picture to another."""
        # Six axes from 0 to 5 in a picture from -0.4 to 5.4, right of the names of the places.
        left = box["x"] + 55
        x = left + (axis + 0.4) / 5.8 * (box["x"] + box["width"] - left)
        page.mouse.move(x - 12, box["y"] + top * box["height"])
        page.mouse.down()
        page.mouse.move(x, box["y"] + (top + bottom) / 2 * box["height"], steps=5)
        page.mouse.move(x + 12, box["y"] + bottom * box["height"], steps=5)
        page.mouse.up()

    brushed = pilot.value("atlas-brushed")
    drag(3, 0.1, 0.45)  # the upper half of φ_s
    expect(brushed).to_have_text("774")
    one = soon(page, seen, lambda now: (now["lit"], now["ranges"]) == (774, 1))
    drag(1, 0.55, 0.8)  # and few attractors
    expect(brushed).not_to_have_text("774")
    count = int(brushed.text_content().replace(",", ""))
    assert 0 < count < 774
    fewer = one["lines"][1]
    two = soon(page, seen, lambda now: (now["lit"], now["ranges"]) == (count, 2) and now["lines"][1] < fewer)
    assert grave(page) == set()
    page.locator(".unbrush button").click()
    expect(brushed).to_have_text("0")
    soon(page, seen, lambda now: now["ranges"] == 0 and now["lines"][0] == now["lines"][1])
    dots = page.locator(".atlas-scatter-pane .bk-Figure")
    dots.click(trial=True)
    dots = dots.bounding_box()
    page.mouse.move(dots["x"] + 0.3 * dots["width"], dots["y"] + 0.12 * dots["height"])
    page.mouse.down()
    page.mouse.move(dots["x"] + 0.9 * dots["width"], dots["y"] + 0.4 * dots["height"], steps=8)
    page.mouse.up()
    expect(brushed).not_to_have_text("0")
    soon(page, seen, lambda now: now["ranges"] == 0 and now["lines"][1] < two["lines"][0])


def test_a_long_survey_is_paused_at_once_and_goes_on(page, served):
    page.goto(f"{served}/atlas")
    pilot = Pilot(page, served)
    expect(pilot.value("atlas-count")).to_have_text("8,192")
    page.locator(".atlas-what [role=combobox]").click()
    page.locator("li", has_text="Random weights").first.click()
    pilot.choose("atlas-units", "4")
    note = page.locator(".job-note .text", has_text="500 systems of 500 networks")
    expect(note).to_be_visible()
    page.locator(".run button:visible").first.click()
    page.locator(".cancel button:visible").first.click()
    again = page.locator(".job-note .text", has_text="Cancelled; nothing is lost.")
    expect(again).to_be_visible()
    page.locator(".run button:visible").first.click()
    expect(pilot.value("atlas-count")).to_have_text("500")
