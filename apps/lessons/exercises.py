"""Exercises on networks made by dice: a kind, a level and a number make the same exercise everywhere.

The dice are thrown until the engine finds a network on which the exercise can be solved: what is asked for
was done by the program before it is asked of anybody. Any other solution is judged by the engine too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from itertools import product
from typing import Any

from apps.document.snapshot import opened
from apps.jobs.errand import Errand, Outcomes
from apps.lessons.compose import compose
from apps.lessons.facts import Facts
from apps.lessons.generated import generated
from apps.lessons.hands import PageHands
from apps.lessons.lesson import Lesson
from engine.errors import PhiscopeError, UnreachableStateError
from engine.substrate.substrate import Substrate
from engine.words import kept_by_language, language, phrase, tr

SLUG = re.compile(r"exercise-([a-z]+)-([1-3])-(\d{1,4})")
THROWS = 400
NOISE = 2e-6  # of Φ, twice the last digit of a condition
WORTH = 0.1  # ibits of Φ, below which there is not much to see


@dataclass(frozen=True, slots=True)
class Exercise:
    """A kind of exercise.

    Attributes
    ----------
    name : str
        What people call it.
    units : tuple of int
        How many units its networks have, by level.
    solve : callable
        Returns what solves it on a network at a level, None if nothing does or it is not of that level.
    text : callable
        Returns its steps in the language in use, given a solution and the network.
    """

    name: str
    units: tuple[int, int, int]
    solve: Callable[[Substrate, int], str | None]
    text: Callable[[str, Substrate], str]


def _facts(substrate: Substrate) -> Facts:
    return Facts(opened(substrate))


def _phi(substrate: Substrate) -> float:
    facts = _facts(substrate)
    return float(facts.structure(facts.units(), facts.state(), facts.formalism()).big_phi)


def _without(substrate: Substrate, at: int) -> Substrate:
    return replace(substrate, edges=(*substrate.edges[:at], *substrate.edges[at + 1 :]))


def _fall(substrate: Substrate, level: int) -> str | None:
    """The edges whose loss makes Φ smaller: most of them at level 1, at most half at 2, one or two at 3."""
    whole = _phi(substrate)
    if whole < WORTH:
        return None
    found = [
        f"{edge.source}→{edge.target}"
        for at, edge in enumerate(substrate.edges)
        if _phi(_without(substrate, at)) < whole - WORTH / 10
    ]
    share = len(found) / len(substrate.edges)
    fits = (share > 0.5, 0 < share <= 0.5, 0 < len(found) <= 2)[level - 1]
    return ", ".join(found) if fits else None


def _outside(substrate: Substrate, _level: int) -> str | None:
    """The one unit that is in no complex."""
    facts = _facts(substrate)
    found = facts.complexes(facts.state(), facts.formalism()).complexes
    left = set(substrate.labels) - {unit for each in found for unit in each.units}
    return left.pop() if len(left) == 1 else None


def _phi_s(facts: Facts, state: tuple[int, ...]) -> float:
    try:
        return float(facts.integration(facts.units(), state, facts.formalism()).phi_s)
    except UnreachableStateError:
        return 0.0  # as lessons have it


def _find(substrate: Substrate, level: int) -> str | None:
    """A bound of φ_s that the present state does not pass, but half of all do, or a quarter, or two."""
    facts = _facts(substrate)
    ranked = sorted((_phi_s(facts, state) for state in product((0, 1), repeat=substrate.n)), reverse=True)
    passing = (len(ranked) // 2, len(ranked) // 4, 2)[level - 1]
    above, below = ranked[passing - 1], ranked[passing]
    bound = round((above + below) / 2, 3)
    fits = above - below > WORTH / 10 and above > WORTH / 2 and _phi_s(facts, facts.state()) < bound
    return f"{bound:.3f}" if fits else None


def _fall_text(_solution: str, network: Substrate) -> str:
    assert network.state is not None
    state, edges = network.state_label(network.state), len(network.edges) - 1
    before = _phi(network) - NOISE  # an arrow that changes nothing must not pass by rounding
    return f"""claim: phi > 0
{tr("All units are in the candidate system, and Φ is {phi}.", phi="{phi}")}

do: {tr("Delete one arrow so that Φ falls.")}
until: edges = {edges} and state = {state} and system = {"".join(network.labels)} and phi < {before:.6f}
hint: {tr("Which arrow carries most of what the units say? If Φ rises, undo and take another.")}
then: {tr("Φ is {phi} now.", phi="{phi}")}
"""


def _outside_text(solution: str, network: Substrate) -> str:
    found = "{complexes}"
    asked = tr("Which unit is in no complex? Look at the arrows.")
    rows = [f"ask: {asked}"]
    for unit in network.labels:
        said = (
            tr("Yes: the complexes are {complexes}.", complexes=found)
            if unit == solution
            else tr("{unit} is in one: the complexes are {complexes}.", unit=unit, complexes=found)
        )
        rows.append(f"- [if in_complex({unit}) = no] {unit}\n  > {said}")
    return "\n".join(rows)


def _find_text(solution: str, network: Substrate) -> str:
    everybody = "".join(network.labels)
    return f"""claim: phi_s < {solution}
{tr("φ_s of all units together is {phi_s}.", phi_s="{phi_s}")}

do: {tr("Find a state in which φ_s is above {bound}: switch units ON and OFF.", bound=solution)}
until: edges = {len(network.edges)} and system = {everybody} and phi_s > {solution}
hint: {tr("Write down what each state gives. Change one unit at a time, so that you miss none.")}
then: {tr("In {state} φ_s is {phi_s}.", state="`{state}`", phi_s="{phi_s}")}
"""


EXERCISES = {
    "find": Exercise(phrase("Find a state"), (3, 4, 4), _find, _find_text),
    "fall": Exercise(phrase("Make Φ fall by one arrow"), (3, 3, 4), _fall, _fall_text),
    "outside": Exercise(phrase("Which unit is in no complex?"), (3, 4, 5), _outside, _outside_text),
}
LEVELS = (phrase("easy"), phrase("medium"), phrase("hard"))


@lru_cache(maxsize=256)
def thrown(slug: str) -> tuple[str, str] | None:
    """Return the network of an exercise, by the name that `generated` knows, and what solves it.

    None if the name is that of no exercise, or its dice never made one.
    """
    found = SLUG.fullmatch(slug)
    if found is None or found[1] not in EXERCISES:
        return None
    kind, level, seed = EXERCISES[found[1]], int(found[2]), int(found[3])
    for throw in range(THROWS):
        # 97 numbers lie between one seed and the next, so that neighbours seldom meet.
        name = f"random-{kind.units[level - 1]}-{(seed * 97 + throw) % 1_000_000}"
        made = generated(name)
        assert made is not None
        try:
            solution = kind.solve(made, level)
        except PhiscopeError:
            continue  # a state without a past has no answer
        if solution is not None:
            return name, solution
    return None


@kept_by_language
def exercise(slug: str) -> Lesson | None:
    """Return an exercise as a lesson of one step, in the language in use; None if there is none."""
    made = thrown(slug)
    if made is None:
        return None
    name, solution = made
    _exercise, kind, level, seed = slug.split("-")
    asked, network = EXERCISES[kind], generated(name)
    assert network is not None
    title = tr("{name}: {level}, number {seed}", name=asked.name, level=LEVELS[int(level) - 1], seed=seed)
    top = f"---\ntitle: {title}\nminutes: 5\nlanguage: {language()}\n---\n"
    step = f"## {asked.name} {{#exercise}}\nnetwork: {name}\nsystem: all\nview: explore\n"
    lesson, mistakes = compose(slug, f"{top}{step}{asked.text(solution, network)}".encode())
    assert lesson is not None, mistakes
    return lesson


def acts(
    hands: PageHands, show: Callable[[str], None], begin: Callable[[str], object]
) -> dict[str, Callable[[str], object]]:
    """Return what can be pressed on `exercise_card`, and what opens it.

    Parameters
    ----------
    hands
        Whose runner throws the dice, while others' pages go on.
    show, begin
        Called with a card for the rail, and with the name of an exercise to begin.
    """
    errand = Errand(hands.runner, "exercise")

    def throw(value: str) -> None:
        slug = f"exercise-{'-'.join(value.split())}"

        def found(made: Any) -> None:
            if made is None:
                show(exercise_card(tr("The dice made no such exercise; take another number.")))
            else:
                begin(slug)

        outcomes = Outcomes(found, lambda reason: show(exercise_card(reason)))
        if errand.send(lambda _report, _stop: thrown(slug), outcomes, long=False) is None:
            found(thrown(slug))  # outside a server nobody else waits

    return {"dice": lambda _value: show(exercise_card()), "exercise": throw}


def exercise_card(problem: str = "") -> str:
    """Return the form by which an exercise is chosen, as markup; with a sentence if there is none."""
    kinds = "".join(f"<option value='{key}'>{escape(each.name)}</option>" for key, each in EXERCISES.items())
    notice = f"<p class='notice'>{escape(problem)}</p>" if problem else ""
    levels = "".join(f"<option value='{n}'>{escape(each)}</option>" for n, each in enumerate(LEVELS, 1))
    return (
        f"<header><button type='button' class='plain' data-act='list'>{escape(tr('All lessons'))}</button>"
        f"</header><h2 tabindex='-1'>{escape(tr('Exercises by dice'))}</h2>"
        f"<p>{escape(tr('The same number makes the same network for everybody. Any solution counts.'))}</p>"
        f"{notice}<form class='draw' data-act='exercise'>"
        f"<label>{escape(tr('Exercise'))} <select name='kind'>{kinds}</select></label>"
        f"<label>{escape(tr('Level'))} <select name='level'>{levels}</select></label>"
        f"<label>{escape(tr('Number'))} "
        f"<input name='seed' type='number' min='0' max='9999' value='1' required></label>"
        f"<button type='submit' class='main'>{escape(tr('Begin'))}</button></form>"
    )
