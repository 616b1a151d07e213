"""Recipes: what was computed for an exhibit, as a value from which code that computes it again is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from apps.document import macros
from apps.document.snapshot import opened
from apps.figures.runs import CAUSATION, GRAIN, Recipe, Run, SavedNetwork, by_label, network_of
from apps.results.grains import constituents_of, usable_history
from apps.results.limits import ENGINE_UNITS, WHOLE_UNITS
from apps.results.sweep import title as sweep_title
from engine.errors import PhiscopeError, UnreachableStateError
from engine.formalisms import formalism_name, formalism_of
from engine.iit4.readings import Readings
from engine.substrate.parameters import with_value
from engine.substrate.tpm import row_of, state_of
from engine.version import engine_version
from engine.words import tr
from viz.numbers import number
from viz.view.account import transition_text
from viz.view.grain_words import bounds_words, grain_words
from viz.view.letters import by_hand, letters
from viz.view.naming import readings_text

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot
    from apps.results.dynamics import Motion
    from apps.results.exhibit import Exhibit
    from apps.results.grains import MacroAndMicro
    from apps.results.simulation import SimulationMoment
    from apps.results.versions import Version
    from engine.causation.account import Account
    from engine.grain.records import Grains
    from engine.iit4.structure import PhiStructure
    from engine.iit4.survey import Measures


def recipe(exhibit: Exhibit) -> Recipe:
    """Return what was computed for an exhibit: Φ-structures, complexes, an account or all versions.

    Raises
    ------
    PhiscopeError
        If the exhibit has no result.
    """
    runs = tuple(_runs(exhibit)) or tuple(_moves(exhibit))
    if not runs:
        raise PhiscopeError(tr("There is no result to compute again; run the analysis first."))
    return Recipe(exhibit.snapshot.substrate.name, engine_version(), runs)


def _runs(exhibit: Exhibit) -> Iterator[Run]:
    snapshot, other = exhibit.snapshot, exhibit.other
    network = network_of(snapshot, "network")
    if exhibit.account is not None:
        yield _account(exhibit.account, network)
    if exhibit.structure is not None:
        yield _structure("structure" if other is None else "left", exhibit.structure, snapshot, network)
    if other is not None and other.structure is not None:
        same = other.snapshot.substrate.sha256 == snapshot.substrate.sha256
        beside = network if same else network_of(other.snapshot, "other")
        yield _structure("right", other.structure, other.snapshot, beside)
    if exhibit.complexes is not None:
        found = exhibit.complexes
        yield _search("complexes_found", found.formalism, snapshot, network, found.readings)
    for version in exhibit.versions or ():
        yield from _version(version, snapshot, network)
    if exhibit.comparison is not None:
        yield from _comparison(exhibit.comparison, snapshot, network)
    if exhibit.grains is not None:
        yield _grains(exhibit.grains, snapshot, network)


def _states(snapshot: Snapshot) -> tuple[dict[str, int]]:
    return (by_label(snapshot.substrate.labels, snapshot.state),)


def _of_state(snapshot: Snapshot, units: tuple[str, ...]) -> str:
    """Return units in the letter case of their state."""
    known = dict(zip(snapshot.substrate.labels, snapshot.state, strict=True))
    return letters(units, [known[unit] for unit in units])


def _all(snapshot: Snapshot) -> str:
    return _of_state(snapshot, tuple(snapshot.substrate.labels))


def _said(about: str, formalism: str, *choices: str) -> str:
    return " · ".join([about, formalism_name(formalism), *filter(None, choices)])


def _structure(name: str, structure: PhiStructure, snapshot: Snapshot, network: SavedNetwork) -> Run:
    readings = structure.readings
    about = tr("Candidate system {system}", system=letters(structure.units, structure.state))
    options = {
        "units": tuple(structure.units),
        "formalism": structure.formalism,
        "ties": readings.ties,
        "state_ties": readings.state_ties,
    }
    return Run(
        name,
        "unfold",
        formalism_of(structure.formalism).theory,
        _said(about, structure.formalism, readings_text(readings), *by_hand(structure)),
        network,
        _states(snapshot),
        options,
        structure.by_hand,
    )


def _search(name: str, formalism: str, snapshot: Snapshot, network: SavedNetwork, readings: Readings) -> Run:
    known = formalism_of(formalism)
    about = tr("Complexes of {system}", system=_all(snapshot))
    options = {"formalism": formalism} | {key: getattr(readings, key) for key in known.choices}
    title = _said(about, formalism, readings_text(readings))
    return Run(name, "complexes", known.theory, title, network, _states(snapshot), options)


def _version(version: Version, snapshot: Snapshot, network: SavedNetwork) -> Iterator[Run]:
    """Return the runs of one version of the theory, which follow its default readings."""
    formalism, readings = version.formalism, Readings()
    name = formalism.key.replace("-", "_")
    about = tr("Candidate system {system}", system=_of_state(snapshot, snapshot.system))
    shown = ("ties", "state_ties")
    options = {"units": snapshot.system, "formalism": formalism.key}
    options |= {key: getattr(readings, key) for key in formalism.choices if key in shown}
    title = _said(about, formalism.key, readings_text(readings))
    yield Run(
        name,
        "unfold",
        formalism.theory,
        title,
        network,
        _states(snapshot),
        options,
        problem=version.problem,
    )
    if version.complexes is not None:
        yield _search(f"{name}_complexes", formalism.key, snapshot, network, readings)


def _comparison(found: MacroAndMicro, snapshot: Snapshot, network: SavedNetwork) -> Iterator[Run]:
    """Return the runs of macro beside micro: the macro units, their constituents, the best of these."""
    yield _macro(found.macro, snapshot, network)
    options = _structure("macro", found.macro, snapshot, network).options
    inside = constituents_of(snapshot)
    for name, units, shown in (
        ("micro", inside, found.micro is not None),
        ("best_micro", found.best, set(found.best) != set(inside)),
    ):
        if shown:
            about = tr("Candidate system {system}", system=_of_state(snapshot, units))
            title = _said(about, found.macro.formalism, readings_text(found.macro.readings))
            yield Run(name, "unfold", formalism_of(found.macro.formalism).theory, title, network,
                      _states(snapshot), dict(options) | {"units": units})  # fmt: skip


def _macro(structure: PhiStructure, snapshot: Snapshot, network: SavedNetwork) -> Run:
    run = _structure("macro", structure, snapshot, network)
    options = {key: value for key, value in run.options.items() if key != "units"}
    words = () if structure.grain is None else grain_words(structure.grain)
    title = _said(tr("Macro units"), structure.formalism, readings_text(structure.readings), *words)
    known = bool(macros.history_of(snapshot))
    return replace(run, title=title, options=options, macro=True, history=known)


def _grains(found: Grains, snapshot: Snapshot, network: SavedNetwork) -> Run:
    bounds = found.bounds
    history = usable_history(snapshot, bounds) is not None
    if bounds.tau > 1 and not history and macros.history_of(snapshot):
        # The command would take the history of the file, which is too short.
        assumed = network_of(macros.assume_constant(snapshot)[0], "assumed")
        network = replace(assumed, file=assumed.file.replace(".json", "-assumed.json"))
    options = bounds.to_dict() | {"formalism": found.formalism, "state_ties": found.state_ties}
    title = _said(tr("Complexes across grains"), found.formalism, bounds_words(bounds))
    return Run("grains_found", "grains", GRAIN, title, network, _states(snapshot), options, history=history)


def _account(account: Account, network: SavedNetwork) -> Run:
    moved = account.transition
    return Run(
        "account_found",
        "account",
        CAUSATION,
        " · ".join([transition_text(moved), tr("actual causation (Albantakis et al. 2019)")]),
        network,
        (by_label(moved.labels, moved.before), by_label(moved.effects, moved.after)),
        {"causes": tuple(moved.causes), "effects": tuple(moved.effects)},
    )


def _moves(exhibit: Exhibit) -> Iterator[Run]:
    """Return the runs of what moves: the states visited, or a target with its computer."""
    if exhibit.motion.states:
        yield from _course(exhibit.motion, exhibit.snapshot, network_of(exhibit.snapshot, "network"))
        yield from _sweep(exhibit.motion, exhibit.snapshot)
    if exhibit.moment is not None:
        yield from _moment(exhibit.moment)


def _course(motion: Motion, snapshot: Snapshot, network: SavedNetwork) -> Iterator[Run]:
    """Return the runs of the states visited, then of all others that are on screen, each once.

    A network too large to unfold is searched; a small one is both, as its curves show both.
    """
    substrate = snapshot.substrate
    times = {state: motion.start + t for t, state in reversed(list(enumerate(motion.states)))}
    others = (
        () if substrate.n > ENGINE_UNITS else map(partial(state_of, radix=substrate.radix), motion.measured)
    )
    for state in dict.fromkeys((*motion.states, *others)):
        now = replace(snapshot, state=state)
        name = f"t{times[state]}" if state in times else f"state{row_of(state, substrate.radix)}"
        if substrate.n > ENGINE_UNITS:
            yield _search(name, snapshot.formalism, now, network, snapshot.readings)
            continue
        seen = motion.measured.get(row_of(state, substrate.radix))
        when = f"t = {times[state]}" if state in times else tr("state {state}", state=_all(now))
        yield _measured(name, when, now, network, seen)
        if seen is not None and seen.complex is not None:
            yield _search(f"{name}_complexes", snapshot.formalism, now, network, snapshot.readings)


def _sweep(motion: Motion, snapshot: Snapshot) -> Iterator[Run]:
    """Return the runs of a sweep, each with a network of its own."""
    asked = motion.sweeping
    # Of larger systems a sweep measures φ_s alone: to unfold each would take hours.
    if asked is None or motion.swept is None or len(snapshot.system) > WHOLE_UNITS:
        return
    for k, (value, seen) in enumerate(zip(asked.values, motion.swept, strict=True)):
        now = replace(snapshot, substrate=with_value(snapshot.substrate, asked.parameter, value))
        when = f"{sweep_title(asked.parameter)} = {number(value)}"
        yield _measured(f"sweep{k}", when, now, network_of(now, f"network{k}"), seen)


def _measured(name: str, when: str, now: Snapshot, network: SavedNetwork, seen: Measures | None) -> Run:
    """Return the run that unfolds the candidate system in one moment, or says why it cannot be."""
    known, readings = formalism_of(now.formalism), now.readings
    choices = {key: getattr(readings, key) for key in known.choices if key != "candidates"}
    lost = seen is not None and seen.reason == "unreachable"
    about = tr("Candidate system {system}", system=_of_state(now, tuple(now.system)))
    return Run(
        name,
        "unfold",
        known.theory,
        f"{when} · {_said(about, now.formalism, readings_text(readings))}",
        network,
        _states(now),
        {"units": tuple(now.system), "formalism": now.formalism} | choices,
        problem=str(UnreachableStateError.of(now.substrate.state_label(now.state))) if lost else "",
    )


def _moment(found: SimulationMoment) -> Iterator[Run]:
    """Return the runs of target and computer at an update: their complexes, and what is inside each."""
    simulation = found.simulation
    for name, substrate, side in (
        ("target", simulation.target, found.target),
        ("computer", simulation.computer, found.computer),
    ):
        now = replace(opened(replace(substrate, system=None)), state=side.state)
        network = network_of(now, name)
        searched = _search(f"{name}_complexes", found.formalism, now, network, found.readings)
        yield replace(searched, problem=side.problem)
        for k, whole in enumerate(side.wholes, 1):
            options = {key: value for key, value in searched.options.items() if key != "candidates"}
            about = tr("Candidate system {system}", system=_of_state(now, whole.units))
            title = _said(about, found.formalism, readings_text(found.readings))
            yield Run(f"{name}_{k}", "unfold", searched.theory, title, network, _states(now),
                      {"units": tuple(whole.units)} | options)  # fmt: skip
