"""The values that lessons ask for, check and fill in: one declaration each, from which the rest follows.

What is about the page (`quick`) is read at once; the rest is asked of the engine, in a worker.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from apps.lessons import answers as find
from apps.lessons.answers import Kind, Told
from engine.words import phrase


@dataclass(frozen=True, slots=True)
class Value:
    """A value that lessons know.

    Attributes
    ----------
    name : str
        What lessons call it.
    kind : str
        How it is compared: as a number, a set of units, a state, a word, or yes.
    says : str
        What it is, for teachers.
    takes : tuple of str
        What its arguments are: "units", "state", "formalism", "unit" or "word".
    needs : int
        How many of them must be given; the others are those of the page.
    read : callable(Facts, Scene, *arguments)
        Returns an `Told`.
    quick : bool
        Whether it is read off the page without computing.
    """

    name: str
    kind: Kind
    says: str
    takes: tuple[str, ...]
    needs: int
    read: Callable[..., Told]
    quick: bool = False


ASKED = ("units", "state", "formalism")
_LIST = (
    Value("state", "state", phrase("The state on screen: aBC."), (), 0, find.state_on_screen, quick=True),
    Value("system", "units", phrase("The candidate system."), (), 0, find.system, quick=True),
    Value(
        "network",
        "word",
        phrase("The example on screen, by its name in the address; empty for one's own."),
        (),
        0,
        lambda facts, _scene: Told(facts.snapshot.origin, facts.snapshot.origin),
        quick=True,
    ),
    Value(
        "formalism",
        "word",
        phrase("The formalism that is set."),
        (),
        0,
        lambda facts, _scene: Told(facts.snapshot.formalism, facts.snapshot.formalism),
        quick=True,
    ),
    Value(
        "view",
        "word",
        phrase("The view on screen: explore, complexes, …"),
        (),
        0,
        lambda _facts, scene: Told(scene.view, scene.view),
        quick=True,
    ),
    Value(
        "inside",
        "yes",
        phrase("Whether “Look inside” is open."),
        (),
        0,
        lambda _facts, scene: find.yes(scene.inside),
        quick=True,
    ),
    Value(
        "picked",
        "units",
        phrase("The units of what is picked: a unit, a distinction, a candidate."),
        (),
        0,
        find.picked,
        quick=True,
    ),
    Value(
        "cut",
        "yes",
        phrase("Whether the system was cut by hand, with the scissors."),
        (),
        0,
        find.is_cut,
        quick=True,
    ),
    Value(
        "revealed",
        "yes",
        phrase("Whether the minimum partition was revealed beside that cut."),
        (),
        0,
        lambda _facts, scene: find.yes(scene.revealed),
        quick=True,
    ),
    Value(
        "edge",
        "yes",
        phrase("Whether there is an edge from one unit to another."),
        ("unit", "unit"),
        2,
        find.edge,
        quick=True,
    ),
    Value(
        "weight",
        "number",
        phrase("The weight of an edge, 0 if there is none."),
        ("unit", "unit"),
        2,
        find.weight,
        quick=True,
    ),
    Value(
        "units",
        "number",
        phrase("How many units there are."),
        (),
        0,
        lambda facts, _scene: find.tally(facts.snapshot.substrate.n),
        quick=True,
    ),
    Value(
        "edges",
        "number",
        phrase("How many edges there are."),
        (),
        0,
        lambda facts, _scene: find.tally(len(facts.snapshot.substrate.edges)),
        quick=True,
    ),
    Value(
        "size",
        "number",
        phrase("How many units the candidate system has."),
        (),
        0,
        lambda facts, _scene: find.tally(len(facts.snapshot.system)),
        quick=True,
    ),
    Value(
        "p",
        "number",
        phrase("How probable it is that a unit is ON a moment later."),
        ("unit", "state"),
        1,
        find.probability,
    ),
    Value("next", "state", phrase("The most probable next state."), ("state",), 0, find.next_state),
    Value("phi_s", "number", phrase("φ_s of a system, in ibits."), ASKED, 0, find.phi_s),
    Value(
        "reason",
        "word",
        phrase("Why φ_s is 0: reducible, not-strongly-connected, …; none if it is not."),
        ASKED,
        0,
        find.reason,
    ),
    Value(
        "mip",
        "word",
        phrase("The connections that the minimum partition cuts: A→B."),
        ("units", "state"),
        0,
        find.minimum_partition,
    ),
    Value("cut_cost", "number", phrase("φ of the cut made by hand."), (), 0, find.cut_cost),
    Value("phi", "number", phrase("Φ of a system."), ASKED, 0, find.phi),
    Value(
        "sum_phi_d", "number", phrase("Σφ_d over all distinctions."), ("units", "state"), 0, find.sum_phi_d
    ),
    Value("sum_phi_r", "number", phrase("Σφ_r over all relations."), ("units", "state"), 0, find.sum_phi_r),
    Value(
        "distinctions",
        "number",
        phrase("How many distinctions there are."),
        ("units", "state"),
        0,
        find.distinctions,
    ),
    Value(
        "relations", "number", phrase("How many relations there are."), ("units", "state"), 0, find.relations
    ),
    Value(
        "phi_d",
        "number",
        phrase("φ_d of a mechanism in the system on screen; 0 if it is no distinction."),
        ("units",),
        1,
        find.phi_d,
    ),
    Value(
        "cause",
        "units",
        phrase("The units of the cause of a distinction."),
        ("units",),
        1,
        find.side("cause"),
    ),
    Value(
        "effect",
        "units",
        phrase("The units of the effect of a distinction."),
        ("units",),
        1,
        find.side("effect"),
    ),
    Value(
        "complexes",
        "word",
        phrase("All complexes, the strongest first: AB C."),
        ("state", "formalism"),
        0,
        find.complexes,
    ),
    Value(
        "complex_count",
        "number",
        phrase("How many complexes there are."),
        ("state", "formalism"),
        0,
        find.complex_count,
    ),
    Value(
        "in_complex", "yes", phrase("Whether a unit is in a complex."), ("unit", "state"), 1, find.in_complex
    ),
    Value(
        "verdict",
        "word",
        phrase("What a set of units is: complex, excluded, undecided or reducible."),
        ("units", "state"),
        1,
        find.verdict,
    ),
    Value("links", "number", phrase("How many causal links the account has."), (), 0, find.links),
    Value(
        "alpha",
        "number",
        phrase("α of the cause, or the effect, of some units in the account: alpha(cause, C)."),
        ("word", "units"),
        2,
        find.alpha,
    ),
    Value(
        "caused",
        "word",
        phrase("The actual cause, or effect, of some units; several if it is indeterminate."),
        ("word", "units"),
        2,
        find.caused,
    ),
)
VALUES: dict[str, Value] = {value.name: value for value in _LIST}
"""Every value that a lesson can ask for, by its name."""
GUESS = "guess"
"""What the learner has guessed; it has no declaration, because no network has it."""
