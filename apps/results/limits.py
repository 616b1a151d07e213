"""How far the pages compute, and how far without being asked; measured on two cores, dense noisy units."""

from __future__ import annotations

from engine.causation.account import MAX_TOGETHER
from engine.substrate.tpm import MAX_UNITS

# What can be computed at all.
ENGINE_UNITS = MAX_UNITS  # the TPM of 16 units has 65,536 rows
MOST_TOGETHER = MAX_TOGETHER  # causes and effects of an account; 22 take 0.5 GB, two more four times as much
PAIR_UNITS = 20  # mechanism and purview together: tables of a million entries, 0.1 s; 22 units take 0.3 s

# What is computed at every change, because it is there before the picture is.
LIVE_UNITS = 8  # unfolding 7 units takes 0.01 s, 8 take 0.03 s, 9 take 0.07 s; the picture takes longer
LIVE_SUBSTRATE = 10  # TPM and connections of 10 units take 1 ms, of 12 they take 5 ms, of 16 they take 0.3 s
LIVE_LARGE = 128  # beyond what a TPM holds: complexes of the computers of 117 units take 0.03 s to 0.2 s
LIVE_SEARCH = 6  # φ_s of every set of 6 units takes 0.03 s, of 8 it takes 0.1 s
LIVE_SIDE = 5  # the account of 5 causes and 5 effects takes 2 ms, of 7 and 7 it takes 10 ms
LIVE_SWEEP = 4  # the values of a sweep take 0.1 s for 4 units, 0.5 s for 6

LIVE_VERSIONS = 5  # IIT 3.0 of 5 units takes 0.2 s, of 6 it takes 1.5 s

LIVE_STATES = 16  # all states of 4 units under every version take 0.7 s, those of 5 take 4 s

# What is computed without being asked, but behind everything that is.
LIVE_LANDSCAPE = 12  # φ_s of a state takes 0.1 s for 12 units, 0.4 s for 13
QUICK_STATES = 16  # measuring so many takes 0.1 s: it goes before what takes longer
QUICK_UNITS = 12  # φ_s of a system before its distinctions

# What is left out where it would take too long.
MOST_COMPARED = 256  # states under every version: a table of more is no longer read, and 8 units take hours
EVERY_STATE = 64  # φ_s, Φ and complexes in all states of 6 units take 2 s
WHOLE_UNITS = 7  # a sweep with Φ takes 2 s for 7 units, 8 s for 8; with φ_s alone a moment
SAMPLED_UNITS = 12  # to sample what unfolding takes is 0.5 s for 11 units, 2 s for 12, and cannot be stopped

PATIENCE = 0.25  # seconds until an old result is greyed: one that is replaced sooner would only flicker
SEARCHED_BY_ALL = 5  # complexes of IIT 3.0 take 0.5 s for 5 units, 2.5 s for 6
SPARSE_UNITS, SPARSE_INPUTS = 7, 3  # with so few inputs each, of 7 units they take 0.4 s to 4 s

# Units of any grain.
LIVE_GRAINS = 6  # macro beside micro takes 0.02 s for 4 units, 0.6 s for 8 in boxes of four
LIVE_PLAN = 8  # so do the verdicts of a search: they come without being asked
LIVE_SECONDS = 1.0  # a search that takes no longer is not offered but done


def is_light(units: int) -> bool:
    """Whether what pictures ask of a network comes at once: its TPM if it has one, else its functions."""
    return units <= LIVE_SUBSTRATE or ENGINE_UNITS < units <= LIVE_LARGE
