"""Formalisms: the versions of the theory, one record each; this is the only list of them.

To add one, add a record. Its functions are named instead of imported, so that a theory can read its own
record and so that reading this list loads no theory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from typing import Any, Literal

from engine.errors import GrainError, PhiscopeError
from engine.words import phrase, tr, trn


@dataclass(frozen=True, slots=True)
class Formalism:
    """One version of the theory.

    Attributes
    ----------
    key : str
        What files, commands and results call it.
    name : str
        What people call it.
    units : str
        Unit of its integrated information.
    references : tuple of str
        How it is cited: keys of ``assets/references.bib``.
    unfolds, searches : str
        ``"module:function"`` that analyses a candidate system, and that searches complexes.
    views : tuple of str
        Views of the app that show it.
    open : str
        ``"module:table"`` of the choices that it leaves open.
    symbol : str
        Its integrated information of a system: "φ_s" or "Φ".
    measure : str
        What its results and candidates call that.
    elements : str
        What its results call the parts of a structure: "distinctions" or "concepts".
    counted : callable
        Returns so many of these in words: "3 concepts".
    structure : str
        What people call the whole of them: "Φ-structure" or "constellation".
    plot : str
        The plot that shows it.
    cores : str
        What people call the cause and the effect of one of them.
    maximum : str
        The integrated information of a complex: "φ_s*" or "Φ^Max".
    macro : str
        ``"module:function"`` that analyses units of any grain; empty if it has none.
    is_capped : bool
        Whether φ_s is at most ii(s) (Mayner, Marshall and Tononi 2026).
    """

    key: str
    name: str
    units: str
    references: tuple[str, ...]
    unfolds: str
    searches: str
    views: tuple[str, ...]
    open: str
    symbol: str
    measure: str
    elements: str
    counted: Callable[[int], str]
    structure: str
    plot: str
    cores: str
    maximum: str
    macro: str = ""
    is_capped: bool = False

    @property
    def theory(self) -> str:
        """The package of the engine that computes it."""
        return self.unfolds.split(".")[1]

    @property
    def unfold(self) -> Callable[..., Any]:
        """The function that analyses a candidate system: ``(substrate, state, units, formalism, …)``."""
        return _named(self.unfolds)

    @property
    def complexes(self) -> Callable[..., Any]:
        """The function that searches complexes: ``(substrate, state, formalism, …)``."""
        return _named(self.searches)

    @property
    def choices(self) -> Mapping[str, Any]:
        """The choices that it leaves open, by key: each an `engine.iit4.readings.Choice`."""
        return _named(self.open)


def _named(named: str) -> Any:
    module, _, name = named.partition(":")
    return getattr(import_module(module), name)


_IIT4 = {
    "units": "ibits",
    "unfolds": "engine.iit4.structure:unfold",
    "searches": "engine.large.search:complexes",
    "macro": "engine.grain.unfolding:unfold",
    "views": ("explore", "complexes", "compare", "dynamics", "versions"),
    "open": "engine.iit4.readings:CHOICES",
    "symbol": "φ_s",
    "measure": "phi_s",
    "elements": "distinctions",
    "counted": lambda n: trn("{n:,} distinction", "{n:,} distinctions", n),
    "structure": phrase("Φ-structure"),
    "plot": "structure",
    "cores": phrase("maximally irreducible cause and effect"),
    "maximum": "φ_s*",
}

IIT3 = "iit3"

FORMALISMS: dict[str, Formalism] = {
    each.key: each
    for each in (
        Formalism(
            key="iit4-2023",
            name="IIT 4.0 (2023)",
            references=("albantakis2023iit4", "marshall2023system"),
            **_IIT4,
        ),
        Formalism(
            key="iit4-2026",
            name="IIT 4.0 (2026)",
            references=("albantakis2023iit4", "mayner2026tradeoff"),
            is_capped=True,
            **_IIT4,
        ),
        Formalism(
            key=IIT3,
            name="IIT 3.0",
            units="bits",
            references=("oizumi2014iit3",),
            unfolds="engine.iit3.structure:unfold",
            searches="engine.iit3.ranking:complexes",
            views=("versions",),
            open="engine.iit4.readings:CHOICES_OF_IIT3",
            symbol="Φ",
            measure="big_phi",
            elements="concepts",
            counted=lambda n: trn("{n:,} concept", "{n:,} concepts", n),
            structure=phrase("constellation"),
            plot="constellation",
            cores=phrase("maximally irreducible cause and effect (MICE)"),
            maximum="Φ^Max",
        ),
    )
}
"""Every formalism by key; the first one is the default."""

DEFAULT = next(iter(FORMALISMS))

# For editors and type checkers, which run nothing: the keys of each theory.
KeyOfIIT4 = Literal["iit4-2023", "iit4-2026"]
KeyOfIIT3 = Literal["iit3"]


def formalism_of(key: str, allowed: Collection[str] = tuple(FORMALISMS)) -> Formalism:
    """Return the formalism with a key, or raise `PhiscopeError` with the keys that are `allowed`."""
    if key not in allowed:
        raise PhiscopeError(
            tr(
                "Unknown formalism {formalism!r}: use one of {allowed}.",
                formalism=key,
                allowed=", ".join(allowed),
            ),
            field="formalism",
        )
    return FORMALISMS[key]


def keys_of(theory: str) -> tuple[str, ...]:
    """Return the keys of the formalisms that a package of the engine computes."""
    return tuple(key for key, each in FORMALISMS.items() if each.theory == theory)


def shown_in(view: str) -> tuple[str, ...]:
    """Return the keys of the formalisms that a view of the app shows."""
    return tuple(key for key, each in FORMALISMS.items() if view in each.views)


def unfold(
    substrate: Any, state: Any, units: Any = None, formalism: str = DEFAULT, *rest: Any, **options: Any
) -> Any:
    """Unfold a candidate system under any formalism.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int, label string or dict
        Present state of the whole substrate.
    units : iterable of str, optional
        Labels of the candidate system; the whole substrate by default.
    formalism : str
        A key of `FORMALISMS`; it decides what is returned and which further options there are
        (``ties``, ``report`` and ``cancel`` always).
    macro : sequence of MacroUnit, optional
        Units of any grain in place of micro units, with their ``history`` of micro states; see
        `engine.grain.unfolding.unfold`.

    Returns
    -------
    PhiStructure or ConceptualStructure

    Raises
    ------
    PhiscopeError
        If there is no such formalism, or it has no such option.
    """
    chosen = formalism_of(formalism)
    grain = {key: options.pop(key, None) for key in ("macro", "history")}
    if grain["macro"] is None:
        if grain["history"] is not None:
            raise GrainError(tr("A history is of macro units; give these too."), "history")
        _check(chosen, chosen.unfold, options)
        return chosen.unfold(substrate, state, units, formalism, *rest, **options)
    if not chosen.macro:
        said = tr("{formalism} has no macro units; choose another formalism.", formalism=chosen.name)
        raise GrainError(said, "formalism")
    if units is not None:
        raise GrainError(tr("Macro units are a system of their own; leave out its micro units."), "units")
    analyse = _named(chosen.macro)
    return analyse(substrate, state, grain["macro"], grain["history"], formalism, *rest, **options)


def complexes(substrate: Any, state: Any, formalism: str = DEFAULT, *rest: Any, **options: Any) -> Any:
    """Search the complexes of a substrate in a state under any formalism; parameters as for `unfold`.

    Returns
    -------
    Complexes or RankedSystems

    Raises
    ------
    PhiscopeError
        If there is no such formalism, or it has no such option.
    """
    chosen = formalism_of(formalism)
    _check(chosen, chosen.complexes, options)
    return chosen.complexes(substrate, state, formalism, *rest, **options)


def _check(chosen: Formalism, function: Callable[..., Any], options: Mapping[str, Any]) -> None:
    """Refuse an option that a formalism's function does not have."""
    known = tuple(signature(function).parameters)
    for option in options:
        if option not in known:
            said = tr(
                "{formalism} has no {option} here; it has {known}.",
                formalism=chosen.name,
                option=option,
                known=", ".join(known),
            )
            raise PhiscopeError(said, field=option)


def formalism_name(key: str) -> str:
    """Return what people call a formalism: "IIT 4.0 (2023)"."""
    return formalism_of(key).name
