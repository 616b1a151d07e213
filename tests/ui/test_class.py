"""A class in real browsers: a teacher and two students, and a server that is started again."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

import browser as machine
from pilot import Pilot, grave

pytestmark = pytest.mark.slow


class School:
    """A server of a class, and the browsers of those who come."""

    def __init__(self, browser, options, folder, watching):
        self._browser, self._options, self._folder, self._watching = browser, options, folder, watching
        self.port = machine.free_port()
        self.errors, self.outside, self.contexts = [], [], []
        self.start()

    def start(self):
        log = self._folder / "log"
        options = ("--host", machine.HOST, "--room", str(self._folder / "class.sqlite3"))
        self.process, self.url = machine.start(log, self.port, options=options, command="class")
        said = log.read_text()
        self.teachers = re.findall(r"phiscope is at (\S+)", said)[-1]
        self.students = re.findall(r"Students open (\S+)", said)[-1]

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def visitor(self, link, width=1440, height=900):
        context = self._browser.new_context(
            **self._options | {"viewport": {"width": width, "height": height}}
        )
        self._watching(context, self.errors, self.outside)
        self.contexts.append(context)
        page = context.new_page()
        page.goto(link)
        return page

    def student(self, name, **window):
        page = self.visitor(self.students, **window)
        strip = page.locator(".class-strip")
        strip.get_by_label("Join the class").fill(name)
        strip.get_by_role("button", name="Join").click()
        expect(strip.locator(".who")).to_have_text(name or re.compile(r"Student \d"))
        return page


@pytest.fixture
def school(browser, browser_context_args, tmp_path, watching):
    made = School(browser, browser_context_args, tmp_path, watching)
    yield made
    for context in made.contexts:
        context.close()
    made.stop()
    assert not made.outside
    assert not made.errors, made.errors[0]
    assert "Traceback" not in (tmp_path / "log").read_text()


def card(teacher, name):
    return teacher.locator("article", has=teacher.get_by_role("heading", name=name))


def test_a_lesson_with_two_students(school):
    teacher = school.visitor(school.teachers)
    expect(teacher.locator(".join .address")).to_have_text(school.students)
    expect(teacher.locator(".join svg")).to_be_visible()
    anna, ben = school.student("Anna"), school.student("", width=1024, height=768)
    expect(card(teacher, "Anna").locator(".phi b")).to_have_text("0.1719")
    expect(card(teacher, "Student 2").locator("svg .unit")).to_have_count(3)

    teacher.locator("select[name=network]").select_option("pyphi-basic")
    teacher.locator("form[data-act=network] button").click()
    for page in (anna, ben):
        expect(page.locator(".message .note")).to_contain_text("The teacher sent “OR, COPY, XOR”.")
        expect(page.locator(".unit[data-unit=C]")).to_be_visible()
    expect(card(teacher, "Anna").locator(".phi b")).to_have_text("0.415")
    Pilot(anna, school.url).toggle("A")
    expect(card(teacher, "Anna").locator(".letter", has_text="a")).to_be_visible()

    teacher.get_by_role("textbox", name="Question").fill("Is φ_s larger?")
    teacher.get_by_label("Answers to choose from").fill("yes\nno")
    teacher.get_by_label("The right answer").fill("no")
    teacher.get_by_label("Cover the numbers").check()
    teacher.get_by_role("button", name="Ask all").click()
    expect(teacher.get_by_role("textbox", name="Question")).to_have_value("")
    expect(anna.locator(".phi-s .value")).to_have_css("filter", re.compile("blur"))
    # By keyboard: the strip comes behind the page.
    ben.locator(".class-strip").get_by_role("button", name="no").focus()
    ben.keyboard.press("Enter")
    expect(ben.locator(".class-strip").get_by_role("button", name="no")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(ben.locator(".class-strip").get_by_role("button", name="no")).to_be_focused()
    anna.locator(".class-strip").get_by_role("button", name="yes").click()
    expect(teacher.locator(".status")).to_contain_text("2 of 2 have answered.")
    assert not grave(anna)
    assert not grave(teacher)
    teacher.get_by_role("button", name="Show the answers to all").click()
    expect(anna.locator(".class-strip .bars .right")).to_have_text("no")
    expect(anna.locator(".phi-s .value")).not_to_have_css("filter", re.compile("blur"))

    teacher.get_by_role("button", name="Stop all pages").click()
    expect(ben.locator(".class-strip .sign")).to_be_visible()
    ben.mouse.click(*Pilot(ben, school.url).centre("A"))
    teacher.get_by_role("button", name="Let the pages go on").click()
    expect(ben.locator(".class-strip .sign")).to_have_count(0)
    # The click on the page that was stopped did nothing; the next one does.
    expect(ben.locator(".unit[data-unit=A]")).to_have_attribute("aria-checked", "true")
    Pilot(ben, school.url).toggle("A")
    expect(ben.locator(".unit[data-unit=A]")).to_have_attribute("aria-checked", "false")

    teacher.locator("select[name=step]").select_option(index=1)
    teacher.locator("form[data-act=step] button").click()
    for page in (anna, ben):
        expect(page.locator(".lessons .place")).to_contain_text("Step 2 of")
    expect(card(teacher, "Anna").locator(".step")).to_contain_text("step 2 of")

    with teacher.expect_download() as saved:
        teacher.get_by_role("button", name="Collect the work").click()
    with zipfile.ZipFile(io.BytesIO(saved.value.path().read_bytes())) as folder:
        assert folder.namelist() == ["01-Anna.json", "02-student.json", "answers.csv"]


def test_the_room_is_there_again_after_the_server_was_gone(school):
    teacher = school.visitor(school.teachers)
    anna = school.student("Anna")
    expect(card(teacher, "Anna")).to_be_visible()
    links = school.teachers, school.students
    school.stop()
    expect(anna.locator(".server-gone")).to_be_visible()
    school.start()
    assert (school.teachers, school.students) == links
    expect(anna.locator(".class-strip .who")).to_have_text("Anna")
    expect(card(teacher, "Anna").locator(".age")).to_have_text("At work")
    # The page that was there before the restart keeps nothing from the one that came back.
    teacher.locator("select[name=network]").select_option("pyphi-basic")
    teacher.locator("form[data-act=network] button").click()
    expect(anna.locator(".message .note")).to_contain_text("The teacher sent “OR, COPY, XOR”.")
    teacher.get_by_role("button", name="End the class").click()
    teacher.get_by_role("button", name="End it and delete").click()
    expect(anna.locator(".strip")).to_contain_text("The class is over.")
    expect(teacher.locator("article")).to_have_count(0)
    # While nobody answered, each question whether somebody does is an error of the browser.
    others = [
        each
        for each in school.errors
        if not re.search("ERR_CONNECTION|[Ww]eb ?[Ss]ocket|not connected", each)
    ]
    school.errors.clear()
    assert others == []
