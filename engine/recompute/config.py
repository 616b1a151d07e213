"""PyPhi's configuration, as its files and results have it, in the words of this program.

A file is ``pyphi_config.yml``, flat with names in capitals (PyPhi 1) or in layers (PyPhi 2), or the same as
JSON; a result has it under ``config``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from engine.errors import FormatError, PhiscopeError
from engine.files import read_bytes
from engine.formalisms import DEFAULT, FORMALISMS, IIT3, Formalism
from engine.recompute import options
from engine.recompute.options import Computed
from engine.recompute.yaml_text import load_yaml
from engine.substrate.formats.pyphi_objects import objects
from engine.substrate.formats.text import MAX_BYTES, check_length, decode, load_json
from engine.words import tr

MOST = 400
VERSIONS = {"3": IIT3, "4_0_2023": "2023", "4_0_2026": "2026", "4": "2023"}
"""How configurations name a formalism, and the end of its key here."""
CAPPED, INTRINSIC = "INTRINSIC_INFORMATION", "GENERALIZED_INTRINSIC_DIFFERENCE"
PURVIEWS: dict[tuple[str, ...], str] = {
    ("PHI",): "pyphi",
    ("PHI", "PURVIEW_SIZE"): "largest",
    ("PHI", "NEGATIVE_PURVIEW_SIZE"): "smallest",
}
"""Ways to resolve ties of purviews, and the reading that says the same."""
Verdict = Literal["followed", "same", "other", "running", "unknown"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One option, and what becomes of it here.

    Attributes
    ----------
    option, value : str
        As the configuration has them.
    verdict : {"followed", "same", "other", "running", "unknown"}
        Whether a formalism, a reading or a tolerance here follows it; it is what is computed here anyway; it
        has no counterpart; no number depends on it; or the documentation of PyPhi does not know it.
    said : str
        What is computed here, as a sentence.
    is_of_accounts : bool
        Whether it says how causal accounts are computed, not systems.
    """

    option: str
    value: str
    verdict: Verdict
    said: str
    is_of_accounts: bool = False


@dataclass(frozen=True, slots=True)
class TheirConfig:
    """A configuration of PyPhi.

    Attributes
    ----------
    formalism : str or None
        Key of the formalism; None if the configuration does not tell.
    readings : dict of str to str
        Readings that are not the default, as the arguments of `engine.unfold` and `engine.complexes`.
    precision : int or None
        Decimal places to which PyPhi took numbers for equal.
    settings : tuple of Setting
        Every option, in the order of the configuration.
    """

    formalism: str | None = None
    readings: dict[str, str] = field(default_factory=dict)
    precision: int | None = None
    settings: tuple[Setting, ...] = ()

    @property
    def others(self) -> tuple[Setting, ...]:
        """Options without a counterpart, by which the numbers of a system can differ."""
        return tuple(each for each in self.settings if each.verdict == "other" and not each.is_of_accounts)


def read_config(source: str | PathLike[str] | bytes, name: str | None = None) -> TheirConfig:
    r"""Read a configuration of PyPhi: its ``pyphi_config.yml``, the same as JSON, or a result that has it.

    >>> from engine.recompute.config import read_config
    >>> found = read_config(b"PRECISION: 6\nPICK_SMALLEST_PURVIEW: true\nMEASURE: EMD\n")
    >>> found.formalism, found.readings, found.precision
    ('iit3', {'ties': 'smallest'}, 6)

    Parameters
    ----------
    source : path or bytes
        A file, or the contents of one.
    name : str, optional
        Name of the file, with which errors begin.

    Returns
    -------
    TheirConfig

    Raises
    ------
    PhiscopeError
        If the file cannot be read or has no option of PyPhi; one sentence, with the line if it is YAML.
    """
    name = name or (tr("the configuration") if isinstance(source, bytes) else str(source))
    try:
        data = source if isinstance(source, bytes) else read_bytes(Path(source), MAX_BYTES, check_length)
        text = decode(data)
        is_json = text.lstrip().startswith("{")
        found = config_in(load_json(text) if is_json else {"config": load_yaml(text)})
        if not any(each.verdict != "unknown" for each in found.settings):
            raise FormatError(
                tr("There is no option of PyPhi in it; give a pyphi_config.yml or a saved result.")
            )
    except PhiscopeError as error:
        raise error.within(name) from None
    return found


def config_in(data: Any) -> TheirConfig:
    """Return the configuration that stands in the JSON of a result or is that JSON; an empty one if none."""
    for each in objects(data):
        inside = each.get("config")
        if isinstance(inside, Mapping):
            return _config(list(_flat(inside)))
        if any(key.isupper() and key.lower() in KNOWN for key in each) or (
            isinstance(each.get("numerics"), Mapping) or isinstance(each.get("iit"), Mapping)
        ):
            return _config(list(_flat(each)))
    return TheirConfig()


def formalism_named(data: Any) -> str | None:
    """Return the key of the formalism that an object of a result names, as ``IIT_3_0``; None if none does."""
    for each in objects(data):
        named = {key: each[key] for key in options.VERSION if str(each.get(key)).startswith("IIT_")}
        if (found := _formalism(named, set())) is not None:
            return found
    return None


KNOWN = {
    *options.DECIDES,
    *options.SAME_NUMBERS,
    *(name for each in (*options.COMPUTED, *options.OF_ACCOUNTS) for name in each.names),
}


def _flat(data: Mapping[str, Any], layer: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield layer, option and value of a configuration in layers or without."""
    for key, value in data.items():
        name = str(key)
        if name.startswith("_"):  # what serializers add
            continue
        if isinstance(value, Mapping) and name.lower() in (*options.LAYERS, options.ACCOUNTS):
            yield from _flat(value, name.lower())
        elif name.lower() not in options.LAYERS or value is not None:
            yield layer, name, tuple(value) if isinstance(value, list) else value


def _config(found: list[tuple[str, str, Any]]) -> TheirConfig:
    if len(found) > MOST:
        raise FormatError(
            tr(
                "There are {n:,} options; a configuration of PyPhi has at most {most}.",
                n=len(found),
                most=MOST,
            )
        )
    known = {name.lower(): value for layer, name, value in found if layer != options.ACCOUNTS}
    formalism = _formalism(known, {layer for layer, _, _ in found})
    assumed = FORMALISMS[formalism or DEFAULT]
    readings = _readings(known, assumed)
    return TheirConfig(
        formalism,
        {key: value for key, value in readings.items() if value != assumed.choices[key].keys[0]},
        _decimals(known.get("precision")),
        tuple(_setting(layer, name, value, assumed, readings) for layer, name, value in found),
    )


def _formalism(known: Mapping[str, Any], layers: set[str]) -> str | None:
    for name in options.VERSION:
        said = str(known.get(name, "")).upper().removeprefix("IIT_").replace(".", "_")
        said = VERSIONS.get(said) or VERSIONS.get(said.removesuffix("_0"))
        if said is not None:
            return next(key for key in FORMALISMS if key.endswith(said))
    if "measure" in known:  # an option of PyPhi before IIT 4.0
        return IIT3
    if known.get("system_phi_measure") == CAPPED or layers & {"iit", "numerics"}:
        return next(key for key, each in FORMALISMS.items() if each.is_capped)  # the default of PyPhi 2
    return None


def _readings(known: Mapping[str, Any], formalism: Formalism) -> dict[str, str]:
    """Return every reading that an option asks for and the formalism has."""
    found: dict[str, str] = {}
    if "purview_tie_resolution" in known:
        found["ties"] = PURVIEWS.get(_cascade(known["purview_tie_resolution"]), "")
    elif type(known.get("pick_smallest_purview")) is bool:
        found["ties"] = "smallest" if known["pick_smallest_purview"] else "largest"
    checked = next((known[name] for name in options.STATES_CHECKED if name in known), None)
    if type(checked) is bool:
        found["candidates"] = "reachable-now" if checked else "all"
    choices = formalism.choices
    return {key: value for key, value in found.items() if key in choices and value in choices[key].keys}


def _cascade(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _setting(
    layer: str, option: str, value: Any, formalism: Formalism, readings: Mapping[str, str]
) -> Setting:
    name = option.lower()
    of_accounts = layer == options.ACCOUNTS or name == "actual_causation_measure"
    if of_accounts:
        verdict, said = _computed(options.OF_ACCOUNTS, name, value, formalism)
    elif name in options.DECIDES:
        verdict, said = _decided(name, value, formalism, readings)
    else:
        verdict, said = _computed(options.COMPUTED, name, value, formalism)
    is_running = name.startswith(options.RUNNING) or name in options.SAME_NUMBERS
    if verdict == "unknown" and (is_running or layer == options.RUNNING_LAYER):
        verdict, said = "running", tr("No number depends on it.")
    return Setting(_shown(option), _shown(value), verdict, said, of_accounts)


def _decimals(value: Any) -> int | None:
    return value if type(value) is int and 0 < value < 20 else None


def _shown(value: Any) -> str:
    """Return a value as a terminal can show it: a file can hold letters that would steer it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_shown, value[:9]))[:60]}]"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "".join(letter if letter.isprintable() else "?" for letter in text[:60])


def _computed(
    known: tuple[Computed, ...], name: str, value: Any, formalism: Formalism
) -> tuple[Verdict, str]:
    option = next((each for each in known if name in each.names), None)
    if option is None:
        return "unknown", tr("The documentation of PyPhi does not list it; nothing is assumed.")
    same = option.iit3 if formalism.key == IIT3 else option.iit4
    if not same:
        return "same", tr("{formalism} does not read it.", formalism=formalism.name)
    # True is 1 in Python, and a text may be written small.
    is_same = any(type(each) is type(value) and each == _large(value) for each in same)
    return "same" if is_same else "other", str(option.assumed)


def _large(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def _decided(name: str, value: Any, formalism: Formalism, readings: Mapping[str, str]) -> tuple[Verdict, str]:
    """Return what becomes of an option that a formalism, a reading or a tolerance can follow."""
    if name in options.VERSION:
        said = tr("Computed with {formalism}.", formalism=formalism.name)
        return "followed" if _formalism({name: value}, set()) else "other", said
    if name in options.PRECISION:
        said = tr("Numbers are compared to so many decimal places; here two tie within 1e-10.")
        return "other" if _decimals(value) is None else "followed", said
    if name in options.SYSTEM_MEASURE:
        if formalism.key == IIT3:
            return "same", tr("{formalism} does not read it.", formalism=formalism.name)
        is_same = (value == CAPPED) == formalism.is_capped and value in (CAPPED, INTRINSIC)
        return "same" if is_same else "other", tr("φ_s is that of {formalism}.", formalism=formalism.name)
    key = "candidates" if name in options.STATES_CHECKED else "ties"
    if key not in formalism.choices:  # only IIT 3.0 has no choice of candidates
        said = tr("Sets of units whose state cannot be reached are no candidates.")
        return "same" if value is True else "other", said
    choice = formalism.choices[key]
    said = choice.said(readings.get(key, choice.keys[0])) + "."
    return "followed" if key in readings else "other", said
