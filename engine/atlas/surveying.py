"""Carrying out a survey: new systems are computed on all cores, the same under other names carried over.

`engine.run.jobs.using` with an `engine.run.cluster.Cluster` computes them on many machines.

Networks are taken in blocks. A block is in the table as a whole or not at all, so a survey that was stopped
goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from os import PathLike

from engine.atlas.members import Member
from engine.atlas.recipe import SurveyRecipe
from engine.atlas.symmetry import form
from engine.atlas.table import AtlasTable
from engine.atlas.work import SurveyBlock, System, Work, seconds
from engine.run import jobs
from engine.run.cluster import Cluster
from engine.run.jobs import Cancel, Executor, Report, Watch
from engine.run.processes import Processes
from engine.substrate.tpm import row_of
from engine.words import tr

BLOCK_SECONDS = 8.0
"""Predicted work of one block on one core; as much is lost when a survey is stopped."""
SAMPLED = 16
"""Networks of a group by which the time of all is predicted."""


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
    block_seconds: float = BLOCK_SECONDS,
) -> Surveyed:
    """Carry out a survey, or go on with one that was stopped.

    Parameters
    ----------
    recipe : SurveyRecipe
    path : path
        The table: a new file, or one that was begun with the same recipe.
    workers : int, optional
        Number of processes; one for each core by default. A cluster in use computes instead of them.
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a second; what is in the table stays.
    block_seconds : float
        Predicted work of a block on one core, and on a cluster on each of its; as much is lost when a survey
        is stopped.

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
    with AtlasTable(path, recipe.digest, recipe.text) as table, _machines(workers) as (machines, times):
        done = table.done()
        for block in _blocks(recipe, done, watch, block_seconds * times):
            begun += len(block.members)
            share = (len(done) + begun) / max(1, recipe.networks)
            before = (len(done) + begun - len(block.members)) / max(1, recipe.networks)
            work = Work(table, block, recipe.complexes, machines, watch, (before, share))
            new, same = work.done()
            computed, carried = computed + new, carried + same
            table.commit()
            watch.tell(share)
        return Surveyed(table.count(), computed, carried)


@contextmanager
def _machines(workers: int | None) -> Iterator[tuple[Executor, int]]:
    """Give what computes, and how many times the work of one core a block has.

    Most of the work is Python: on this machine it runs in processes, of which threads would share one core.
    """
    chosen = jobs.in_use()
    if isinstance(chosen, Cluster):
        yield chosen, chosen.workers
        return
    with Processes(workers) as processes:
        yield processes, 1


@dataclass(frozen=True, slots=True)
class SurveySize:
    """What a survey is about to take.

    Attributes
    ----------
    networks, systems : int
        The number of networks, and predicted of networks in states under formalisms.
    seconds : float
        Predicted time on one core, at most: what is the same as another but for names takes none.
    """

    networks: int
    systems: int
    seconds: float


def predict(recipe: SurveyRecipe) -> SurveySize:
    """Predict the size of a survey by the first networks of each family."""
    systems = spent = 0.0
    for group in recipe.groups:
        sample = list(islice(group.members.make(), SAMPLED))
        asked = [(each.substrate.n, len(set(group.states(each, i)))) for i, each in enumerate(sample)]
        share = group.members.count / len(sample) if sample else 0.0
        systems += share * sum(count for _, count in asked) * len(recipe.formalisms)
        spent += share * sum(
            count * seconds(units, formalism, recipe.complexes)
            for units, count in asked
            for formalism in recipe.formalisms
        )
    return SurveySize(recipe.networks, round(systems), spent)


def _blocks(
    recipe: SurveyRecipe, done: set[int], watch: Watch, block_seconds: float
) -> Iterator[SurveyBlock]:
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
                key, places = own.key(row_of(state, member.substrate.radix))
                for formalism in recipe.formalisms:
                    systems.append(System(number, state, formalism, key, places))
                    spent += seconds(member.substrate.n, formalism, recipe.complexes)
            if spent > block_seconds:
                yield SurveyBlock(members, tuple(systems))
                members, systems, spent = {}, [], 0.0
    if members:
        yield SurveyBlock(members, tuple(systems))
