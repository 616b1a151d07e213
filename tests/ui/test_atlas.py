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
