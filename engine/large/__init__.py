"""Complexes of substrates that are too large for a TPM: sets of units are ruled out instead of tried."""
