"""Units as people write them in an option: ``AB``, ``A,B`` or ``A B``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import PhiscopeError
from engine.substrate.state_words import listed
from engine.substrate.states import split_labels
from engine.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence


def parse_units(text: str, labels: Sequence[str]) -> tuple[str, ...]:
    """Return the labels named by ``AB``, ``A,B`` or ``A B``, in substrate order.

    Raises
    ------
    PhiscopeError
        If no unit is named, or one that is not among ``labels``.
    """
    spaced = ",".join(text.split()) if " " in text.strip() else text.strip()
    alike = {label.casefold(): label for label in labels}
    names = [
        name if name in labels else alike.get(name.casefold(), name) for name in split_labels(labels, spaced)
    ]
    unknown = [name for name in names if name not in labels]
    known = listed(labels)
    if not names:
        raise PhiscopeError(tr("no unit is named; choose among {known}.", known=known))
    if unknown:
        raise PhiscopeError(
            tr("{label!r} is not a unit; choose among {known}.", label=unknown[0], known=known)
        )
    return tuple(label for label in labels if label in names)
