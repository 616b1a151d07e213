"""Units of any grain: macro units, their Φ-structures, and the search for a system's own grain."""

from engine.grain.bounds import Bounds
from engine.grain.records import Grains, GrainSystem, Verdict
from engine.grain.search import grains, intrinsic, plan
from engine.grain.system import macro_system
from engine.substrate.macro_units import MacroUnit

__all__ = [
    "Bounds",
    "GrainSystem",
    "Grains",
    "MacroUnit",
    "Verdict",
    "grains",
    "intrinsic",
    "macro_system",
    "plan",
]
