"""The causation page without a browser: `apps.views.causation.panes`, its states, its lens, its questions.

The desk of the page is `apps.views.causation.workspace`.
"""

import json

import pytest

from apps.views.causation import states
from apps.views.causation.link_pane import NONE
from apps.views.causation.links_table import LinkTable
from apps.views.causation.page import VIEW
from apps.views.causation.what_if import why_not_text
from cards import example
from engine import account
from visits import opened_at, visit
from viz.numbers import number
from viz.view.link import Nearest
from wire import send

pytestmark = pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'")


def of(**changes):
    substrate = example("ac-fig6-or-and")
    known = substrate.transition | changes
    return account(substrate, known["before"], known["after"], known.get("causes"), known.get("effects"))


def shows(shown, found):
    """The header shows an account."""
    text = shown.text("metrics")
    return all(number(found.alpha_total[side]) in text for side in ("cause", "effect"))


def test_the_account_is_the_engine_s_and_follows_states_and_ticks():
    async def scene(shown):
        await shown.until(lambda: shows(shown, of()))
        table = shown.part("links-table")
        assert [row["alpha"] for row in table.rows] == [number(link.alpha) for link in of().links]
        assert shown.text("result-card").startswith("Transition")
        shown.part("effects").value = ["AND"]
        await shown.until(lambda: len(table.rows) == len(of(effects=["AND"]).links))
        shown.part("undo").clicks += 1
        await shown.until(lambda: shows(shown, of()))

    visit(opened_at(VIEW), scene)


def test_a_press_on_a_state_puts_it_and_an_impossible_one_is_said():
    async def scene(shown):
        await shown.until(lambda: shows(shown, of()))
        after = shown.part("states-after")
        assert [unit["text"] for unit in after.units] == ["OR", "and"]
        send(after, {"label": "OR"})
        await shown.until(lambda: "Unit OR cannot be in state 0 after" in shown.text("why"))
        shown.part("take").clicks += 1
        await shown.until(lambda: [unit["text"] for unit in after.units] == ["OR", "and"])
        assert len(after.units) <= states.MOST_SHOWN
        send(shown.part("states-before"), {"label": "AND"})
        assert shown.part("states-before").units[1]["text"] == "AND"

    visit(opened_at(VIEW), scene)


def test_what_is_pointed_at_is_under_the_lens_and_what_is_picked_stays():
    async def scene(shown):
        await shown.until(lambda: shows(shown, of()))
        (table,) = shown.page.select(LinkTable)
        assert "the first of the account" in shown.text("link-text")
        send(table, {"hover": [4, 0]})
        assert "pointed at" in shown.text("link-text")
        assert "α = log2(0.5/0.4444) = 0.1699 bits" in shown.text("link-text")
        assert shown.part("what-if").object.count("<tr") == 4
        send(table, {"hover": None})
        send(table, {"pick": [4, 0]})
        assert "picked" in shown.text("link-text")
        assert table.picked == [4, 0]

    visit(opened_at(VIEW), scene)


def test_why_there_is_no_link_and_the_outcome_under_other_rules():
    async def scene(shown):
        await shown.until(lambda: shows(shown, of()))
        asked = shown.part("why-not")
        assert asked.options
        assert "<td class='number'>" in shown.part("why-not-answer").object
        for gate in ("or", "and", "xnor", "majority"):
            assert "Actual cause" in shown.part(f"compare-{gate}")[1].object or "cannot follow" in (
                shown.part(f"compare-{gate}")[0].object
            )

    visit(opened_at(VIEW), scene)


def test_the_menu_takes_away_the_account_on_screen():
    async def scene(shown):
        await shown.until(lambda: shows(shown, of()))
        data = json.loads(await shown.take("result", "json"))
        assert [link["alpha"] for link in data["links"]] == [link.alpha for link in of().links]
        assert "why-not" in shown.exports()

    visit(opened_at(VIEW), scene)


def test_words_where_there_is_nothing_to_show():
    assert "no links" in NONE
    chances = (("as it was", 0.5), ("otherwise", 0.5))
    near = Nearest("A before has no effect", chances, 1, "It makes no difference.")
    text = why_not_text(near)
    assert text.count("0.5") >= 2
    assert "It makes no difference." in text
