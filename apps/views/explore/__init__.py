"""The explore view: φ_s, the Φ-structure, distinctions, relations, repertoires and the TPM."""
