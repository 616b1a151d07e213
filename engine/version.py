"""The version of the engine."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def engine_version() -> str:
    """Return the version of the engine, which every result carries."""
    try:
        return version("phiscope")
    except PackageNotFoundError:
        return "unknown"
