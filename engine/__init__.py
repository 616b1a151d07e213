"""Integrated information theory on substrates: the engine behind phiscope.

Names resolve on first use, so that importing the package stays fast.

>>> from engine import Substrate, account, complexes, unfold
>>> s = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
>>> s
Substrate(A, B, C; 6 edges)
>>> unfold(s, "abc", units="BC").big_phi > 0
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal, overload

    from engine import iit3
    from engine.causation.account import account
    from engine.errors import Cancelled, PhiscopeError
    from engine.formalisms import KeyOfIIT3, KeyOfIIT4
    from engine.grain.search import grains
    from engine.iit3.ranking import RankedSystems
    from engine.iit3.structure import ConceptualStructure
    from engine.iit4.choices import choose_purviews
    from engine.iit4.complexes import Complexes
    from engine.iit4.distinctions import PurviewChoice
    from engine.iit4.labelled_repertoire import repertoire
    from engine.iit4.readings import CandidateRule, StateTies, TieRule
    from engine.iit4.structure import PhiStructure
    from engine.run.jobs import Cancel, Report
    from engine.run.progress import progress
    from engine.saved.results import load, save
    from engine.substrate.macro_units import MacroUnit
    from engine.substrate.states import State
    from engine.substrate.substrate import Edge, Substrate, Unit

    # What `engine.formalisms` passes on depends on the formalism; editors and type checkers are told here.

    @overload
    def unfold(
        substrate: Substrate,
        state: State,
        units: Iterable[str] | str | None = None,
        formalism: KeyOfIIT4 = ...,
        ties: TieRule = "largest",
        state_ties: StateTies = "paper",
        report: Report | None = None,
        cancel: Cancel | None = None,
        *,
        macro: Sequence[MacroUnit] | None = None,
        history: Sequence[State] | None = None,
    ) -> PhiStructure: ...
    @overload
    def unfold(
        substrate: Substrate,
        state: State,
        units: Iterable[str] | str | None = None,
        *,
        formalism: KeyOfIIT3,
        ties: Literal["largest", "smallest"] = "largest",
        report: Report | None = None,
        cancel: Cancel | None = None,
    ) -> ConceptualStructure: ...
    @overload
    def unfold(substrate: Substrate, state: State, units: Any, formalism: str, **options: Any) -> Any: ...
    @overload
    def unfold(
        substrate: Substrate, state: State, units: Any = None, *, formalism: str, **options: Any
    ) -> Any: ...
    def unfold(*given: Any, **options: Any) -> Any:
        """See `engine.formalisms.unfold`."""

    @overload
    def complexes(
        substrate: Substrate,
        state: State,
        formalism: KeyOfIIT4 = ...,
        candidates: CandidateRule = "all",
        state_ties: StateTies = "paper",
        ties: TieRule = "largest",
        report: Report | None = None,
        cancel: Cancel | None = None,
    ) -> Complexes: ...
    @overload
    def complexes(
        substrate: Substrate,
        state: State,
        formalism: KeyOfIIT3,
        ties: Literal["largest", "smallest"] = "largest",
        report: Report | None = None,
        cancel: Cancel | None = None,
    ) -> RankedSystems: ...
    @overload
    def complexes(substrate: Substrate, state: State, formalism: str, **options: Any) -> Any: ...
    def complexes(*given: Any, **options: Any) -> Any:
        """See `engine.formalisms.complexes`."""


__all__ = [
    "Cancelled",
    "Edge",
    "MacroUnit",
    "PhiStructure",
    "PhiscopeError",
    "PurviewChoice",
    "Substrate",
    "Unit",
    "account",
    "choose_purviews",
    "complexes",
    "grains",
    "iit3",
    "load",
    "progress",
    "repertoire",
    "save",
    "unfold",
]

_HOMES = {
    "Substrate": "engine.substrate.substrate",
    "Unit": "engine.substrate.substrate",
    "Edge": "engine.substrate.substrate",
    "unfold": "engine.formalisms",
    "PhiStructure": "engine.iit4.structure",
    "complexes": "engine.formalisms",
    "PurviewChoice": "engine.iit4.distinctions",
    "choose_purviews": "engine.iit4.choices",
    "account": "engine.causation.account",
    "grains": "engine.grain.search",
    "MacroUnit": "engine.substrate.macro_units",
    "progress": "engine.run.progress",
    "load": "engine.saved.results",
    "save": "engine.saved.results",
    "repertoire": "engine.iit4.labelled_repertoire",
    "PhiscopeError": "engine.errors",
    "Cancelled": "engine.errors",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for from the module that defines it."""
    if name == "iit3":
        return import_module("engine.iit3")
    if name not in _HOMES:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})
