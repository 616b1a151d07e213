"""What can go wrong, as one clear sentence each: `str(error)` can be put on the screen as it is."""

from engine.words import tr


class PhiscopeError(ValueError):
    """A refusal in one sentence that says what is wrong and what to do about it.

    Parameters
    ----------
    message : str
        The sentence, remedy included.
    field : str, optional
        The part of the input it is about, such as ``"units[2].function.k"``.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field

    def within(self, place: str) -> "PhiscopeError":
        """Name the file or the part the sentence is about, in front of it, and return the error itself."""
        self.args = (tr("{place}: {sentence}", place=place, sentence=self.args[0]),)
        return self


class SubstrateError(PhiscopeError):
    """Units, edges or unit functions that do not make a substrate."""


class TPMError(PhiscopeError):
    """A transition probability matrix that is none, or that disagrees with the rest."""


class StateError(PhiscopeError):
    """A state, or a list of units, that does not fit the substrate."""


class UnreachableStateError(StateError):
    """A state no state leads to, so that its causes are undefined."""


class TooLargeError(PhiscopeError):
    """More than can be computed or held in memory."""


class FormatError(PhiscopeError):
    """A file that cannot be read or written as the format it claims to be."""


class RuleError(PhiscopeError):
    """A rule that cannot be read.

    Parameters
    ----------
    message, field
        As for every refusal.
    pos : int, optional
        The index of the offending character, if there is one.
    here : str, optional
        The sentence for where that character is shown, if `message` counts it.
    """

    def __init__(
        self, message: str, pos: int | None = None, field: str | None = None, here: str | None = None
    ) -> None:
        super().__init__(message, field)
        self.pos = pos
        self.here = message if here is None else here


class Cancelled(Exception):  # noqa: N818 -- it reports an order that was obeyed, not a mistake
    """The computation was stopped because it was asked to stop."""
