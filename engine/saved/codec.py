"""Values of frozen dataclasses as JSON and numbers, and back: what may be in each field, its type says.

The same as in memory comes back: tuples, whole numbers however large, every bit of a float. Long runs of
floats go into one array beside the JSON.
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, NoReturn, Union, get_args, get_origin, get_type_hints

import numpy as np

from engine.errors import FormatError, PhiscopeError
from engine.iit4.relations import Relations
from engine.substrate.units import CaseTwin
from engine.words import tr

MAX_AXES = 8
LONG = 16
"""From so many floats on they go into the array."""
DERIVED: dict[Any, Callable[[Mapping[str, Any]], Any]] = {
    Relations: lambda known: Relations(known["distinctions"]),
}
"""Types of fields that are not written, because they follow from the others."""
NAMED = ("units", "mechanism", "occurrence")


def encoded(value: Any, numbers: list[float]) -> Any:
    """Return a value in plain JSON types.

    Parameters
    ----------
    value
        A dataclass, a tuple, a mapping with text keys, text, a number or None, and what is made of them.
    numbers : list of float
        Takes the floats that go into the array.

    Raises
    ------
    TypeError
        If there is something else in it.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, CaseTwin):
        return {"twin": str(value)}
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": repr(value)}
    if isinstance(value, np.ndarray):
        numbers.extend(value.ravel().tolist())
        return {"numbers": [len(numbers) - value.size, value.size], "shape": list(value.shape)}
    if isinstance(value, tuple | list):
        if len(value) >= LONG and all(type(each) is float for each in value):
            numbers.extend(value)
            return {"numbers": [len(numbers) - len(value), len(value)]}
        return [encoded(each, numbers) for each in value]
    if isinstance(value, Mapping):
        return {str(key): encoded(each, numbers) for key, each in value.items()}
    if is_dataclass(value):
        return {
            part.name: encoded(getattr(value, part.name), numbers)
            for part in fields(value)
            if type(getattr(value, part.name)) not in DERIVED
        }
    raise TypeError(f"{type(value).__name__} cannot be saved")


class Decoder:
    """Makes values of JSON and an array; everything is checked against the type that is asked for.

    Parameters
    ----------
    numbers : array of float64, shape (n,)
        The floats that `encoded` put aside.
    """

    def __init__(self, numbers: np.ndarray) -> None:
        self._numbers = numbers

    def decoded(self, hint: Any, value: Any, place: str) -> Any:
        """Return the value of a type.

        Parameters
        ----------
        hint
            A dataclass, ``tuple``, ``dict``, ``Literal``, a union, or a plain type.
        value
            As `encoded` returned it.
        place : str
            Where it stands in the file.

        Raises
        ------
        FormatError
            If it is not of the type; the sentence has the place.
        """
        origin, inside = get_origin(hint), get_args(hint)
        if origin is Literal:
            return value if isinstance(value, str) and value in inside else self._refuse(place)
        if origin in (Union, types.UnionType):
            return self._of_any(inside, value, place)
        if origin is tuple:
            return self._tuple(inside, value, place)
        if origin is Sequence:
            return self._tuple((inside[0], Ellipsis), value, place)
        if origin is np.ndarray:
            return self._array(value, place)
        if origin is dict:
            if not isinstance(value, dict):
                self._refuse(place)
            return {key: self.decoded(inside[1], each, f"{place}.{key}") for key, each in value.items()}
        if is_dataclass(hint):
            return self._object(hint, value, place)
        return self._plain(hint, value, place)

    def _refuse(self, place: str) -> NoReturn:
        raise FormatError(
            tr("{place} is not what a result has there; save the result again.", place=place[:200]),
            place[:200],
        )

    def _of_any(self, hints: tuple[Any, ...], value: Any, place: str) -> Any:
        if value is None:
            return None if types.NoneType in hints else self._refuse(place)
        others = [hint for hint in hints if hint is not types.NoneType]
        for hint in others[:-1]:
            try:
                return self.decoded(hint, value, place)
            except FormatError:
                continue
        return self.decoded(others[-1], value, place)

    def _tuple(self, inside: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
        if len(inside) == 2 and inside[1] is Ellipsis:
            if isinstance(value, dict):
                return self._run(inside[0], value, place)
            if not isinstance(value, list):
                self._refuse(place)
            return tuple([self.decoded(inside[0], each, f"{place}[{i}]") for i, each in enumerate(value)])
        if not isinstance(value, list) or len(value) != len(inside):
            self._refuse(place)
        return tuple(
            [
                self.decoded(h, each, f"{place}[{i}]")
                for i, (h, each) in enumerate(zip(inside, value, strict=True))
            ]
        )

    def _array(self, value: Any, place: str) -> np.ndarray:
        """Return an array of float64, read-only, as long as its shape says."""
        shape = value.get("shape") if isinstance(value, dict) else None
        if not isinstance(shape, list) or not all(type(each) is int and each >= 0 for each in shape):
            self._refuse(place)
        run = self._run(float, {key: each for key, each in value.items() if key != "shape"}, place)
        if math.prod(shape) != len(run) or len(shape) > MAX_AXES:
            self._refuse(place)
        array = np.array(run, np.float64).reshape(shape)
        array.flags.writeable = False
        return array

    def _run(self, hint: Any, value: dict[str, Any], place: str) -> tuple[float, ...]:
        span = value.get("numbers")
        if hint is not float or set(value) != {"numbers"} or not isinstance(span, list) or len(span) != 2:
            self._refuse(place)
        assert span is not None
        if not all(type(each) is int for each in span) or not 0 <= span[0] <= sum(span) <= len(self._numbers):
            self._refuse(place)
        return tuple(self._numbers[span[0] : sum(span)].tolist())

    def _object(self, kind: Any, value: Any, place: str) -> Any:
        known = types_of(kind)
        derived = {name for name, hint in known.items() if hint in DERIVED}
        if not isinstance(value, dict) or not set(value) <= set(known) - derived:
            self._refuse(place)
        made = {name: self.decoded(known[name], each, f"{place}.{name}") for name, each in value.items()}
        for part in fields(kind):
            if part.name not in made and part.name not in derived and not _has_default(part):
                self._refuse(f"{place}.{part.name}")
        made |= {name: DERIVED[known[name]](made) for name in derived}
        named = next((made[name] for name in NAMED if name in made), None)
        if named is not None and "state" in made and len(named) != len(made["state"]):
            self._refuse(f"{place}.state")
        try:
            return kind(**made)
        except PhiscopeError as error:
            raise FormatError(str(error), place).within(place) from None
        except (ValueError, TypeError, OverflowError):  # parts of the right types that make no whole
            return self._refuse(place)

    def _plain(self, hint: Any, value: Any, place: str) -> Any:
        if hint is str and isinstance(value, dict):
            twin = value.get("twin")
            return CaseTwin(twin) if set(value) == {"twin"} and isinstance(twin, str) else self._refuse(place)
        if hint is float and isinstance(value, dict):
            said = value.get("float")
            return (
                float(said)
                if set(value) == {"float"} and said in ("inf", "-inf", "nan")
                else self._refuse(place)
            )
        if hint is float and type(value) is int:
            return value if abs(value) < 2**53 else self._refuse(place)
        return value if type(value) is hint else self._refuse(place)


def _has_default(part: Field) -> bool:
    return part.default is not MISSING or part.default_factory is not MISSING


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """Return the type of each field of a dataclass."""
    hints = get_type_hints(kind)
    return {part.name: hints[part.name] for part in fields(kind)}
