"""The versions view: the same network in the same state under IIT 3.0, 4.0 (2023) and 4.0 (2026)."""
