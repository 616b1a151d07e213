"""Letter case: a unit that is ON is written with a capital, a unit that is OFF in lower case."""

from __future__ import annotations

import re
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING

from engine.formalisms import formalism_name
from engine.substrate.states import cased
from engine.substrate.tpm import state_of
from engine.substrate.units import CaseTwin
from engine.words import phrase, spoken, tr
from viz.numbers import number
from viz.view.naming import readings_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.iit4.readings import Readings
    from engine.iit4.structure import PhiStructure

SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
REASONS = {
    "not-strongly-connected": phrase("the units are not strongly connected"),
    "no-cause": phrase("no past state raises the probability of the present one"),
    "no-effect": phrase("the present state makes no future state more likely"),
    "reducible": phrase("a partition makes no difference, so the system is reducible"),
    "unreachable": phrase("no past state leads to this state"),
    "not-reachable-now": phrase(
        "its state cannot follow from any of its states, the others being as they are"
    ),
    "single-unit": phrase("a single unit cannot be cut"),
    "no-concepts": phrase("no mechanism has a concept"),
    "deterministic-cap": phrase("in the 2026 revision a deterministic system has no differentiation"),
}
UNCONNECTED = phrase("the unit has no connection with itself, so it makes no difference to itself")
PLAIN = re.compile(r"φ_([sdcer])(?![A-Za-z])")
LOW = str.maketrans("sre", "ₛᵣₑ")


def why_phrase(reason: str | None, units: int = 2) -> str:
    """Return why φ_s of so many units is 0 as the end of a sentence; empty if there is no reason."""
    if units == 1 and reason == "not-strongly-connected":
        return str(UNCONNECTED)
    return "" if reason is None else REASONS.get(reason, reason)


def letter(label: str, state: int) -> str:
    """Return one unit in the letter case of its state; ``A=1`` or a subscript where case cannot tell."""
    if isinstance(label, CaseTwin):
        return f"{label}={state}"
    # The capitals of many Greek letters look like Latin ones: Α is a macro unit, A one of its micro units.
    if label[0].lower() == label[0].upper() or state > 1 or "α" <= label[0] <= "ω":
        return label + str(state).translate(SUBSCRIPT)
    return cased(label, state)


def elided(text: str, most: int = 24) -> str:
    """Return a text of at most `most` letters, the middle of a longer one left out: "mitogen_…kinase"."""
    if len(text) <= most:
        return text
    end = (most - 1) // 3
    return f"{text[: most - 1 - end]}…{text[len(text) - end :]}"


def brief(text: str, word: int = 12, most: int = 26) -> str:
    """Return units in letter case as a drawing has room for them: long names are elided, one by one.

    Parameters
    ----------
    text
        What `letters` returns.
    word
        Most letters of one name; down to 3 if there are several and together they are too long.
    most
        Most letters in all.

    Returns
    -------
    str
        "mitogen_…ase p53"; the whole stands in captions and, on screen, in what the pointer shows.
    """
    if len(text) <= word:
        return text
    names = text.split(" ")
    for longest in (word, 8, 5, 3):
        said = " ".join([elided(name, longest) for name in names])
        if len(said) <= most:
            return said
    firsts = [name[:1] for name in names]
    close = "".join(names)
    if len({first.casefold() for first in firsts}) < len(firsts) and len(close) <= most:
        return close  # "u0u1U2": the first letters would tell them no more apart
    # They still tell the states.
    return elided(" ".join(firsts) if len(names) > 1 else text, most)


def plain_letters(units: Sequence[str]) -> str:
    """Return labels without their states: "AB"; labels of several letters are separated by spaces."""
    return _between(units).join(units)


def letters(units: Sequence[str], state: Sequence[int]) -> str:
    """Return a set of units in the letter case of their states: "aBC"; longer labels are spaced."""
    return _lettered(tuple(units), tuple(state))


# A step of a slider writes the same few sets dozens of times.
@lru_cache(maxsize=4096)
def _lettered(units: tuple[str, ...], state: tuple[int, ...]) -> str:
    return _between(units).join([letter(unit, value) for unit, value in zip(units, state, strict=True)])


def _between(units: Sequence[str]) -> str:
    return "" if all(len(unit) == 1 and not isinstance(unit, CaseTwin) for unit in units) else " "


def every_state(radix: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Return every state of units, unit i having `radix[i]` states; the first unit varies fastest."""
    return (state_of(row, tuple(radix)) for row in range(prod(radix)))


def caption(structure: PhiStructure) -> str:
    """Return the line under a figure: system, state, formalism, readings, version."""
    system = tuple(zip(structure.units, structure.state, strict=True))
    chosen = tuple(by_hand(structure))
    return _caption(spoken(), system, structure.formalism, structure.readings, chosen, structure.version)


@lru_cache(maxsize=256)  # every picture of a result has the same one
def _caption(
    _language: str,
    system: tuple[tuple[str, int], ...],
    formalism: str,
    readings: Readings,
    chosen: tuple[str, ...],
    version: str,
) -> str:
    units, values = zip(*system, strict=True)
    state = ", ".join([f"{unit} = {value}" for unit, value in system])
    return " · ".join(
        [
            tr("System {name} ({state})", name=letters(units, values), state=state),
            formalism_name(formalism),
            "; ".join([readings_text(readings), *chosen]),
            f"phiscope {version}",
        ]
    )


def by_hand(structure: PhiStructure) -> list[str]:
    """Return the purviews chosen by hand, instead of by the tie rule: ["effect of pQ chosen by hand: RS"]."""
    return [
        tr("cause of {mechanism} chosen by hand: {purview}", **parts)
        if direction == "cause"
        else tr("effect of {mechanism} chosen by hand: {purview}", **parts)
        for direction, parts in _chosen(structure)
    ]


def chosen_purviews(structure: PhiStructure) -> str:
    """Return the purviews chosen by hand in one text: "Rs as the effect of pQ"; or "nothing"."""
    found = [
        tr("{purview} as the cause of {mechanism}", **parts)
        if direction == "cause"
        else tr("{purview} as the effect of {mechanism}", **parts)
        for direction, parts in _chosen(structure)
    ]
    return ", ".join(found) or tr("nothing")


def _chosen(structure: PhiStructure) -> list[tuple[str, dict[str, str]]]:
    """Return the direction, and the mechanism and purview in letter case, of what was chosen by hand."""
    found: list[tuple[str, dict[str, str]]] = []
    if not structure.by_hand:
        return found
    distinctions = {d.mechanism: d for d in structure.distinctions}
    for choice in structure.by_hand:
        distinction = distinctions[choice.mechanism]
        side = distinction.cause if choice.direction == "cause" else distinction.effect
        mechanism = letters(distinction.mechanism, distinction.state)
        parts = {"mechanism": mechanism, "purview": letters(side.units, side.state)}
        found.append((choice.direction, parts))
    return found


def sentence(parts: Sequence[str]) -> str:
    """Return parts as one sentence, separated by semicolons; empty if there are none."""
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def unmarked(text: str) -> str:
    """Return a text for menus and buttons, which have no markup: indices are letters that stand lower.

    There are none for c and d, which follow φ as they are.
    """
    return PLAIN.sub(lambda found: "φ" + found[1].translate(LOW), text)


def if_one(title: str, reason: str | None) -> str:
    """Return the title of what is inside a system; if φ_s is 0 for a `reason`, with words that say so."""
    return title if reason is None else tr("If it were one thing: {title}", title=title)


def why_zero(reason: str | None, units: int = 2) -> str:
    """Return the reason why φ_s of so many units is 0 as a sentence; empty if there is no reason."""
    return "" if reason is None else tr("φ_s is 0: {reason}.", reason=why_phrase(reason, units))


def phi_s_text(units: Sequence[str], state: Sequence[int], phi_s: float) -> str:
    """Return the label of a system's region.

    Parameters
    ----------
    units, state
        Labels and states of its units, in the same order.
    phi_s
        φ_s in ibits.

    Returns
    -------
    str
        "φ_s(aB) = 0.17".
    """
    return f"φ_s({letters(units, state)}) = {number(phi_s, 2)}"
