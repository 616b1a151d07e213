"""The options of the commands, and a decorator that makes a dataclass the options of a command."""

from __future__ import annotations

import copy
import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import typer

from engine.formalisms import DEFAULT, FORMALISMS
from engine.iit4.readings import CHOICES
from engine.words import tr


def asking(key: str) -> str:
    """Return the help of the option that chooses among readings."""
    choice = CHOICES[key]
    return tr("{question}: one of {keys}.", question=choice.asks, keys=", ".join(choice.keys))


AllowOriginOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-origin",
        metavar="HOST[:PORT]",
        help=tr("Another name under which browsers reach the server; may be given several times."),
    ),
]
LessonsOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help=tr("Offer the lessons of this folder too (*.md)."))
]
FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help=tr("A substrate file."), show_default=False)
]
StateOption = Annotated[
    str | None,
    typer.Option(
        "--state", metavar="aBC", help=tr("Capital = ON; also 011 or A=0,B=1,C=1; default: the file's.")
    ),
]
UnitsOption = Annotated[
    str | None,
    typer.Option("--units", metavar="AB", help=tr("Candidate system: AB or A,B; default: the file's.")),
]
FormalismOption = Annotated[
    str, typer.Option("--formalism", help=tr("One of {keys}.", keys=", ".join(FORMALISMS)))
]
TiesOption = Annotated[str, typer.Option("--ties", help=asking("ties"))]
StateTiesOption = Annotated[str, typer.Option("--state-ties", help=asking("state_ties"))]
CandidatesOption = Annotated[str, typer.Option("--candidates", help=asking("candidates"))]
ByHandOption = Annotated[
    list[str] | None,
    typer.Option(
        "--by-hand",
        metavar='"A effect BC"',
        help=tr("Take this one of tied purviews instead of the tie rule's; may be given several times."),
    ),
]
JsonOption = Annotated[
    str | None, typer.Option("--json", metavar="OUT|-", help=tr("Write the result as JSON; - is stdout."))
]
MacroOption = Annotated[
    bool, typer.Option("--macro", help=tr("The macro units of the file in place of a candidate system."))
]
SizeOption = Annotated[int, typer.Option("--size", help=tr("Most micro units that one unit is made of."))]
TauOption = Annotated[
    int, typer.Option("--tau", help=tr("Largest update grain of a unit, in micro updates."))
]
MappingsOption = Annotated[
    str,
    typer.Option(
        "--mappings", help=tr("families: counting and black boxes; all: every mapping of up to 8 sequences.")
    ),
]
WithinOption = Annotated[
    str,
    typer.Option("--within", help=tr("What a unit must beat: systems inside it of all grains, or of micro.")),
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help=tr("Cores to use; default: all."), show_default=False)
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help=tr("Compute on the Dask cluster of this scheduler.")),
]
CacheOption = Annotated[
    bool, typer.Option("--cache/--no-cache", help=tr("Keep the pieces of long jobs, so that they resume."))
]
BeforeOption = Annotated[
    str | None,
    typer.Option("--before", metavar="aBC", help=tr("State before; default: the file's transition.")),
]
AfterOption = Annotated[
    str | None,
    typer.Option("--after", metavar="abC", help=tr("State after, of all units or of the effects.")),
]
CausesOption = Annotated[
    str | None,
    typer.Option("--causes", metavar="AB", help=tr("Units that may be causes; default: the file's.")),
]
EffectsOption = Annotated[
    str | None,
    typer.Option("--effects", metavar="C", help=tr("Units that may be effects; default: the file's.")),
]

AgainstOption = Annotated[
    Path | None,
    typer.Option("--against", metavar="FILE", help=tr("What compare shows on the right; default: the same.")),
]
AgainstStateOption = Annotated[
    str | None, typer.Option("--against-state", metavar="AbC", help=tr("The state on the right."))
]
AgainstUnitsOption = Annotated[
    str | None, typer.Option("--against-units", metavar="AB", help=tr("The candidate system on the right."))
]
AgainstFormalismOption = Annotated[
    str | None, typer.Option("--against-formalism", help=tr("The formalism on the right."))
]
AgainstTiesOption = Annotated[
    str | None, typer.Option("--against-ties", help=tr("The tie rule on the right."))
]
AgainstStateTiesOption = Annotated[
    str | None, typer.Option("--against-state-ties", help=tr("The reading of state ties on the right."))
]
AgainstByHandOption = Annotated[
    list[str] | None,
    typer.Option(
        "--against-by-hand",
        metavar='"A effect BC"',
        help=tr("A tied purview on the right, which else follows the tie rule."),
    ),
]

Options = TypeVar("Options")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOptions:
    """The options of `phiscope figure`, a field each."""

    file: FileArgument
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="fig.pdf|svg|png", help=tr("The file to write."))
    ]
    plot: Annotated[
        str | None,
        typer.Option(
            help=tr("{plots}; several with commas become panels A to D. Default: structure or constellation.")
        ),
    ] = None
    state: StateOption = None
    units: UnitsOption = None
    formalism: FormalismOption = DEFAULT
    ties: TiesOption = "largest"
    state_ties: StateTiesOption = "paper"
    candidates: CandidatesOption = "all"
    by_hand: ByHandOption = None
    before: BeforeOption = None
    after: AfterOption = None
    causes: CausesOption = None
    effects: EffectsOption = None
    link: Annotated[
        int, typer.Option(min=1, help=tr("Which link of the account, in the order of its table."))
    ] = 1
    outcome: Annotated[
        str | None, typer.Option(metavar="C", help=tr("The unit whose rule is exchanged."))
    ] = None
    occurrence: Annotated[
        str | None,
        typer.Option(metavar="effect:AB", help=tr("AB without an actual effect; cause:C without a cause.")),
    ] = None
    unit: Annotated[
        str | None,
        typer.Option(metavar="A", help=tr("The unit whose Φ-fold is drawn; of grains, the macro unit.")),
    ] = None
    strongest: Annotated[
        int | None,
        typer.Option(
            min=0, help=tr("At most so many faces, and of many distinctions only those that they bind.")
        ),
    ] = None
    degree: Annotated[
        int | None,
        typer.Option(min=1, help=tr("Of how many distinctions; default: the fewest.")),
    ] = None
    page: Annotated[int, typer.Option(min=1, help=tr("Which page of 50."))] = 1
    azimuth: Annotated[int, typer.Option(min=-180, max=180, help=tr("Degrees around the upright axis."))] = 29
    elevation: Annotated[int, typer.Option(min=-86, max=86, help=tr("Degrees above the ground."))] = 17
    cut: Annotated[
        str | None,
        typer.Option(
            metavar="effect:AB,C",
            help=tr(
                "The parts, each cut both ways or after effect: or cause: in its outputs or "
                "inputs; A=BC,B= cuts the mechanism AB from the purview BC."
            ),
        ),
    ] = None
    reveal: Annotated[bool, typer.Option("--reveal", help=tr("The minimum partition beside your cut."))] = (
        False
    )
    mechanism: Annotated[
        str | None,
        typer.Option(metavar="AB", help=tr("The distinction whose Φ-fold, repertoires and φ_d are drawn.")),
    ] = None
    purview: Annotated[
        str | None,
        typer.Option(metavar="BC", help=tr("The purview; --mechanism is then any units.")),
    ] = None
    direction: Annotated[str, typer.Option(help=tr("Cause or effect; of scissors, at a mechanism."))] = (
        "effect"
    )
    steps: Annotated[int, typer.Option(min=0, max=400, help=tr("How many, from --state on."))] = 20
    seed: Annotated[
        int, typer.Option(min=0, help=tr("Of the random numbers that choose the steps of a noisy network."))
    ] = 1
    most_probable: Annotated[
        bool,
        typer.Option("--most-probable", help=tr("Take the most probable steps instead of sampled ones.")),
    ] = False
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help=tr("The least probable transition that is drawn."))
    ] = 0.1
    sweep: Annotated[
        str | None,
        typer.Option(metavar="weight:AB=-1..2", help=tr("Weight, k, bias or noise; units; range.")),
    ] = None
    axes: Annotated[
        str | None,
        typer.Option(
            metavar="past:abC,future:Abc", help=tr("Two or three; default: those of largest variance.")
        ),
    ] = None
    against: AgainstOption = None
    against_state: AgainstStateOption = None
    against_units: AgainstUnitsOption = None
    against_formalism: AgainstFormalismOption = None
    against_ties: AgainstTiesOption = None
    against_state_ties: AgainstStateTiesOption = None
    against_by_hand: AgainstByHandOption = None
    width: Annotated[
        int | None, typer.Option(help=tr("Millimetres: 85, 120 or 178; default: what suits the plot."))
    ] = None
    dpi: Annotated[int, typer.Option(help=tr("Of a PNG: 300 or 600."))] = 300
    grey: Annotated[bool, typer.Option("--grey", help=tr("Patterns and greys instead of colours."))] = False


def _with_plots(name: str, hint: Any) -> Any:
    """Return a type hint whose help lists all plots, or those that read the option."""
    from apps.figures.plots import PLOTS, reading

    kind, *extras = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    told = [copy.copy(each) for each in extras]
    plots = reading(name)
    for each in told:
        if getattr(each, "help", None):
            said = each.help.replace("{plots}", ", ".join(PLOTS))
            each.help = tr("{said} Read by {plots}.", said=said, plots=", ".join(plots)) if plots else said
    return Annotated[kind, *told] if told else hint


def taking(kind: type[Options]) -> Callable[[Callable[[Options], None]], Callable[..., None]]:
    """Return a decorator that makes the fields of the dataclass ``kind`` the options of a command."""

    def decorate(act: Callable[[Options], None]) -> Callable[..., None]:
        @functools.wraps(act)
        def run(**given: Any) -> None:
            act(kind(**given))

        hints = {
            name: _with_plots(name, hint) for name, hint in get_type_hints(kind, include_extras=True).items()
        }
        fields = inspect.signature(kind).parameters.values()
        signature = inspect.Signature([each.replace(annotation=hints[each.name]) for each in fields])
        # Typer reads a command's options from its signature and annotations.
        run.__dict__.update(__signature__=signature)
        run.__annotations__ = dict(hints)
        return run

    return decorate
