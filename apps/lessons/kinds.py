"""The kinds of step, and the lines that lessons are written in: one declaration each.

The reader, the schema, the mistakes and the teacher's page follow from them.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.words import tr


@dataclass(frozen=True, slots=True)
class Key:
    """A line ``name: text`` of a lesson.

    Attributes
    ----------
    name, says : str
        What it is called, and what it is for.
    form : str
        "text", "word", "number", "yes", "condition", "value" or "words".
    often : bool
        Whether it may stand several times in a step.
    """

    name: str
    says: str
    form: str = "text"
    often: bool = False


@dataclass(frozen=True, slots=True)
class StepKind:
    """A kind of step: told by the line ``key``, with the lines it needs and may have besides the common ones.

    ``choices`` is what list it needs: "options", "items" or none.
    """

    key: str
    says: str
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    choices: str = ""


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key(
            "network",
            tr("The network that the step begins with: an example, or a file beside the lesson."),
            "word",
        ),
        Key("state", tr("The state it begins in."), "word"),
        Key("system", tr("The candidate system it begins with; “all” for all units."), "word"),
        Key("formalism", tr("The formalism it begins with."), "word"),
        Key("view", tr("The view it begins with."), "word"),
        Key("words", tr("Words of the glossary that the step teaches, with commas."), "words"),
        Key(
            "claim",
            tr("What the step says of its network, as a condition; it is computed by a test."),
            "condition",
            often=True,
        ),
        Key("do", tr("The one act that is asked for."), often=True),
        Key("until", tr("The condition by which it is seen that it was done."), "condition"),
        Key("hint", tr("What helps who is stuck.")),
        Key("then", tr("What is said once it is done, with the learner's own numbers."), often=True),
        Key("ask", tr("A question with answers to choose from.")),
        Key("guess", tr("A question whose answer is a number.")),
        Key("of", tr("The number that is guessed."), "value"),
        Key("within", tr("By which share of it the guess may be wrong: 0.1 is a tenth."), "number"),
        Key("order", tr("What to put in order, the largest first.")),
        Key("cover", tr("“yes” covers the numbers of the page until the question is answered."), "yes"),
    )
}
"""Every line that a step can have, by its name."""

COMMON = ("network", "state", "system", "formalism", "view", "words", "claim")
STEPS: dict[str, StepKind] = {
    "read": StepKind("", tr("Says something; the learner goes on.")),
    "act": StepKind("do", tr("Asks for an act, and sees whether it was done."), ("until",), ("hint", "then")),
    "choose": StepKind(
        "ask", tr("Asks a question with answers to choose from."), (), ("then", "cover"), "options"
    ),
    "guess": StepKind(
        "guess", tr("Asks for a number, then reveals it."), ("of",), ("within", "then", "cover")
    ),
    "order": StepKind("order", tr("Asks for an order, then reveals it."), (), ("then", "cover"), "items"),
}
"""Every kind of step, by its name."""

FRONT = {
    "title": tr("The name of the lesson."),
    "place": tr("Where it stands in the path, as a number."),
    "minutes": tr("How many minutes it takes."),
}
"""The lines between the two “---” at the top of a lesson."""


def kind_told_by(keys: set[str]) -> list[str]:
    """Return the kinds of step that the lines with these keys tell; more than one is a mistake."""
    return [name for name, kind in STEPS.items() if kind.key in keys] or ["read"]


def keys_of(kind: str) -> frozenset[str]:
    """Return the keys that a step of a kind may have."""
    chosen = STEPS[kind]
    return frozenset({chosen.key, *chosen.needs, *chosen.may, *COMMON} - {""})
