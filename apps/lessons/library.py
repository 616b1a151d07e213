"""The lessons there are: those of the program and of a teacher's folder, read again when they change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from apps.document.examples import begun, find
from apps.document.read_file import read_path
from apps.document.snapshot import Snapshot, opened
from apps.lessons.compose import compose
from apps.lessons.exercises import exercise
from apps.lessons.generated import generated
from apps.lessons.lesson import Lesson, LessonStep, Setup
from apps.lessons.read import MAX_BYTES, Mistake
from engine.errors import FormatError, PhiscopeError
from engine.formalisms import formalism_of
from engine.words import kept_by_language, language, tr

OWN = Path(str(files("assets"))) / "lessons"
MOST = 60  # lessons of a folder
SUFFIX, ABOUT = ".md", "README"
_folders: list[Path] = []


@dataclass(frozen=True, slots=True)
class Shelf:
    """The lessons of a folder in the order of their path, and the mistakes of those that cannot be read.

    ``mistakes`` has sentences by file name.
    """

    lessons: tuple[Lesson, ...]
    mistakes: dict[str, list[str]]


def use(folder: Path | None) -> None:
    """Offer the lessons of a folder too, from now on.

    Raises
    ------
    PhiscopeError
        If there is no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise FormatError(tr("There is no folder {folder}; name one with lessons (*.md).", folder=folder))
    _folders[:] = [] if folder is None else [folder.resolve()]


def shelf() -> Shelf:
    """Return every lesson there is now; a teacher's file is read again when it has changed.

    Of a lesson that is there in the language in use, in the folder of its code, that one is taken.
    """
    lessons: list[Lesson] = []
    mistakes: dict[str, list[str]] = {}
    for folder in (*_folders, OWN):
        paths = sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file() and path.stem != ABOUT)
        for path in paths[:MOST]:
            there = folder / language() / path.name
            chosen = there if there.is_file() else path
            stamp = chosen.stat()
            beside = str(folder) if folder in _folders else ""
            lesson, found = _read(chosen, stamp.st_mtime_ns, stamp.st_size, beside)
            if lesson is not None and all(each.slug != lesson.slug for each in lessons):
                lessons.append(lesson)
            if found:
                mistakes[chosen.relative_to(folder).as_posix()] = [str(each) for each in found]
    first = [folder in {str(each) for each in _folders} for folder in (each.folder for each in lessons)]
    ranked = sorted(
        zip(lessons, first, strict=True), key=lambda each: (not each[1], each[0].place, each[0].slug)
    )
    return Shelf(tuple(lesson for lesson, _ in ranked), mistakes)


def find_lesson(slug: str) -> Lesson | None:
    """Return a lesson of the shelf, or an exercise made by dice; None if there is none of this name."""
    return next((each for each in shelf().lessons if each.slug == slug), None) or exercise(slug)


def taught() -> dict[str, tuple[str, str]]:
    """Return the lesson and the step that teach a word of the glossary, the first that does, by word."""
    found: dict[str, tuple[str, str]] = {}
    for lesson in shelf().lessons:
        for step in lesson.steps:
            for word in step.words:
                found.setdefault(word, (lesson.slug, step.id))
    return found


@kept_by_language
def _read(path: Path, _changed: int, size: int, folder: str) -> tuple[Lesson | None, list[Mistake]]:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    lesson, mistakes = compose(path.stem, data if size <= MAX_BYTES else data + b" ", folder)
    return (lesson, mistakes) if lesson is None else checked(lesson)


def checked(lesson: Lesson) -> tuple[Lesson | None, list[Mistake]]:
    """Return a lesson whose networks, states, systems and words exist; else None and the mistakes."""
    mistakes: list[Mistake] = []
    for step in lesson.steps:
        if step.setup is None:
            continue
        try:
            start = started(lesson, step)
        except (PhiscopeError, OSError) as error:
            mistakes.append(Mistake(step.line, str(error)))
            continue
        if start is None:
            said = tr("no step so far names a network; write “network: …” here.")
            mistakes.append(Mistake(step.line, said))
    return (None, mistakes) if mistakes else (lesson, [])


def started(lesson: Lesson, step: LessonStep) -> Snapshot | None:
    """Return the document that a step begins with; None if no network was named so far.

    Raises
    ------
    PhiscopeError
        If there is no such network, state, system or formalism.
    """
    setup = lesson.setups[step.id]
    return None if not setup.network else begun_with(lesson, setup)


def begun_with(lesson: Lesson, setup: Setup) -> Snapshot:
    """Return a network in a state, with a candidate system and a formalism."""
    snapshot = _network(lesson, setup.network)
    network = snapshot.substrate
    if setup.state:
        snapshot = replace(snapshot, state=network.parse_state(setup.state))
    if setup.system:
        units = network.units_of(tuple(network.labels) if setup.system == "all" else setup.system)
        snapshot = replace(snapshot, units=None if len(units) == network.n else units)
    if setup.formalism:
        snapshot = replace(snapshot, formalism=formalism_of(setup.formalism).key)
    return snapshot


def _network(lesson: Lesson, name: str) -> Snapshot:
    if find(name) is not None and (snapshot := begun(name)) is not None:
        return snapshot
    made = generated(name)
    if made is not None:
        return opened(made)
    path = Path(lesson.folder) / Path(name).name
    if lesson.folder and "." in name and path.is_file():
        return opened(read_path(path))
    raise FormatError(
        tr(
            "there is no network “{name}”: name an example as its address does, or a file beside the lesson.",
            name=name[:80],
        )
    )
