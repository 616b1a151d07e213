"""`phiscope figure`: compute the results that a figure needs and write the same file as the app."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from apps.cli.by_hand import both_sides, with_choices
from apps.cli.commands import accounted
from apps.cli.figure_iit3 import check_formalism, with_concepts
from apps.cli.refusals import guard, naming, stop
from apps.cli.requests import Request, TransitionRequest, read
from apps.cli.running import Machines, interruptible
from apps.document.unit_labels import parse_units
from engine.errors import PhiscopeError
from engine.files import write_whole
from engine.formalisms import formalism_of
from engine.iit4.readings import CHOICES
from engine.words import tr

if TYPE_CHECKING:
    from collections.abc import Collection

    from apps.cli.options import FigureOptions
    from apps.document.snapshot import Snapshot
    from apps.results.dynamics import Motion
    from apps.results.exhibit import Exhibit
    from apps.results.pairs import Pair
    from engine.iit4.cuts import Side
    from engine.iit4.structure import PhiStructure
    from viz.view.faces import FaceChoice

SIDE = ("state", "units", "formalism", "ties", "state_ties")
"""Options for either side of a comparison; those of the right side begin with ``against_``."""


def figure(options: FigureOptions) -> None:
    """Draw one plot, or several as panels, and write the file."""
    kind = _format(options.out)
    from apps.figures.figure import Print, figure_bytes, note_on_letters
    from apps.figures.plots import check

    with guard(None):
        asked = options.plot or formalism_of(options.formalism).plot
        plots = tuple(name.strip() for name in asked.split(","))
        check(plots)
        how = Print(kind, options.width, options.dpi, options.grey)
    with guard(options.file):
        exhibit = _exhibit(options, plots)
        data = interruptible(lambda _note, _cancel: figure_bytes(plots, exhibit, how), Machines())
        write_whole(options.out, data)
        typer.echo(tr("Wrote {file}.", file=options.out))
        if said := note_on_letters(exhibit, how):
            typer.echo(said)


def _exhibit(options: FigureOptions, plots: tuple[str, ...]) -> Exhibit:
    """Return an exhibit with the results that the plots need and with the choices of the options."""
    from apps.figures.figure import completed
    from apps.figures.plots import PLOTS
    from apps.results.exhibit import Exhibit

    needs = {PLOTS[plot].needs for plot in plots}
    snapshot = _snapshot(_asked(options), needs)
    exhibit = Exhibit(snapshot, motion=_motion(options, snapshot, needs))
    if "other" in needs:
        exhibit = replace(exhibit, other=Exhibit(_snapshot(_against(options))))
    if "account" in needs:
        moved = TransitionRequest(
            options.file, options.before, options.after, options.causes, options.effects
        )
        exhibit = _with_account(replace(exhibit, account=accounted(moved)[1]), options)
    if options.unit is not None and not needs & {"structure", "other"}:
        exhibit = replace(exhibit, macro_unit=_macro_unit(options.unit, snapshot))
    choices = both_sides(options, exhibit)
    exhibit = interruptible(lambda note, stop: completed(exhibit, plots, note, stop), Machines())
    exhibit = with_choices(exhibit, *choices)
    exhibit = with_concepts(exhibit, options, plots)
    return exhibit if exhibit.structure is None else _with_picks(exhibit, options, plots)


def _with_account(exhibit: Exhibit, options: FigureOptions) -> Exhibit:
    """Return ``exhibit`` with the link, the outcome and the occurrence that the options choose."""
    from apps.results.occurrences import asked_occurrence

    with naming("--occurrence"):
        asked = options.occurrence
        occurrence = None if asked is None else asked_occurrence(asked, exhibit.accounted())
    outcome = _unit("--outcome", options.outcome, exhibit.snapshot.substrate.labels)
    return replace(exhibit, link=(options.link - 1, 0), outcome=outcome, occurrence=occurrence)


def _with_picks(exhibit: Exhibit, options: FigureOptions, plots: tuple[str, ...]) -> Exhibit:
    """Return ``exhibit`` with the distinction, Φ-fold, page, cut, pair and camera that the options choose."""
    from apps.figures.plots import PLOTS, options_of
    from viz.view.camera import Camera

    read, structure = options_of(plots), exhibit.unfolded()
    # A plot with --purview takes any set of units as --mechanism, the others only that of a distinction.
    free = [name for name in plots if "purview" in PLOTS[name].options]
    others = {name for name in plots if name not in free and PLOTS[name].needs != "concepts"}
    if not free or "mechanism" in options_of(others):
        labels = exhibit.snapshot.substrate.labels
        exhibit = replace(exhibit, chosen=_distinction(structure, options.mechanism, labels))
    unit = _unit("--unit", options.unit, list(structure.units))
    if "fold" in plots and unit is None and exhibit.chosen is None:
        raise PhiscopeError(tr("--plot fold: say whose Φ-fold it is, with --unit A or --mechanism AB."))
    exhibit = replace(exhibit, unit=unit, camera=Camera(options.azimuth, options.elevation))
    if "strongest" in read:
        exhibit = replace(exhibit, faces=_faces(options))
    if "page" in read:
        exhibit = replace(exhibit, relations=_page(exhibit, options))
    if "cut" in read:
        exhibit = _with_cut(exhibit, options)
    return replace(exhibit, pair=_pair(exhibit, options)) if "purview" in read else exhibit


def _faces(options: FigureOptions) -> FaceChoice | None:
    """Return the faces that the options choose, None if no option is given."""
    from viz.view.faces import DEGREES, FaceChoice

    if options.strongest is None and options.degree is None and options.unit is None:
        return None
    if options.degree not in {None, *DEGREES}:
        known = ", ".join(map(str, DEGREES))
        raise PhiscopeError(tr("--degree: faces are of {known} distinctions.", known=known))
    most = FaceChoice().strongest if options.strongest is None else options.strongest
    degrees = DEGREES if options.degree is None else (options.degree,)
    return FaceChoice(most, degrees, fold=options.unit is not None)


def _macro_unit(label: str, snapshot: Snapshot) -> str:
    """Return the label of a macro unit of the document."""
    from apps.document.macros import unit_at

    with naming("--unit"):
        return unit_at(snapshot, label).label


def _page(exhibit: Exhibit, options: FigureOptions) -> tuple[int, int] | None:
    """Return the degree and the first row of the page of relations asked for, None if no option is given."""
    from apps.results.structure_views import relations
    from viz.view.relations import PAGE

    if options.degree is None and options.page == 1:
        return None
    with naming("--degree"):
        least = options.degree or min(exhibit.unfolded().relations.by_degree, default=1)
        view = relations(replace(exhibit, relations=(least, (options.page - 1) * PAGE)))
    if view.start // PAGE + 1 != options.page:
        raise PhiscopeError(
            tr("--page: there is no page {page}; there are {n}.", page=options.page, n=view.last // PAGE + 1)
        )
    return least, view.start


def _with_cut(exhibit: Exhibit, options: FigureOptions) -> Exhibit:
    """Return ``exhibit`` with the cut of ``--cut``; evaluating it here lets a refusal name the option."""
    from apps.results.typed_cut import HOW, named_cut, of_cut

    with naming("--cut"):
        if options.cut is None:
            raise PhiscopeError(tr("say your cut: {how}.", how=HOW))
        units = exhibit.unfolded().units
        own = named_cut(options.cut, units, _direction(options), options.reveal)
        exhibit = replace(exhibit, cut=own)
        of_cut(exhibit)
    return exhibit


def _direction(options: FigureOptions) -> Side:
    """Return the value of ``--direction``, ``"cause"`` or ``"effect"``."""
    if options.direction not in ("cause", "effect"):
        raise PhiscopeError(
            tr("--direction: {direction!r} is neither cause nor effect.", direction=options.direction)
        )
    return cast("Side", options.direction)


def _unit(option: str, text: str | None, labels: list[str]) -> str | None:
    with naming(option):
        return None if text is None else parse_units(text, labels)[0]


def _motion(options: FigureOptions, snapshot: Snapshot, needs: set[str]) -> Motion:
    """Return the trajectory and the sweep that the options ask for, as far as the plots need them."""
    from apps.results.dynamics import Motion, walk
    from apps.results.sweep import named

    substrate, state = snapshot.substrate, snapshot.state
    seed = None if options.most_probable else options.seed
    states = walk(substrate, state, options.steps, seed) if needs & {"walk", "course"} else ()
    with naming("--sweep"):
        sweeping = None if options.sweep is None else named(options.sweep, substrate)
    return Motion(states, seed=seed, threshold=options.threshold, sweeping=sweeping)


def _pair(exhibit: Exhibit, options: FigureOptions) -> Pair:
    """Return the mechanism and purview asked for; those not given are of the chosen distinction."""
    from apps.results.findings import Findings
    from apps.results.pairs import first_pair

    structure = exhibit.unfolded()
    pair = first_pair(Findings(exhibit.snapshot, structure), exhibit.chosen, _direction(options))
    for side in ("mechanism", "purview"):
        given = getattr(options, side)
        if given is not None:
            with naming(f"--{side}"):
                pair = replace(pair, **{side: parse_units(given, list(structure.units))})
    return pair


def _snapshot(request: Request, needs: Collection[str] = ("structure",)) -> Snapshot:
    """Return the document asked for, under a formalism that has what the plots need."""
    from apps.document.snapshot import Snapshot

    check_formalism(request.formalism, needs)
    subject = read(request)
    kept = {name: getattr(request, name) for name in ("formalism", *CHOICES)}
    return Snapshot(subject.substrate, subject.state, subject.units, **kept)


def _asked(options: FigureOptions) -> Request:
    named = {name: getattr(options, name) for name in SIDE}
    return Request(options.file, **named, candidates=options.candidates)


def _against(options: FigureOptions) -> Request:
    """Return the request for the right side: as on the left, except for the ``--against`` options."""
    said = {name: value for name in SIDE if (value := getattr(options, f"against_{name}"))}
    if not (options.against or said or options.by_hand or options.against_by_hand):
        raise PhiscopeError(
            tr(
                "There is nothing to compare with; give --against FILE, --against-state, --against-units, "
                "--against-formalism, --against-ties, --against-state-ties, --by-hand or --against-by-hand."
            )
        )
    right = _asked(options)
    if options.against is not None:  # another file has its own state and candidate system
        right = replace(right, file=options.against, state=None, units=None)
    return replace(right, **said)


def _distinction(structure: PhiStructure, mechanism: str | None, labels: list[str]) -> int | None:
    """Return the index of the distinction of ``mechanism``, None if no mechanism is given."""
    if mechanism is None:
        return None
    from viz.view.letters import plain_letters

    with naming("--mechanism"):
        units = parse_units(mechanism, labels)
        for i, distinction in enumerate(structure.distinctions):
            if tuple(distinction.mechanism) == units:
                return i
        known = ", ".join(plain_letters(each.mechanism) for each in structure.distinctions) or tr("none")
        raise PhiscopeError(
            tr(
                "{mechanism} is no mechanism of a distinction; there are: {known}.",
                mechanism=mechanism,
                known=known,
            )
        )


def _format(out: Path) -> str:
    kind = out.suffix.lower().lstrip(".")
    if kind not in {"pdf", "svg", "png"}:
        stop(tr("--out: {file} must end in .pdf, .svg or .png.", file=out.name))
    return kind
