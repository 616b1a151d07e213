"""Integrated information theory 4.0: candidate systems, φ_s, distinctions, relations, Φ-structures."""
