"""The complexes view: every candidate system, the complexes and what they exclude."""
