"""Reading the cards of the examples and computing what they claim."""

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from engine import iit3
from engine.causation.account import account
from engine.grain import grains, intrinsic, macro_system
from engine.iit4.integration import integrate
from engine.iit4.structure import unfold
from engine.iit4.system import candidate_system
from engine.large.search import complexes
from engine.substrate.functions import Logistic, Table
from engine.substrate.substrate import Edge, Substrate

NETWORKS = Path(str(files("assets"))) / "networks"
SLUGS = sorted(path.stem for path in NETWORKS.glob("*.json"))


@cache
def example(slug):
    return Substrate.read(NETWORKS / f"{slug}.json")


@cache
def texts(slug):
    content = json.loads((NETWORKS / f"{slug}.json").read_text(encoding="utf-8"))
    return "\n".join([content["card"]["what"], *content["card"]["try"], content["notes"]])


def weighted(slug, weights):
    network = example(slug)
    kept = tuple(edge for edge in network.edges if (edge.source, edge.target) not in weights)
    new = tuple(Edge(*pair, weight) for pair, weight in weights.items() if weight)
    return replace(network, edges=(*kept, *new))


def steep(slug, k):
    network = example(slug)
    units = tuple(replace(unit, function=Logistic(k=k)) for unit in network.units)
    return replace(network, units=units)


def monad(p):
    network = example("iit4-2026-monad")
    unit = replace(network.units[0], function=Table(("A",), (1 - p, p)))
    return replace(network, units=(unit,))


def held(network, units=None):
    return tuple(units) if units else network.system


def phi(network, units=None, state=None, formalism="iit4-2023"):
    system = candidate_system(network, network.parse_state(state or network.state), held(network, units))
    return integrate(system, formalism)[0].phi_s if system.strongly_connected else 0.0


@cache
def unfolded(slug, units=None, ties="largest"):
    network = example(slug)
    return unfold(network, network.state, held(network, units), ties=ties)


@cache
def conceived(slug, units=None):
    network = example(slug)
    return iit3.unfold(network, network.state, held(network, units))


def old_phi(slug, units=None):
    return lambda: conceived(slug, units).big_phi


def concept(slug, mechanism):
    return lambda: next(c.phi for c in conceived(slug).concepts if "".join(c.mechanism) == mechanism)


@cache
def old_winners(slug):
    network = example(slug)
    return {"".join(one.units): one.big_phi for one in iit3.complexes(network, network.state).complexes}


def winners(network, state=None, **readings):
    found = complexes(network, network.parse_state(state or network.state), **readings)
    return {"".join(one.units): one.phi_s for one in found.complexes}


@cache
def sizes(slug):
    """How many complexes there are of each number of units."""
    network = example(slug)
    return Counter(len(one.units) for one in complexes(network, network.state).complexes)


@cache
def caused(slug, **changed):
    network = example(slug)
    now = dict(network.transition) | changed
    return account(network, now["before"], now["after"], now.get("causes"), now.get("effects"))


def alpha(slug, direction, *occurrence):
    links = caused(slug).links_of(direction)
    return next((link.alpha for link in links if link.occurrence == occurrence), 0.0)


def candidates(slug, *occurrence):
    links = caused(slug).links_of("cause")
    return next(
        ("|".join("".join(c) for c in link.candidates) for link in links if link.occurrence == occurrence), ""
    )


def of(slug, units=None, **options):
    return lambda: phi(example(slug), units, **options)


def of_macro(slug):
    """φ_s of the macro units of an example."""
    network = example(slug)
    return lambda: integrate(macro_system(network, network.macro.units, [network.state] * 2))[0].phi_s


@cache
def own_grain(slug):
    """The first complex across grains."""
    network = example(slug)
    return grains(network, network.state).complexes[0]


@cache
def box(within="all"):
    """The verdict on the first black box."""
    network = example("grain-black-boxes")
    return intrinsic(network, network.state, network.macro.units[0], within)


def big(slug, units=None, ties="largest"):
    return lambda: unfolded(slug, units, ties).big_phi


def related(slug, units=None, ties="largest"):
    return lambda: unfolded(slug, units, ties).relations.count


def strength(slug, direction, *occurrence):
    return lambda: alpha(slug, direction, *occurrence)
