"""A lesson as a value: its steps, what each asks for, and what it claims."""

from __future__ import annotations

from dataclasses import dataclass, field

from apps.lessons.expressions import Condition, Reference, references_in


@dataclass(frozen=True, slots=True)
class Setup:
    """What a step begins with; empty parts stay as they are.

    Attributes
    ----------
    network : str
        An example, by its name in the address, or a file beside the lesson.
    state, system : str
        Of that network; those of its file if empty.
    formalism, view : str
        Their keys.
    """

    network: str = ""
    state: str = ""
    system: str = ""
    formalism: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose.

    Attributes
    ----------
    text : str
    is_right : bool or Condition
        A condition is asked of the network, so that no answer needs to be known beforehand.
    feedback : str
        What is said when it is chosen.
    line : int
        Its line in the file.
    """

    text: str
    is_right: bool | Condition
    feedback: str
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be put in order, by its value."""

    text: str
    value: Reference


@dataclass(frozen=True, slots=True)
class LessonClaim:
    """What a step says of its network, to be computed by a test."""

    condition: Condition
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class LessonStep:
    """One step of a lesson: it says one thing and asks for one act or answer.

    Attributes
    ----------
    id : str
        Its name in the lesson, made of the title.
    title, body : str
        What it says.
    kind : str
        A key of `apps.lessons.kinds.STEPS`.
    task : str
        What is asked for.
    setup : Setup, optional
        What it begins with; None leaves the page as it is.
    until : Condition, optional
        What is seen once it is done.
    hint, then : str
        What helps; what is said once it is done.
    options, items : tuple
        To choose from; to put in order.
    of : Reference, optional
        The number to guess, which may be wrong by ``within`` (a share of it).
    claims : tuple of LessonClaim
    words : tuple of str
        Words of the glossary that it teaches.
    cover : bool, optional
        Whether the numbers of the page are covered while the question is open; None: if they tell the answer.
    inside : bool
        Whether it needs what is inside the system to be open.
    anywhere : bool
        Whether its act may be done on any network.
    line : int
        The line of its title.
    """

    id: str
    title: str
    body: str
    kind: str
    task: str = ""
    setup: Setup | None = None
    until: Condition | None = None
    hint: str = ""
    then: str = ""
    options: tuple[Option, ...] = ()
    items: tuple[Item, ...] = ()
    of: Reference | None = None
    within: float = 0.1
    claims: tuple[LessonClaim, ...] = ()
    words: tuple[str, ...] = ()
    cover: bool | None = None
    inside: bool = False
    anywhere: bool = False
    line: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says to the learner."""
        said = [self.body, self.task, self.hint, self.then]
        said += [text for option in self.options for text in (option.text, option.feedback)]
        return (*said, *(item.text for item in self.items))

    @property
    def asked(self) -> frozenset[Reference]:
        """Every value that it needs, for now or from earlier steps."""
        found = [reference for text in self.texts for reference in references_in(text)]
        found += [] if self.until is None else self.until.references
        found += [] if self.of is None else [self.of]
        found += [item.value for item in self.items]
        for option in self.options:
            found += option.is_right.references if isinstance(option.is_right, Condition) else ()
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson.

    Attributes
    ----------
    slug : str
        Name of its file, without ending.
    title, about : str
    place : int
        Where it stands in the path.
    minutes : int
        How long it takes.
    steps : tuple of LessonStep
    folder : str
        Where the networks beside it are; empty for the lessons of the program.
    language : str
        The code of the language that it is written in.
    setups : mapping of str to Setup
        What is on the page at each step, by its id, if everything was left as the steps put it.
    """

    slug: str
    title: str
    about: str
    place: int
    minutes: int
    steps: tuple[LessonStep, ...]
    folder: str = ""
    language: str = "en"
    setups: dict[str, Setup] = field(default_factory=dict)

    def wanted_of(self, step: str) -> frozenset[Reference]:
        """Return the values that later steps ask for as they are at the end of ``step``."""
        asked = frozenset(reference for each in self.steps for reference in each.asked)
        return frozenset(reference for reference in asked if reference.step == step)
