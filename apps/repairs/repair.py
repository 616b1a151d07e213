"""When a repair of a library applies: to the version and the private names that it was written for.

Each repair has a file of its own with one `Repair`, asked before anything of the library is replaced. Where
the library is another, its own code stays and the log says so once: the app runs without the repair.
"""

from __future__ import annotations

import inspect
import logging
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.metadata import version
from operator import attrgetter
from typing import Any, TypeVar

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Repair:
    """A change of a library's behaviour.

    Parameters
    ----------
    what
        The repaired behaviour, in a few words for the log.
    library, series
        Name of the distribution, and the versions it was written for: "1.9" is every 1.9.x.
    names
        All that it replaces or calls: ``module:name`` of anything, ``module:name(parameters)`` of a function,
        with the names of its parameters and stars where they have them.
    """

    what: str
    library: str
    series: str
    names: tuple[str, ...]

    @cached_property
    def applies(self) -> bool:
        """Whether the library is the one that this was written for."""
        reason = self._obstacle()
        if reason:
            _log.warning("Not repaired (%s): %s", self.what, reason)
        return not reason

    def choose(self, repaired: T, original: T) -> T:
        """Return the repaired thing if the repair applies, else the library's own."""
        return repaired if self.applies else original

    def _obstacle(self) -> str:
        installed = version(self.library)
        if not f"{installed}.".startswith(f"{self.series}."):
            return f"{self.library} is {installed}, not {self.series}"
        return next((f"{name} is not there any more" for name in self.names if not _found(name)), "")


def _found(name: str) -> bool:
    """Whether a name of a library is there and, given with parameters, takes them."""
    module, _, rest = name.partition(":")
    path, function, parameters = rest.partition("(")
    try:
        thing = attrgetter(path)(import_module(module))
        return not function or _parameters(thing) == parameters.removesuffix(")")
    except (ImportError, AttributeError, TypeError, ValueError):
        return False


def _parameters(function: Any) -> str:
    """Return the names of a function's parameters, with stars as in its definition."""
    taken = inspect.signature(function).parameters.values()
    bare = [each.replace(annotation=each.empty, default=each.empty) for each in taken]
    return str(inspect.Signature(bare))[1:-1]
