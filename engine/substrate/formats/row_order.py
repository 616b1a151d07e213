"""Tables that do not say in which order their rows stand: which reading was taken, and the other one."""

from dataclasses import replace

import numpy as np

from engine.substrate.builders import Made, from_tpm
from engine.substrate.formats.states_in_tables import big_endian
from engine.words import in_every_language, phrase

ASSUMED = phrase("TPM rows read little-endian (the first unit varies fastest).")
OTHER = phrase("TPM rows read big-endian (the last unit varies fastest), as chosen.")


def other_order(substrate: Made) -> Made | None:
    """Return what a table is if its last unit varies fastest, where nothing in it says which does.

    Parameters
    ----------
    substrate : Network
        As it was read, with its notes.

    Returns
    -------
    Network, or None
        Of the same class; None if the file gives the order of its rows, or both orders say the same.
    """
    # The notes are of whoever opened the file, maybe in another language.
    noted = next((said for said in in_every_language(ASSUMED) if said in substrate.notes), "")
    if not noted or not substrate.is_binary:
        return None
    read = substrate.tpm
    other = read[big_endian(substrate.n)]
    if np.array_equal(read, other):
        return None
    made = from_tpm(type(substrate), other, labels=list(substrate.labels))
    return replace(made, name=substrate.name, notes=substrate.notes.replace(noted, str(OTHER)))
