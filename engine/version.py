"""The version that travels with every result."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def engine_version() -> str:
    """Return the version that travels with every result."""
    try:
        return version("phiscope")
    except PackageNotFoundError:
        return "unknown"
