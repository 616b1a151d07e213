"""The errors of the engine, each one clear sentence: `str(error)` can be shown as it is."""

from typing import Any

from engine.words import tr

LONGEST = 2_000  # letters of a sentence; it may quote a label of eight million
REMEDY = 500  # of them at its end, where it says what to do


class PhiscopeError(ValueError):
    """A refusal, in one sentence with the mistake and the remedy.

    Parameters
    ----------
    message : str
        The sentence.
    field : str, optional
        The part of the input that is wrong, such as ``"units[2].function.k"``.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(_shortened(message))
        self.field = field

    def within(self, place: str) -> "PhiscopeError":
        """Put the name of a file or part in front of the sentence, and return the error itself."""
        self.args = (_shortened(tr("{place}: {sentence}", place=place, sentence=self.args[0])),)
        return self


def _shortened(message: str) -> str:
    if len(message) <= LONGEST:
        return message
    return f"{message[: LONGEST - REMEDY - 1]}…{message[-REMEDY:]}"


class SubstrateError(PhiscopeError):
    """Units, edges or unit functions that make no substrate."""


class TPMError(PhiscopeError):
    """A transition probability matrix that is invalid or contradicts the other input."""


class DependentUnitsError(TPMError):
    """A state-by-state TPM whose units influence each other within one step.

    Parameters
    ----------
    message : str
        The sentence.
    rows : sequence of int
        Where they do, from 0.
    """

    def __init__(self, message: str, rows: Any) -> None:
        super().__init__(message, "tpm")
        self.rows = tuple(rows)


class StateError(PhiscopeError):
    """A state or a list of units that does not fit the substrate."""


class UnreachableStateError(StateError):
    """A state that no state leads to: its causes are undefined."""

    @classmethod
    def of(cls, state: str) -> "UnreachableStateError":
        """Return the refusal of a state, given as people write it."""
        said = tr(
            "The state {state} is unreachable: no state leads to it, so it has no causes. Choose "
            "another state (one step of the dynamics gives one) or add noise.",
            state=state,
        )
        return cls(said, field="state")


class GrainError(PhiscopeError):
    """Macro units, or bounds on them, that make no system."""


class TooLargeError(PhiscopeError):
    """A task that exceeds the limits of computation or memory."""


class FormatError(PhiscopeError):
    """A file that cannot be read or written in its format."""


class AmbiguousError(FormatError):
    """A square table that may be weights or a TPM.

    Parameters
    ----------
    message : str
        The sentence.
    values : array, shape (2**n, 2**n)
        Its numbers, of which every row is a distribution.
    """

    def __init__(self, message: str, values: Any) -> None:
        super().__init__(message)
        self.values = values


class MissingLibraryError(PhiscopeError):
    """A library that is needed for this alone, and is not installed."""


class RuleError(PhiscopeError):
    """A rule that cannot be read.

    Parameters
    ----------
    message : str
        The sentence.
    pos : int, optional
        Index of the wrong character.
    field : str, optional
        The part of the input that is wrong.
    here : str, optional
        The sentence to show beside that character, if `message` gives its number.
    """

    def __init__(
        self, message: str, pos: int | None = None, field: str | None = None, here: str | None = None
    ) -> None:
        super().__init__(message, field)
        self.pos = pos
        self.here = message if here is None else here


class Cancelled(Exception):  # noqa: N818 -- a cancelled computation is no error
    """The computation was cancelled on request."""
