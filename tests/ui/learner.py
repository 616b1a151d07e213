"""A learner on the explore page: opens a lesson or an exercise, and does what its steps ask."""

import re

from playwright.sync_api import expect

from pilot import Pilot, show_view

HALFWAY = """path => {
  const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM())
  return [x, y]
}"""


class Learner:
    """Walks through a lesson on an open page."""

    def __init__(self, page, served):
        self.page, self.pilot = page, Pilot(page, served)
        self.rail = page.locator(".lessons")

    def open(self):
        self.pilot.open(inside=False)
        self.page.locator(".lessons-open button").click()
        expect(self.title()).to_have_text("Lessons")
        return self

    def title(self):
        return self.rail.locator("h2")

    def begin(self, lesson):
        look = self.page.locator(".look-inside button")
        if look.get_attribute("aria-pressed") == "true":
            self.view("Explore")
            look.click()
        self.rail.locator(f"button[data-value='{lesson.slug}']").click()
        expect(self.title()).to_have_text(shown(lesson.steps[0].title))

    def exercise(self, kind, level, seed):
        """Draw an exercise by dice."""
        self.rail.locator("select[name=kind]").select_option(kind)
        self.rail.locator("select[name=level]").select_option(str(level))
        self.rail.locator("input[name=seed]").fill(str(seed))
        self.rail.get_by_role("button", name="Begin").click()
        expect(self.rail.locator(".place")).to_contain_text(f"number {seed}")

    def next(self):
        self.rail.locator(".way .main").click()

    def unit(self, label):
        self.pilot.toggle(label)

    def view(self, title):
        show_view(self.page, title)

    def inside(self, tab=None):
        self.pilot.look_inside()
        if tab:
            self.page.locator(".inside .bk-tab", has_text=tab).click()

    def cut(self, name):
        self.page.locator(".cutting-room").get_by_role("button", name=name).click()

    def pick_row(self, mechanism):
        self.pilot.row(mechanism).locator("[tabulator-field=mechanism]").click()

    def system(self, label):
        self.page.locator(".system button").filter(has_text=re.compile(f"^{label}$")).click()

    def formalism(self, name):
        self.page.locator(".readings").get_by_role("button", name="Settings").click()
        self.pilot.choose("formalism", name)

    def example(self, slug):
        self.page.locator(".gallery-open button").click()
        self.page.locator(f".gallery article[data-slug={slug}] .open").click()

    def delete_edge(self, source, target):
        self.page.mouse.click(*self.pilot.edge(source, target).locator(".halo").evaluate(HALFWAY))
        # The one cut before may still stand below the drawing.
        expect(self.page.locator(".inspector")).to_contain_text(f"{source} → {target}")
        self.page.locator(".delete-edge button").click()
        expect(self.pilot.edge(source, target)).to_have_count(0)

    def quiz(self, step):
        """Give wrong answers until the right one; each says what it shows."""
        for i, option in enumerate(step.options):
            button = self.rail.locator(f".option[data-value='{i}']")
            button.click()
            expect(button).to_be_disabled()
            expect(self.rail.locator(".feedback")).to_contain_text(shown(option.feedback)[:20])
            if "right" in (button.get_attribute("class") or "").split():
                break
        expect(self.rail.locator(".option.right")).to_have_count(1)

    def answer(self, step):
        if step.kind == "choose":
            self.quiz(step)
        elif step.kind == "guess":
            self.rail.locator("input").fill("0,5")
            self.rail.get_by_role("button", name="Say it").click()
            expect(self.rail.locator(".feedback")).to_contain_text("You said 0.5; it is")
        elif step.kind == "order":
            self.rail.locator("[data-act=down]:not([disabled])").first.click()
            self.rail.get_by_role("button", name="This is my order").click()
            expect(self.rail.locator(".feedback")).to_contain_text("order")


def shown(text):
    """A text of a lesson as it stands on screen, up to its first value, subscript or mark."""
    return re.split(r"[{*`]|(?<=[φΦ])_", " ".join(text.split()))[0]
