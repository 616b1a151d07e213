"""Names of other programs made into labels: without blanks and signs, each once, and said."""

from collections.abc import Sequence

from engine.errors import FormatError
from engine.substrate.units import BAD_IN_LABEL, MAX_LABEL
from engine.words import tr

SHOWN = 6


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
        listed = ", ".join(f"{name!r} is {label}" for name, label in changed[:SHOWN])
        if len(changed) > SHOWN:
            listed = tr("{listed} and {more} more", listed=listed, more=len(changed) - SHOWN)
        notes.append(tr("Names were made labels: {listed}.", listed=listed))
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


def _safe(name: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in name)
    label = BAD_IN_LABEL.sub("_", " ".join(shown.split()))
    if not label:
        raise FormatError(tr("A name is empty; name every unit."), "label")
    if len(label) > MAX_LABEL:
        raise FormatError(
            tr(
                "The name {name!r}… is too long; use {most} characters or fewer.",
                name=name[:20],
                most=MAX_LABEL,
            ),
            "label",
        )
    return label if label not in ("0", "1") else f"U{label}"
