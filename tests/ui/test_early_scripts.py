"""What the server changes in quick succession, or while a part of the page is drawn: the last value stays."""

import pytest
from playwright.sync_api import expect

from pilot import Pilot, show_view
from signs import at_rest

# A value is taken back as soon as it is drawn, before React has run what it does after a drawing.
ROUNDS = 20
TAKEN_BACK = """async (button, rounds) => {
  const shown = button.getRootNode();
  const hook = (each) => each.model.css_classes?.includes?.("export-download");
  const { data } = [...Bokeh.index.query(hook)][0].model;
  const drawn = () => new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!shown.querySelector(".MuiButton-loading")) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(shown, { subtree: true, childList: true, attributes: true });
    data.setv({ loading: true });
  });
  let returned = 0;
  for (let round = 0; round < rounds; round++) {
    await drawn();
    data.setv({ loading: false });
    await new Promise((resume) => setTimeout(resume, 100));
    returned += data.loading;
    data.setv({ loading: false });
    await new Promise((resume) => setTimeout(resume, 30));
  }
  return returned;
}"""


@pytest.mark.slow
def test_an_old_value_does_not_come_back(page, served):
    Pilot(page, served).open().take_away()
    button = page.locator(".export-download button")
    assert button.evaluate(TAKEN_BACK, ROUNDS) == 0


# The slider's first drawing is seen as soon as it is in the page, before React has run what it does after it.
AMID = """() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    const watch = new MutationObserver(() => {
      if (!root.querySelector("input[type=range]")) return;
      watch.disconnect();
      const hook = (each) => each.model.css_classes?.includes?.("weight-slider");
      const [view] = [...Bokeh.index.query(hook)];
      view.model.data.setv({ value: 0.45 });
    });
    watch.observe(root, { subtree: true, childList: true });
    return root;
  };
}"""


def test_a_value_that_comes_amid_the_first_drawing_is_shown(page, served):
    pilot = Pilot(page, served).open()
    page.evaluate(AMID)
    pilot.edge("A", "B").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".weight-slider input")).to_have_value("0.45")


# Each text is hidden and shown again when it is built and not yet drawn.
BEFORE = """() => {
  const { prototype } = Bokeh.Models.get("panel.models.markup.HTML").prototype.default_view;
  const draw = prototype.render;
  window.changedBefore = 0;
  prototype.render = function () {
    const { visible } = this.model;
    this.model.setv({ visible: !visible });
    this.model.setv({ visible });
    window.changedBefore += 1;
    draw.call(this);
  };
}"""


def test_a_text_that_changes_before_it_is_drawn_is_drawn(page, served):
    Pilot(page, served).open()
    page.evaluate(BEFORE)
    show_view(page, "Complexes")
    page.wait_for_function("changedBefore > 0")


# How often each plot is laid out when something else is shown or hidden, three times in one go.
LAID_OUT = """async () => {
  const counts = {}, plots = [...Bokeh.index.query((view) => view.canvas_view)];
  for (const plot of plots) {
    const lay = plot.update_layout, seen = plot.el.checkVisibility() ? "in sight" : "hidden";
    plot.update_layout = function () {
      (counts[seen] ??= {})[plot.model.id] = (counts[seen][plot.model.id] ?? 0) + 1;
      return lay.call(this);
    };
  }
  const [left] = [...Bokeh.index.query((view) => view.model.css_classes?.includes?.("left"))];
  for (const visible of [false, true, false]) left.model.setv({ visible });
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  await frame();
  await frame();
  for (const plot of plots) delete plot.update_layout;
  return counts;
}"""


def test_what_is_in_sight_is_laid_out_once_a_frame_and_what_is_hidden_is_not(page, served):
    Pilot(page, served).open(inside=False)
    show_view(page, "Complexes")
    expect(page.locator(".lattice-pane canvas").first).to_be_visible()
    at_rest(page)
    counts = page.evaluate(LAID_OUT)
    assert set(counts) == {"in sight"}
    assert set(counts["in sight"].values()) == {1}
    show_view(page, "Explore")
    picture = page.locator(".structure-pane canvas").first
    expect(picture).to_be_visible()
    assert picture.bounding_box()["width"] > 400
