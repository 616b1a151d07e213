"""Integrated information theory 4.0: from candidate systems to Φ-structures and complexes."""
