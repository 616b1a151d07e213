"""Tables that do not say in which order their states stand: which reading was taken, and the other one."""

from dataclasses import replace

import numpy as np

from engine.substrate.builders import Made, from_tpm
from engine.substrate.formats.states_in_tables import big_endian
from engine.words import in_every_language, phrase

ASSUMED = phrase("TPM rows read little-endian (the first unit varies fastest).")
ASSUMED_BOTH = phrase("TPM rows and columns read little-endian (the first unit varies fastest).")
INSTEAD = phrase("A first column of states (10: the first unit ON) or a line '# big-endian' says otherwise.")
OTHER = phrase("TPM rows read big-endian (the last unit varies fastest), as chosen.")
OTHER_BOTH = phrase("TPM rows and columns read big-endian (the last unit varies fastest), as chosen.")


def other_order(substrate: Made) -> Made | None:
    """Return what a table is if its last unit varies fastest, where nothing in it says which does.

    In a state-by-state table the columns are states too, so that both orders are one network with its units
    called the other way round.

    Parameters
    ----------
    substrate : Network
        As it was read, with its notes.

    Returns
    -------
    Network, or None
        Of the same class; None if the file gives the order of its rows, or both orders say the same.
    """
    by_state = noted(ASSUMED_BOTH, substrate.notes)
    said = by_state or noted(ASSUMED, substrate.notes)
    if not said or not substrate.is_binary:
        return None
    read = substrate.tpm
    other = read[big_endian(substrate.n)]
    if by_state:
        other = other[:, ::-1]
    if np.array_equal(read, other):
        return None
    made = from_tpm(type(substrate), other, labels=list(substrate.labels))
    notes = substrate.notes.replace(said, str(OTHER_BOTH if by_state else OTHER))
    return replace(made, name=substrate.name, notes=notes, state=substrate.state)


def without_order(notes: str) -> str:
    """Return the notes of what was read without the order that was assumed."""
    for said in (*in_every_language(ASSUMED), *in_every_language(ASSUMED_BOTH), *in_every_language(INSTEAD)):
        notes = notes.replace(said, "")
    return " ".join(notes.split())


def noted(said: str, notes: str) -> str:
    """Return a sentence as the notes have it, in any language; empty if they do not."""
    # The notes are of whoever opened the file, maybe in another language.
    return next((each for each in in_every_language(said) if each in notes), "")
