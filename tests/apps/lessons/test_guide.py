"""The rail: it sees what is done on the page, says what came of it, and forgets nothing."""

import asyncio
import json

import pytest

from apps.document.document import Document
from apps.document.examples import begun, first_substrate
from apps.jobs.runner import Runner
from apps.lessons import library
from apps.lessons.guide import LessonGuide
from apps.lessons.hands import PageHands
from apps.selection.causal_selection import CausalSelection
from apps.selection.selection import MechanismRef
from wire import Wire

LESSON = """---
title: Mine
minutes: 9
---
## Press
network: iit4-fig1
state: aBC
system: AB
view: explore
φ_s is {phi_s}.

do: Press A.
until: state = ABC
hint: The circle.
then: Now φ_s is {phi_s}.
## Guess
cover: yes
guess: How much was it?
of: phi_s@press
## Ask
ask: Which?
- [ ] this
  > no, <b>
- [x] that
  > yes
## Order
order: Which?
- AB = phi_s(AB, aBC)
- C = phi_s(C, aBC)
## Pick
state: aBC
do: Pick AB.
until: picked = AB and view = complexes
## Another
network: two-swap-pairs
{phi_s}
"""


class Stand:
    """A page of which only what the rail touches is there."""

    def __init__(self):
        self.document = Document(first_substrate(), origin="iit4-fig1")
        self.selection, self.runner = CausalSelection(), Runner()
        self.view, self.put, self.closed = "explore", [], 0
        hands = PageHands(
            self.document,
            self.selection,
            self.runner,
            view=lambda: self.view,
            go=lambda name: setattr(self, "view", name),
            put=self._put,
            close=lambda: setattr(self, "closed", self.closed + 1),
            watched=[(self.document, ["snapshot"]), (self.selection, ["picked", "own_cut", "inside"])],
        )
        self.guide = LessonGuide(hands)
        self.wire = Wire(self.guide.view)

    def _put(self, wanted, replaceable):
        self.put.append((wanted.origin, replaceable))
        self.document.put(wanted)

    def act(self, name, value=""):
        self.wire.send({"act": name, "value": value})

    @property
    def markup(self):
        return self.guide.view.markup

    @property
    def kept(self):
        return [json.loads(told["keep"]) for told in self.wire.told if "keep" in told][-1]


@pytest.fixture
def stand(tmp_path):
    (tmp_path / "mine.md").write_text(LESSON, encoding="utf-8")
    library.use(tmp_path)
    made = Stand()
    yield made
    made.runner.close()
    library.use(None)


def test_an_act_is_seen_and_said_in_the_learners_own_numbers(stand):
    stand.act("begin", "mine")
    assert stand.put == [("iit4-fig1", frozenset())]
    assert "0.1719" in stand.markup
    stand.act("hint")
    assert "The circle" in stand.guide.view.said
    assert "Not yet." not in stand.markup
    stand.document.toggle("C")
    assert "Done." not in stand.markup
    assert "Not yet." in stand.markup
    assert stand.guide.view.said == "Not yet."
    stand.document.toggle("C")  # as it was: nothing was tried
    assert "Not yet." not in stand.markup
    stand.document.set_state("ABC")
    assert "Done." in stand.guide.view.said
    assert stand.guide.view.said.endswith("Now φ s is 0 .")
    stand.document.set_state("aBC")  # what was said stays about what was done
    assert "<span class='figure'>0</span>" in stand.markup
    assert stand.kept["mine"]["done"] == ["press"]
    assert stand.kept["mine"]["kept"]["press"]["phi_s"] == [0, "0"]


def test_guess_choice_and_order(stand):
    stand.act("begin", "mine")
    stand.document.set_state("ABC")
    stand.act("next")
    assert stand.guide.view.covered
    for wrong in ("much", "nan", "inf", ""):
        stand.act("guess", wrong)
        assert "Say a number, such as 0.17." in stand.guide.view.said
        assert "Say a number, such as 0.17." in stand.markup
    stand.act("guess", "0,5")
    assert "You said 0.5; it is 0." in stand.guide.view.said
    assert not stand.guide.view.covered
    stand.act("next")
    stand.act("choose", "0")
    assert "no, &lt;b&gt;" in stand.markup
    stand.act("choose", "7")
    stand.act("choose", "1")
    assert "yes" in stand.guide.view.said
    stand.act("next")
    stand.act("up", "1")
    stand.act("down", "1")
    assert "place 2" in stand.guide.view.said
    stand.act("up", "1")
    stand.act("order")
    assert "That is the order" in stand.guide.view.said
    assert stand.kept["mine"]["done"] == ["press", "guess", "ask", "order"]


def test_picks_and_views_are_seen_and_the_next_network_is_opened(stand):
    stand.wire.send({"found": json.dumps({"mine": {"step": "pick", "done": [], "kept": {}}})})
    assert "Begin: Mine" in stand.markup
    stand.act("begin", "mine")
    assert "Pick AB" in stand.markup
    stand.view = "complexes"
    stand.selection.pick(MechanismRef(("A", "B")))
    assert "Done." in stand.guide.view.said
    stand.act("next")
    assert stand.document.snapshot.origin == "two-swap-pairs"
    assert stand.document.snapshot == begun("two-swap-pairs")
    stand.act("next")  # there is no other
    stand.act("list")
    assert "1 of 6 steps" in stand.markup


def test_an_act_that_is_done_already_is_said_with_all_its_numbers(tmp_path):
    """The page is looked at before the engine has answered, but only then the step ends."""

    async def scene(stand):
        stand.document.set_state("ABC")
        stand.act("begin", "quick")
        assert "already" not in stand.markup
        async with asyncio.timeout(30):
            while "It is so already." not in stand.markup:
                await asyncio.sleep(0.01)
        assert "…" not in stand.markup
        assert "It is <span class='figure'>0</span>." in stand.markup

    async def play():
        stand = Stand()
        await scene(stand)
        stand.runner.close()

    text = "---\ntitle: Quick\nminutes: 9\n---\n## One\ndo: A.\nuntil: state = ABC\nthen: It is {phi_s}.\n"
    (tmp_path / "quick.md").write_text(text, encoding="utf-8")
    library.use(tmp_path)
    asyncio.run(play())
    library.use(None)


def test_what_is_answered_before_the_values_are_there_is_judged_once_they_are(tmp_path):
    async def until(stand, said):
        async with asyncio.timeout(30):
            while said not in stand.guide.view.said:
                await asyncio.sleep(0.01)

    async def play():
        stand = Stand()
        stand.act("begin", "slow")
        stand.act("choose", "1")
        assert "another" not in stand.guide.view.said
        assert "✗" not in stand.markup
        await until(stand, "Yes.")
        assert stand.kept["slow"]["done"] == ["ask"]
        stand.document.set_state("aBc")
        stand.act("next")
        stand.act("order")
        assert "is the order" not in stand.guide.view.said
        await until(stand, "order")
        assert stand.kept["slow"]["done"] == ["ask", "order"]
        stand.runner.close()

    text = """---
title: Slow
minutes: 9
---
## Ask
ask: What is it?
- [if phi_s = 7] 7
  > No.
- [if phi_s < 7] Less
  > Yes.
## Order
order: Which?
- AB = phi_s(AB)
- C = phi_s(C)
"""
    (tmp_path / "slow.md").write_text(text, encoding="utf-8")
    library.use(tmp_path)
    asyncio.run(play())
    library.use(None)


def test_another_network_on_screen_is_told_and_can_be_changed_back(stand):
    stand.act("begin", "mine")
    stand.document.load_preset("xor-line")
    assert "This step is about" in stand.markup
    stand.act("reopen")
    assert stand.put[-1] == ("iit4-fig1", frozenset({"iit4-fig1", "two-swap-pairs"}))
    assert stand.document.snapshot.origin == "iit4-fig1"
    assert "This step is about" not in stand.markup


STRANGE = """---
title: Strange
minutes: 9
---
## Ask
network: iit4-fig1
state: aBC
system: AB
φ_s is {phi_s}.

ask: How large is it?
- [if phi_s = 0] 0
  > It is 0.
- [if phi_s > 0] Above
  > It is {phi_s}.
## Guess
guess: How much was it, {phi_s@ask}?
of: phi_s
## Order
order: Which first?
- AB = phi_s(AB)
- C = phi_s(C)
## Act
do: Pick A.
until: picked = A
## Any
anywhere: yes
Here φ_s is {phi_s}.

do: Open any network of six units.
until: units = 6
then: It has {units}.
"""
ANSWERS = {"ask": ("choose", "1"), "guess": ("guess", "0.17"), "order": ("order", "")}


@pytest.fixture
def strange(stand, tmp_path):
    (tmp_path / "strange.md").write_text(STRANGE, encoding="utf-8")
    return stand


@pytest.mark.parametrize("step", ANSWERS)
def test_an_answer_is_judged_on_the_network_of_the_step_only(strange, step):
    strange.guide.begin("strange", step)
    assert strange.guide.view.covered
    strange.document.load_preset("xor-line")
    assert "What you do counts once it is open." in strange.markup
    assert not strange.guide.view.covered
    strange.act(*ANSWERS[step])
    assert strange.guide.view.said.startswith("Not judged: the question is about “")
    assert "Not judged" in strange.markup
    assert strange.kept["strange"]["done"] == []
    strange.act("reopen")
    assert "Not judged" not in strange.markup
    strange.document.toggle("C")  # made of it by the learner
    strange.act(*ANSWERS[step])
    assert strange.kept["strange"]["done"] == [step]


def test_what_was_judged_and_the_values_of_a_step_are_not_those_of_another_network(strange):
    strange.act("begin", "strange")
    assert "φ<sub>s</sub> is <span class='figure'>0.1719</span>" in strange.markup
    strange.act("choose", "1")
    assert "option right" in strange.markup
    strange.document.load_preset("twin-zombie")
    assert "φ<sub>s</sub> is <span class='figure'>…</span>" in strange.markup
    assert "option right' data-act='choose' data-value='1'" in strange.markup
    assert "It is <span class='figure'>0.1719</span>" in strange.markup
    strange.act("next")
    strange.document.load_preset("twin-zombie")
    assert "How much was it, <span class='figure'>0.1719</span>" in strange.markup


def test_an_act_counts_on_any_network_only_where_the_lesson_says_so(strange):
    strange.guide.begin("strange", "act")
    strange.document.load_preset("xor-line")
    strange.selection.pick(MechanismRef(("A",)))
    assert strange.kept["strange"]["done"] == []
    strange.guide.begin("strange", "any")
    assert "Not yet" not in strange.markup
    strange.document.load_preset("xor-line")
    assert strange.kept["strange"]["done"] == ["any"]
    assert "Here φ<sub>s</sub> is <span class='figure'>…</span>" in strange.markup
    assert "It has <span class='figure'>6</span>" in strange.markup
    assert "counts once" not in strange.markup


def test_what_an_act_needs_inside_is_opened_and_missed_when_it_is_closed(stand, tmp_path):
    text = "---\ntitle: In\nminutes: 9\n---\n## One\ninside: yes\ndo: Pick A.\nuntil: picked = A\n"
    (tmp_path / "in.md").write_text(f"{text}## Two\ndo: Look inside.\nuntil: inside\n", encoding="utf-8")
    stand.view = "complexes"
    stand.selection.pick(MechanismRef(("A",)))  # before the step: no act of it
    stand.act("begin", "in")
    assert "already" not in stand.markup
    assert (stand.view, stand.selection.inside) == ("explore", True)
    assert "Press “Look inside” first" not in stand.markup
    stand.selection.inside = False
    assert "Press “Look inside” first" in stand.markup
    stand.selection.inside = True
    stand.selection.pick(MechanismRef(("A",)))
    assert "Done." in stand.markup
    stand.act("next")
    assert "It is so already." in stand.markup


def test_a_changed_file_is_read_when_the_lesson_is_opened(stand, tmp_path):
    (tmp_path / "mine.md").write_text(LESSON.replace("title: Mine", "title: Other"), encoding="utf-8")
    stand.act("begin", "mine")
    assert "<b>Other</b>" in stand.markup
    (tmp_path / "mine.md").write_text("nothing", encoding="utf-8")
    stand.act("reopen")
    stand.act("begin", "mine")
    assert "Line 1: a lesson begins with" in stand.markup


def test_what_is_put_away_rests_and_is_up_to_date_when_it_is_shown(stand):
    stand.act("begin", "mine")
    before = stand.markup
    stand.guide.show(False)
    stand.document.set_state("ABC")
    assert stand.markup == before
    stand.guide.show(True)
    assert "Done." in stand.markup
    stand.act("close")
    assert stand.closed == 1


NONSENSE = (None, "x", {}, {"act": 3}, {"act": "constructor"}, {"act": "next"}, {"found": 3})
NO_ACTS = (("begin", "no"), ("begin", "x" * 999), ("choose", "x"), ("guess", "1"), ("up", "0"), ("order", ""))


@pytest.mark.parametrize("message", [*NONSENSE, *({"act": act, "value": value} for act, value in NO_ACTS)])
def test_what_makes_no_sense_changes_nothing(stand, message):
    before = stand.document.snapshot
    stand.wire.send(message)
    assert "<h2 tabindex='-1'>Lessons</h2>" in stand.markup
    assert stand.document.snapshot is before
