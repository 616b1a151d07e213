"""Readings: what the papers leave open, or others read differently, by name; this is the only list of them.

The first reading of each choice is the default, the paper's own. Results say which others were used. To add a
reading, add a record here; the functions that follow it are `engine.iit4.picks` (tied purviews),
`engine.iit4.integration` (tied states) and `engine.iit4.complexes` (candidates).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from engine.errors import PhiscopeError
from engine.words import phrase, tr

TieRule = Literal["largest", "smallest", "max-phi", "pyphi"]
StateTies = Literal["paper", "first"]
CandidateRule = Literal["all", "reachable-now"]


@dataclass(frozen=True, slots=True)
class NamedReading:
    """One way to read the theory.

    Attributes
    ----------
    key : str
        What commands, files and results call it.
    name : str
        What settings and captions call it.
    taken : str
        What is taken: the end of the choice's sentence.
    means : str
        Sentences that say what it does and which paper follows it.
    """

    key: str
    name: str
    taken: str
    means: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Readings of the same question; the first is the default.

    Attributes
    ----------
    key : str
        What commands, files and results call it.
    name : str
        What settings and captions call it.
    asks : str
        The question, as the help of a command asks it.
    sentence : str
        What a methods section says, with ``{taken}``.
    readings : tuple of NamedReading
    """

    key: str
    name: str
    asks: str
    sentence: str
    readings: tuple[NamedReading, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its readings, the default first."""
        return tuple(reading.key for reading in self.readings)

    def reading(self, key: str) -> NamedReading:
        """Return the reading with a key, or raise `PhiscopeError` with the keys there are."""
        for reading in self.readings:
            if reading.key == key:
                return reading
        known = ", ".join(self.keys)
        said = tr("{name} cannot be {key!r}: use one of {known}.", name=self.key, key=key, known=known)
        raise PhiscopeError(said, field=self.key)

    def said(self, key: str) -> str:
        """Return what a methods section says of a reading, without a full stop."""
        return self.sentence.format(taken=self.reading(key).taken)


CHOICES: dict[str, Choice] = {
    each.key: each
    for each in (
        Choice(
            key="ties",
            name=phrase("ties"),
            asks=phrase("Which of equally good purviews a mechanism has"),
            sentence=phrase("Among equally good purviews {taken} was chosen"),
            readings=(
                NamedReading(
                    "largest",
                    phrase("largest purview"),
                    phrase("the one with the most units"),
                    phrase(
                        "The purview with the most units, as it takes part in the most relations: the short "
                        "way to the largest Φ in IIT 4.0 (Albantakis et al. 2023, S1)."
                    ),
                ),
                NamedReading(
                    "smallest",
                    phrase("smallest purview"),
                    phrase("the one with the fewest units"),
                    phrase(
                        "The purview with the fewest units. No paper on IIT 4.0 follows it; it shows how "
                        "much Φ depends on the choice."
                    ),
                ),
                NamedReading(
                    "max-phi",
                    phrase("purview of largest Φ"),
                    phrase("the one that makes Φ largest"),
                    phrase(
                        "The purviews that together make Φ largest, as IIT 4.0 asks to the letter "
                        "(Albantakis et al. 2023, S1). Beyond 4,096 combinations the best that a search "
                        "finds."
                    ),
                ),
                NamedReading(
                    "pyphi",
                    phrase("PyPhi's order (arbitrary)"),
                    phrase("the first in PyPhi's order, which is arbitrary,"),
                    phrase(
                        "The first purview in the order in which the program PyPhi happens to list them. The "
                        "order means nothing, but the Φ printed in IIT 4.0 (Albantakis et al. 2023, Figs 7 "
                        "and 8) and by Findlay et al. 2024 follow it."
                    ),
                ),
            ),
        ),
        Choice(
            key="state_ties",
            name=phrase("state ties"),
            asks=phrase("Which of equally good cause and effect states the system has"),
            sentence=phrase("Among equally good cause and effect states of the system {taken}"),
            readings=(
                NamedReading(
                    "paper",
                    phrase("largest φ_s"),
                    phrase("those of largest φ_s were kept"),
                    phrase(
                        "Every tied state is tried, and the one with the largest φ_s counts, then the one "
                        "with the largest Φ: IIT 4.0 (Albantakis et al. 2023)."
                    ),
                ),
                NamedReading(
                    "first",
                    phrase("first state"),
                    phrase("the first was taken, before any partition was looked at"),
                    phrase(
                        "Only the first tied state is tried (the first unit varies fastest), as in the "
                        "program PyPhi, so φ_s can be smaller. The complexes printed by Findlay et al. 2024 "
                        "follow it."
                    ),
                ),
            ),
        ),
        Choice(
            key="candidates",
            name=phrase("candidates"),
            asks=phrase("Which sets of units can be complexes"),
            sentence=phrase("Candidate systems were {taken}"),
            readings=(
                NamedReading(
                    "all",
                    phrase("all"),
                    phrase("all sets of units"),
                    phrase("Every set of units can be a complex: IIT 4.0 (Albantakis et al. 2023)."),
                ),
                NamedReading(
                    "reachable-now",
                    phrase("reachable now"),
                    phrase(
                        "the sets of units whose state can follow from one of their states while the other "
                        "units are as they are now"
                    ),
                    phrase(
                        "Left out is a set of units whose state cannot follow from any of its own states "
                        "while the other units stay as they are now. No paper asks for it, but the program "
                        "PyPhi does, and the complexes printed by Findlay et al. 2024 follow it."
                    ),
                ),
            ),
        ),
    )
}
"""Every choice by key."""

CHOICES_OF_IIT3 = {"ties": replace(CHOICES["ties"], readings=CHOICES["ties"].readings[:2])}
"""The same for IIT 3.0, which tries no tied states of the system: the largest or the smallest purview."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings that an analysis follows.

    Parameters
    ----------
    ties : {"largest", "smallest", "max-phi", "pyphi"}
        Which of several tied congruent purviews a mechanism has: the largest or the smallest, then the first
        by unit index; those that give the largest Φ (IIT 4.0, S1); the first in PyPhi's order.
    state_ties : {"paper", "first"}
        Which of several tied specified states the system has: those of the largest φ_s, then the largest Φ;
        or in each direction the lowest row, before any partition is looked at.
    candidates : {"all", "reachable-now"}
        Which sets of units can be complexes: all; or those whose state can follow from some of their states
        while the background is as it is now.

    Raises
    ------
    PhiscopeError
        If there is no such reading.
    """

    ties: TieRule = "largest"
    state_ties: StateTies = "paper"
    candidates: CandidateRule = "all"

    def __post_init__(self) -> None:
        """Refuse readings that there are not."""
        for key, choice in CHOICES.items():
            choice.reading(getattr(self, key))

    def to_dict(self) -> dict[str, str]:
        """Return the readings that are not the default, by the key of the choice."""
        return {
            key: getattr(self, key) for key, choice in CHOICES.items() if getattr(self, key) != choice.keys[0]
        }


DEFAULTS = Readings()
