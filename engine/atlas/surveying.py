"""Carrying out a survey: new systems are computed on all cores, the same under other names carried over.

Networks are taken in blocks. A block is in the table as a whole or not at all, so a survey that was stopped
goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from os import PathLike

from engine.atlas.families import Member
from engine.atlas.recipe import SurveyRecipe
from engine.atlas.symmetry import form
from engine.atlas.table import AtlasTable
from engine.atlas.work import SurveyBlock, System, Work, seconds
from engine.run.jobs import Cancel, Report, Watch
from engine.run.processes import Processes
from engine.substrate.substrate import Substrate
from engine.words import tr

BLOCK_SECONDS = 8.0
"""Predicted work of one block on one core; as much is lost when a survey is stopped."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What a survey did.

    Attributes
    ----------
    rows : int
        Rows in the table.
    computed, carried : int
        Systems that were computed now, and that were found to be the same as another.
    """

    rows: int
    computed: int
    carried: int


def survey(
    recipe: SurveyRecipe,
    path: str | PathLike[str],
    workers: int | None = None,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Surveyed:
    """Carry out a survey, or go on with one that was stopped.

    Parameters
    ----------
    recipe : SurveyRecipe
    path : path
        The table: a new file, or one that was begun with the same recipe.
    workers : int, optional
        Number of processes; one for each core by default.
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a second; what is in the table stays.

    Returns
    -------
    Surveyed

    Raises
    ------
    FormatError
        If the table is of another recipe.
    PhiscopeError
        If a network cannot be made.
    Cancelled
        If `cancel` is set.
    """
    watch = Watch(recipe.name or tr("survey"), report, cancel)
    computed = carried = begun = 0
    with AtlasTable(path, recipe.digest, recipe.text) as table, Processes(workers) as processes:
        done = table.done()
        for block in _blocks(recipe, done, watch):
            begun += len(block.members)
            share = (len(done) + begun) / max(1, recipe.networks)
            before = (len(done) + begun - len(block.members)) / max(1, recipe.networks)
            work = Work(table, block, recipe.complexes, processes, watch, (before, share))
            new, same = work.done()
            computed, carried = computed + new, carried + same
            table.commit()
            watch.tell(share)
        return Surveyed(table.count(), computed, carried)


def _blocks(recipe: SurveyRecipe, done: set[int], watch: Watch) -> Iterator[SurveyBlock]:
    """Yield the networks that are not in the table, as many at a time as a block takes."""
    members: dict[int, tuple[str, Member]] = {}
    systems: list[System] = []
    spent, number = 0.0, -1
    for group in recipe.groups:
        for at, member in enumerate(group.members.make()):
            number += 1
            if number % 64 == 0:
                watch.check()
            if number in done:
                continue
            members[number] = group.kind, member
            own = form(member.substrate)
            for state in dict.fromkeys(group.states(member, at)):
                key, places = own.key(_row(member.substrate, state))
                for formalism in recipe.formalisms:
                    systems.append(System(number, state, formalism, key, places))
                    spent += seconds(member.substrate.n, formalism, recipe.complexes)
            if spent > BLOCK_SECONDS:
                yield SurveyBlock(members, tuple(systems))
                members, systems, spent = {}, [], 0.0
    if members:
        yield SurveyBlock(members, tuple(systems))


def _row(substrate: Substrate, state: Sequence[int]) -> int:
    row = 0
    for value, radix in zip(reversed(state), reversed(substrate.radix), strict=True):
        row = row * radix + value
    return row
