"""The kinds of step, and the lines that lessons are written in: one declaration each.

The reader, the schema, the mistakes and the teacher's page follow from them.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.words import phrase


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

    ``choices`` is what list it needs: "options", "items" or none. ``covers`` says that its answer stands on
    the page, so that the numbers there are covered until it is given.
    """

    key: str
    says: str
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    choices: str = ""
    covers: bool = False


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key(
            "network",
            phrase("The network that the step begins with: an example, or a file beside the lesson."),
            "word",
        ),
        Key("state", phrase("The state it begins in."), "word"),
        Key("system", phrase("The candidate system it begins with; “all” for all units."), "word"),
        Key("formalism", phrase("The formalism it begins with."), "word"),
        Key("view", phrase("The view it begins with."), "word"),
        Key("words", phrase("Words of the glossary that the step teaches, with commas."), "words"),
        Key(
            "claim",
            phrase("What the step says of its network, as a condition; it is computed by a test."),
            "condition",
            often=True,
        ),
        Key("do", phrase("The one act that is asked for."), often=True),
        Key("until", phrase("The condition by which it is seen that it was done."), "condition"),
        Key("hint", phrase("What helps who is stuck.")),
        Key("then", phrase("What is said once it is done, with the learner's own numbers."), often=True),
        Key("ask", phrase("A question with answers to choose from.")),
        Key("guess", phrase("A question whose answer is a number.")),
        Key("of", phrase("The number that is guessed."), "value"),
        Key("within", phrase("By which share of it the guess may be wrong: 0.1 is a tenth."), "number"),
        Key("order", phrase("What to put in order, the largest first.")),
        Key(
            "cover",
            phrase(
                "“no” leaves the numbers of the page to be read while the question is open; "
                "“yes” covers them where they would not be."
            ),
            "yes",
        ),
        Key(
            "inside",
            phrase(
                "“yes” opens “Look inside” when the learner comes to the step, which speaks of what is there."
            ),
            "yes",
        ),
        Key(
            "anywhere",
            phrase("“yes” lets the act be done on any network, not only on that of the step."),
            "yes",
        ),
    )
}
"""Every line that a step can have, by its name."""

COMMON = ("network", "state", "system", "formalism", "view", "words", "claim", "inside")
STEPS: dict[str, StepKind] = {
    "read": StepKind("", phrase("Says something; the learner goes on.")),
    "act": StepKind(
        "do",
        phrase("Asks for an act, and sees whether it was done."),
        ("until",),
        ("hint", "then", "anywhere"),
    ),
    "choose": StepKind(
        "ask", phrase("Asks a question with answers to choose from."), (), ("then", "cover"), "options"
    ),
    "guess": StepKind(
        "guess",
        phrase("Asks for a number, then reveals it."),
        ("of",),
        ("within", "then", "cover"),
        covers=True,
    ),
    "order": StepKind(
        "order", phrase("Asks for an order, then reveals it."), (), ("then", "cover"), "items", covers=True
    ),
}
"""Every kind of step, by its name."""

FRONT = {
    "title": phrase("The name of the lesson."),
    "place": phrase("Where it stands in the path, as a number."),
    "minutes": phrase("How many minutes it takes."),
    "language": phrase("The code of the language that it is written in; English if it is left out."),
}
"""The lines between the two “---” at the top of a lesson."""


def kind_told_by(keys: set[str]) -> list[str]:
    """Return the kinds of step that the lines with these keys tell; more than one is a mistake."""
    return [name for name, kind in STEPS.items() if kind.key in keys] or ["read"]


def keys_of(kind: str) -> frozenset[str]:
    """Return the keys that a step of a kind may have."""
    chosen = STEPS[kind]
    return frozenset({chosen.key, *chosen.needs, *chosen.may, *COMMON} - {""})
