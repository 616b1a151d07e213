"""How a class has answered: a histogram of numbers, or a count of each option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from apps.classroom.records import Question
from viz.numbers import number

MOST_VALUES = 8  # different numbers; of more, neighbours share a bar


@dataclass(frozen=True, slots=True)
class TallyBar:
    """A bar: what was answered, how often, and whether it is, or holds, the right answer."""

    label: str
    count: int
    is_right: bool = False


def tally(question: Question, answers: Sequence[str]) -> tuple[TallyBar, ...]:
    """Return the bars of a question, in the order of its options or of the numbers.

    Parameters
    ----------
    question : Question
    answers : sequence of str
        As `Question.read` returns them.
    """
    if question.options:
        return tuple(
            TallyBar(option, list(answers).count(str(i)), question.right == str(i))
            for i, option in enumerate(question.options)
        )
    values = sorted(float(each) for each in answers)
    right = float(question.right) if question.right else None
    different = sorted(set(values))
    if len(different) <= MOST_VALUES:
        return tuple(TallyBar(number(each), values.count(each), each == right) for each in different)
    counts, edges = np.histogram(values, bins=MOST_VALUES)
    last = len(counts) - 1
    return tuple(
        TallyBar(
            f"{number(low)} – {number(high)}",
            int(count),
            right is not None and bool(low <= right < high or (i == last and right == high)),
        )
        for i, (count, low, high) in enumerate(zip(counts, edges, edges[1:], strict=False))
    )
