"""All tables as CSV, and the JSON of one, as JSON {name: text}; run in a process of its own."""

import json
import sys
from dataclasses import replace
from threading import Event

from apps.document.snapshot import opened
from apps.figures.exports import Order, make
from apps.figures.result_tables import TABLES
from apps.results.dynamics import Motion, walk
from apps.results.exhibit import Exhibit, with_needs
from cards import example
from engine import account, complexes, unfold
from engine.substrate.substrate import Substrate
from simulated import SCALES, moment


def exhibits():
    """What there is of a network with tied purviews, beside its next state, and of a transition."""
    snapshot = opened(
        replace(Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"}), state=(1, 0, 0))
    )
    substrate, state = snapshot.substrate, snapshot.state
    other = replace(snapshot, state=(0, 0, 1))
    found = Exhibit(
        snapshot,
        unfold(substrate, state),
        complexes(substrate, state),
        other=Exhibit(other, unfold(substrate, other.state)),
        motion=Motion(walk(substrate, state, 4, 1)),
    )
    paper = opened(example("iit4-fig1"))
    moving = Exhibit(paper, complexes=complexes(paper.substrate, paper.state))
    moved = opened(example("ac-fig6-or-and"))
    known = moved.substrate.transition
    links = Exhibit(moved, account=account(moved.substrate, known["before"], known["after"]))
    return found, with_needs(moving, {"sweep"}, print_nothing, Event()), links


def print_nothing(_fraction, _phase=""):
    """Report progress to nobody."""


def main():
    """Write all tables."""
    found, moving, links = exhibits()
    found = with_needs(found, {"course"}, print_nothing, Event())
    fourth = Exhibit(opened(example("iit3-fig4")))
    versions = with_needs(fourth, {"versions", "version-states"}, print_nothing, Event())
    named = ("versions-table", "version-states-table", "concepts-table", "transport-table")
    of = dict.fromkeys(named, versions)
    simulated = Exhibit(opened(example("findlay-pqrs")), moment=moment(), scales=SCALES)
    of |= {"wholes-table": simulated, "scaling-table": simulated}
    surveyed = with_needs(moving, {"atlas", "plane"}, print_nothing, Event())
    of |= {"atlas-table": surveyed, "plane-table": surveyed}
    of |= {"sweep-table": moving, "candidates-table": moving, "links-table": links}
    told = {name: make(Order(name, "csv"), of.get(name, found)).decode() for name in TABLES}
    told["json"] = json.loads(make(Order("candidates-table", "json"), moving))["rows"]
    told["title"] = str(TABLES["tpm-table"].title)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
