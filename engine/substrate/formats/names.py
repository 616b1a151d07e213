"""Names of other programs made into labels: without blanks and signs, each once, and said."""

from collections.abc import Sequence

from engine.errors import FormatError
from engine.substrate.units import BAD_IN_LABEL, MAX_LABEL
from engine.words import tr

SHOWN = 6
MOST_LETTERS = 100 * MAX_LABEL  # of a name whose blanks are then put together


def safe_labels(names: Sequence[str], notes: list[str]) -> list[str]:
    """Return labels for names, and note what was changed.

    Parameters
    ----------
    names : sequence of str
    notes : list of str
        Takes a sentence for each kind of change.

    Returns
    -------
    list of str
        Blanks and signs that no label can hold became ``_``; numbers became ``U0``, ``U1`` …

    Raises
    ------
    FormatError
        If a name is empty or too long, or two names make the same label.
    """
    stripped = [name.strip() for name in names]
    if stripped and all(name.isdecimal() for name in stripped):
        notes.append(tr("Units are numbered: unit U0 is number 0, and so on."))
        return [f"U{name}" for name in stripped]
    labels = [_safe(name) for name in stripped]
    changed = [(name, label) for name, label in zip(stripped, labels, strict=True) if name != label]
    if changed:
        shown = listed([f"{name!r} is {label}" for name, label in changed])
        notes.append(tr("Names were made labels: {listed}.", listed=shown))
    made: dict[str, str] = {}
    for name, label in zip(stripped, labels, strict=True):
        if label in made and name == made[label]:
            raise FormatError(tr("Two units are labelled {label}; rename one.", label=name), "label")
        if label in made:
            said = tr(
                "{one!r} and {other!r} would both be {label}; rename one.",
                one=made[label],
                other=name,
                label=label,
            )
            raise FormatError(said, "label")
        made[label] = name
    return labels


def listed(names: Sequence[str]) -> str:
    """Return the first few of some names in one line, and how many more there are."""
    shown = ", ".join(names[:SHOWN])
    if len(names) > SHOWN:
        return tr("{listed} and {more} more", listed=shown, more=len(names) - SHOWN)
    return shown


def _safe(name: str) -> str:
    if len(name) > MOST_LETTERS:
        raise FormatError(_too_long(name), "label")
    shown = "".join(sign if sign.isprintable() else " " for sign in name)
    label = BAD_IN_LABEL.sub("_", " ".join(shown.split()))
    if not label:
        raise FormatError(tr("A name is empty; name every unit."), "label")
    if len(label) > MAX_LABEL:
        raise FormatError(_too_long(name), "label")
    return label if label not in ("0", "1") else f"U{label}"


def _too_long(name: str) -> str:
    return tr(
        "The name {name!r}… is too long; use {most} characters or fewer.", name=name[:20], most=MAX_LABEL
    )
