"""What to say beside the Run button: how large a question is, how long it takes, or that it is too large."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from apps.document.snapshot import Snapshot
from apps.document.transition import MOST_EACH
from apps.results.limits import ENGINE_UNITS, MOST_TOGETHER
from apps.results.version_states import seconds
from engine.iit3.system import MAX_UNITS
from engine.run.costs import ACCOUNT, COMPLEXES, CONSTELLATION
from engine.words import tr

if TYPE_CHECKING:
    from apps.document.transition import Moment
    from engine.iit4.costs import Estimate


def duration(seconds: float) -> str:
    """Return a duration as a person would say it."""
    if seconds < 1:
        return tr("less than a second")
    if seconds < 1.5:
        return tr("about a second")
    if seconds < 90:
        return tr("about {n} seconds", n=_many(seconds, 1))
    if seconds < 5400:
        return tr("about {n} minutes", n=_many(seconds, 60))
    if seconds < 172800:
        return tr("about {n} hours", n=_many(seconds, 3600))
    return tr("about {n} days", n=round(seconds / 86400))


def _many(seconds: float, size: int) -> int:
    return max(2, round(seconds / size))


def unfolding(count: int, cost: Estimate) -> str:
    """Return what unfolding a system of ``count`` units takes."""
    return tr(
        "{count} units: unfolding them takes {duration} and {megabytes:,} MB.",
        count=count,
        duration=duration(cost.seconds),
        megabytes=max(1, cost.bytes >> 20),
    )


def searching(n: int) -> str:
    """Return how many candidate systems ``n`` units have, and how long searching them takes."""
    if n > ENGINE_UNITS:
        return tr(
            "{n:,} units: rules rule out sets of units, and those that are left are evaluated. That may take "
            "some seconds.",
            n=n,
        )
    return tr(
        "{n} units have {count:,} candidate systems: searching them takes {duration}.",
        n=n,
        count=2**n - 1,
        duration=duration(COMPLEXES.at(n)),
    )


def accounting(causes: int, effects: int) -> str:
    """Return what the account of so many causes and effects takes."""
    return tr(
        "{a} causes and {b} effects: the account takes {duration}.",
        a=causes,
        b=effects,
        duration=duration(ACCOUNT.at(causes + effects)),
    )


def too_many_units(snapshot: Snapshot) -> str:
    """Return why a network is too large for what needs a table of its states; empty where it is not."""
    n = snapshot.substrate.n
    if n <= ENGINE_UNITS:
        return ""
    return tr(
        "This needs a table of all states, and {n:,} units have too many: the limit is {limit} units. The "
        "views Complexes, Explore, Dynamics and Causation need none.",
        n=n,
        limit=ENGINE_UNITS,
    )


def too_large_a_system(snapshot: Snapshot) -> str:
    """Return why a candidate system is too large to unfold; empty where it is not."""
    n = len(snapshot.system)
    if n <= ENGINE_UNITS:
        return ""
    return tr(
        "{n:,} units are too many for one candidate system: choose at most {limit} of them, for example one "
        "of the complexes, which the view Complexes finds.",
        n=n,
        limit=ENGINE_UNITS,
    )


def too_few_occurrences(snapshot: Snapshot, now: Moment) -> str:
    """Return what to choose in a network so large that not all of it is accounted for; empty if it is."""
    if now.causes and now.effects:
        return ""
    return tr(
        "{n:,} units are too many for one account: tick some causes and effects below the drawing, or choose "
        "a candidate system of at most {most} units, such as a complex, which is then both. All other units "
        "are held in their states before.",
        n=snapshot.substrate.n,
        most=MOST_EACH,
    )


def too_many_occurrences(causes: int, effects: int) -> str:
    """Return why a transition is too large for an account; empty where it is not."""
    if causes + effects <= MOST_TOGETHER:
        return ""
    return tr(
        "{a} causes and {b} effects are too many: untick some, at most {most} together can be computed.",
        a=causes,
        b=effects,
        most=MOST_TOGETHER,
    )


def versions(count: int) -> str:
    """Return what every version of the theory takes for a system of ``count`` units."""
    if count > MAX_UNITS:
        return tr(
            "{count} units: IIT 3.0 takes at most {most}, so only the other versions are computed.",
            count=count,
            most=MAX_UNITS,
        )
    return tr(
        "{count} units: IIT 3.0 takes {duration}, the other versions less.",
        count=count,
        duration=duration(CONSTELLATION.at(count)),
    )


def version_states(snapshot: Snapshot) -> str:
    """Return what all states under every version of the theory take."""
    if len(snapshot.system) > MAX_UNITS:
        return versions(len(snapshot.system))
    return tr(
        "{states:,} states of {count} units: IIT 3.0 takes {duration} in all, the other versions less.",
        states=prod(snapshot.substrate.radix),
        count=len(snapshot.system),
        duration=duration(seconds(snapshot)),
    )
