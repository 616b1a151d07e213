"""How each value of a lesson is found: read off the page, or asked of the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from apps.lessons.facts import Facts
from engine.errors import UnreachableStateError
from engine.words import phrase, tr
from viz.numbers import number
from viz.view.letters import letters, plain_letters, why_phrase

if TYPE_CHECKING:
    from apps.results.own_partition import OwnPartition

Kind = Literal["number", "units", "state", "word", "yes"]
Raw = float | str | bool
YES, NO, NOTHING = phrase("yes"), phrase("no"), phrase("nothing")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a learner sees beside the network.

    Attributes
    ----------
    view : str
        The view on screen.
    inside : bool
        Whether what is inside the system is open.
    picked : tuple of str
        The units of the thing that is picked: a unit, a mechanism, a candidate system.
    cut : OwnPartition, optional
        The cut that was made by hand.
    revealed : bool
        Whether the minimum partition was revealed beside it.
    """

    view: str = ""
    inside: bool = False
    picked: tuple[str, ...] = ()
    cut: OwnPartition | None = None
    revealed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A value: to be compared, and as it is said."""

    raw: Raw
    text: str


def amount(x: float) -> Told:
    """Return a number."""
    return Told(float(x), number(x))


def tally(n: int) -> Told:
    """Return a count."""
    return Told(float(n), f"{n:,}")


def yes(is_so: bool) -> Told:
    """Return yes or no."""
    return Told(is_so, YES if is_so else NO)


def units_answer(units: tuple[str, ...]) -> Told:
    """Return a set of units."""
    return Told(" ".join(units), plain_letters(units) if units else str(NOTHING))


def asked_of(facts: Facts, units: str, state: str, formalism: str) -> tuple[Any, Any, str]:
    """Return units, state and formalism, those of the page where none are named."""
    return facts.units(units), facts.state(state), facts.formalism(formalism)


def phi_s(facts: Facts, _scene: Scene, units: str = "", state: str = "", formalism: str = "") -> Told:
    """Return φ_s of a system."""
    try:
        return amount(facts.integration(*asked_of(facts, units, state, formalism)).phi_s)
    except UnreachableStateError:  # no cause, so nothing is integrated
        return amount(0.0)


def reason(facts: Facts, _scene: Scene, units: str = "", state: str = "", formalism: str = "") -> Told:
    """Return why φ_s is 0."""
    try:
        reason = facts.integration(*asked_of(facts, units, state, formalism)).reason
    except UnreachableStateError:
        reason = "unreachable"
    return Told(reason or "none", why_phrase(reason) or str(NOTHING))


def minimum_partition(facts: Facts, _scene: Scene, units: str = "", state: str = "") -> Told:
    """Return the drawn connections that the minimum partition cuts."""
    asked = asked_of(facts, units, state, "")
    found, network = facts.integration(*asked), facts.snapshot.substrate
    pairs = [] if found.mip is None else found.mip.cut
    drawn = [f"{a}→{b}" for a, b in pairs if network.cm[network.index(a), network.index(b)]]
    text = ", ".join(drawn)
    return Told(text or "nothing", text or str(NOTHING))


def phi(facts: Facts, _scene: Scene, units: str = "", state: str = "", formalism: str = "") -> Told:
    """Return Φ of a system."""
    return amount(facts.structure(*asked_of(facts, units, state, formalism)).big_phi)


def sum_phi_d(facts: Facts, _scene: Scene, units: str = "", state: str = "") -> Told:
    """Return the sum of φ_d over all distinctions."""
    return amount(facts.structure(*asked_of(facts, units, state, "")).sum_phi_d)


def sum_phi_r(facts: Facts, _scene: Scene, units: str = "", state: str = "") -> Told:
    """Return the sum of φ_r over all relations."""
    found = facts.structure(*asked_of(facts, units, state, ""))
    return amount(found.big_phi - found.sum_phi_d)


def distinctions(facts: Facts, _scene: Scene, units: str = "", state: str = "") -> Told:
    """Return how many distinctions there are."""
    return tally(len(facts.structure(*asked_of(facts, units, state, "")).distinctions))


def relations(facts: Facts, _scene: Scene, units: str = "", state: str = "") -> Told:
    """Return how many relations there are."""
    return tally(facts.structure(*asked_of(facts, units, state, "")).relations.count)


def distinction(facts: Facts, mechanism: str) -> Any:
    """Return the distinction of a mechanism on screen, None if it is none."""
    wanted = set(facts.units(mechanism))
    found = facts.structure(*asked_of(facts, "", "", "")).distinctions
    return next((each for each in found if set(each.mechanism) == wanted), None)


def phi_d(facts: Facts, _scene: Scene, mechanism: str) -> Told:
    """Return φ_d of a mechanism."""
    found = distinction(facts, mechanism)
    return amount(0.0 if found is None else found.phi)


def side(direction: str) -> Callable[..., Told]:
    """Return what finds the cause, or the effect, of a distinction."""

    def read(facts: Facts, _scene: Scene, mechanism: str) -> Told:
        found = distinction(facts, mechanism)
        if found is None:
            return units_answer(())
        side = getattr(found, direction)
        return Told(" ".join(side.units), letters(side.units, side.state))

    return read


def complexes(facts: Facts, _scene: Scene, state: str = "", formalism: str = "") -> Told:
    """Return all complexes."""
    found = facts.complexes(facts.state(state), facts.formalism(formalism)).complexes
    names = [plain_letters(each.units) for each in found]
    return Told(" ".join(names) or "nothing", ", ".join(names) or str(NOTHING))


def complex_count(facts: Facts, _scene: Scene, state: str = "", formalism: str = "") -> Told:
    """Return how many complexes there are."""
    return tally(len(facts.complexes(facts.state(state), facts.formalism(formalism)).complexes))


def in_complex(facts: Facts, _scene: Scene, unit: str, state: str = "") -> Told:
    """Return whether a unit is in a complex."""
    found = facts.complexes(facts.state(state), facts.formalism()).complexes
    return yes(any(facts.units(unit)[0] in each.units for each in found))


def verdict(facts: Facts, _scene: Scene, units: str, state: str = "") -> Told:
    """Return what a set of units is."""
    wanted, found = set(facts.units(units)), facts.complexes(facts.state(state), facts.formalism())
    known = {
        tr("complex"): ("complex", found.complexes),
        tr("excluded"): ("excluded", found.excluded),
        tr("undecided"): ("undecided", found.undecided),
    }
    for said, (word, sets) in known.items():
        if any(set(each.units) == wanted for each in sets):
            return Told(word, said)
    return Told("reducible", tr("reducible"))


def probability(facts: Facts, _scene: Scene, unit: str, state: str = "") -> Told:
    """Return how probable it is that a unit is ON a moment later."""
    network = facts.snapshot.substrate
    row = network.tpm[sum(v << i for i, v in enumerate(facts.state(state)))]
    return amount(float(row[network.index(facts.units(unit)[0])]))


def next_state(facts: Facts, _scene: Scene, state: str = "") -> Told:
    """Return the most probable next state."""
    from engine.substrate import dynamics

    network = facts.snapshot.substrate
    said = network.state_label(dynamics.next_state(network, facts.state(state)))
    return Told(said, said)


def alpha(facts: Facts, _scene: Scene, direction: str, units: str) -> Told:
    """Return α of a causal link."""
    found = causal_link(facts, direction, units)
    return amount(0.0 if found is None else found.alpha)


def causal_link(facts: Facts, direction: str, units: str) -> Any:
    """Return the causal link of an occurrence, None if there is none."""
    wanted = set(facts.units(units))
    links = facts.account().links
    return next((k for k in links if k.direction == direction and set(k.occurrence) == wanted), None)


def caused(facts: Facts, _scene: Scene, direction: str, units: str) -> Told:
    """Return the actual cause, or effect, of an occurrence."""
    found = causal_link(facts, direction, units)
    names = [] if found is None else [plain_letters(each) for each in found.candidates]
    return Told(" ".join(names) or "nothing", tr(" or ").join(names) or str(NOTHING))


def links(facts: Facts, _scene: Scene) -> Told:
    """Return how many causal links there are."""
    return tally(len(facts.account().links))


def edge(facts: Facts, _scene: Scene, source: str, target: str) -> Told:
    """Return whether there is an edge."""
    return yes((source, target) in facts.snapshot.edge_pairs)


def weight(facts: Facts, _scene: Scene, source: str, target: str) -> Told:
    """Return the weight of an edge."""
    network = facts.snapshot.substrate
    return amount(float(network.weights[network.index(source), network.index(target)]))


def state_on_screen(facts: Facts, _scene: Scene) -> Told:
    """Return the state on screen."""
    said = facts.snapshot.substrate.state_label(facts.snapshot.state)
    return Told(said, said)


def system(facts: Facts, _scene: Scene) -> Told:
    """Return the candidate system."""
    system, now = facts.snapshot.system, facts.snapshot
    state = [now.state[now.substrate.index(unit)] for unit in system]
    return Told(" ".join(system), letters(system, state))


def picked(facts: Facts, scene: Scene) -> Told:
    """Return the units of what is picked."""
    labels = [unit for unit in facts.snapshot.substrate.labels if unit in scene.picked]
    return units_answer(tuple(labels))


def cut_cost(facts: Facts, scene: Scene) -> Told:
    """Return φ of the cut made by hand."""
    from engine.iit4.cuts import cut_system
    from engine.iit4.system import candidate_system

    own, now = scene.cut, facts.snapshot
    if own is None or not own.is_cut or set(own.units) != set(now.system):
        return Told(float("nan"), "…")
    found = facts.integration(*asked_of(facts, "", "", ""))
    system = candidate_system(now.substrate, now.state, now.system)
    return amount(cut_system(system, own.system, found.cause_state, found.effect_state).phi)


def is_cut(facts: Facts, scene: Scene) -> Told:
    """Return whether the system was cut by hand."""
    own = scene.cut
    return yes(own is not None and own.cuts and set(own.units) == set(facts.snapshot.system))
