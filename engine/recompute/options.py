"""Options of PyPhi's configuration, and what each is computed as here; this is the only list of them.

Names and meanings are those of PyPhi's documentation: in capitals until 1.2 and in its branch for IIT 4.0
(``PARTITION_TYPE``), in layers since 2.0 (``formalism.iit.mechanism_partition_scheme``). An option stands in
one of five places: `DECIDES` (a reading or formalism of ours says the same), `COMPUTED` (one value is
computed here, the others have no counterpart), `OF_ACCOUNTS` (the same, of actual causation), `SAME_NUMBERS`
(no number depends on it) or `RUNNING` (how the work is done).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.words import phrase

Value = Any
"""What a configuration gives an option: text, number, truth value, or a tuple of them."""


@dataclass(frozen=True, slots=True)
class Computed:
    """An option of which one value is computed here.

    Attributes
    ----------
    names : tuple of str
        What versions of PyPhi call it, in small letters, the newest first.
    iit4, iit3 : tuple
        Values that mean what is computed here, under each theory; empty if the theory does not read it.
    assumed : str
        What is computed here whatever the value: a sentence without its subject, "is computed with …".
    """

    names: tuple[str, ...]
    iit4: tuple[Value, ...]
    iit3: tuple[Value, ...]
    assumed: str


VERSION = ("version", "iit_version", "formalism")
PURVIEW_TIES = ("purview_tie_resolution",)
SMALLEST_PURVIEW = ("pick_smallest_purview",)
STATES_CHECKED = ("validate_system_states", "validate_subsystem_states")
PRECISION = ("precision",)
SYSTEM_MEASURE = ("system_phi_measure",)
DECIDES = (*VERSION, *PURVIEW_TIES, *SMALLEST_PURVIEW, *STATES_CHECKED, *PRECISION, *SYSTEM_MEASURE)
"""Options that decide a formalism, a reading or the tolerance here."""

_MIP = ("NORMALIZED_PHI", "NEGATIVE_PHI")
COMPUTED = (
    Computed(
        ("mechanism_phi_measure", "repertoire_measure", "repertoire_distance", "measure"),
        ("GENERALIZED_INTRINSIC_DIFFERENCE",),
        ("EMD",),
        phrase("φ is the intrinsic difference in IIT 4.0, the earth mover's distance in IIT 3.0."),
    ),
    Computed(
        ("specification_measure", "repertoire_measure_specification", "repertoire_distance_specification"),
        ("GENERALIZED_INTRINSIC_DIFFERENCE",),
        (),
        phrase("Cause and effect states are specified by the intrinsic difference."),
    ),
    Computed(
        (
            "differentiation_measure",
            "repertoire_measure_differentiation",
            "repertoire_distance_differentiation",
        ),
        ("INTRINSIC_DIFFERENTIATION", "GENERALIZED_INTRINSIC_DIFFERENCE"),
        (),
        phrase("Intrinsic differentiation is the surprisal of the specified state."),
    ),
    Computed(
        ("ces_measure", "ces_distance"),
        (),
        ("EMD",),
        phrase("The distance of constellations is the extended earth mover's distance."),
    ),
    Computed(
        ("use_small_phi_difference_for_ces_distance",),
        (),
        (False,),
        phrase("The distance of constellations is the extended earth mover's distance."),
    ),
    Computed(
        ("mechanism_partition_scheme", "partition_type"),
        ("JOINT_PARTITION_ALL", "ALL"),
        ("JOINT_BIPARTITION", "BI"),
        phrase("Mechanisms are partitioned in every way in IIT 4.0, into two parts in IIT 3.0."),
    ),
    Computed(
        ("system_partition_scheme", "system_partition_type"),
        ("DIRECTED_SET_PARTITION", "SET_UNI/BI"),
        ("DIRECTED_BIPARTITION", "DIRECTED_BI"),
        phrase("Systems are cut by directional partitions in IIT 4.0, by one-way cuts in two in IIT 3.0."),
    ),
    Computed(
        ("system_partition_include_total", "system_partition_include_complete"),
        (False,),
        (),
        phrase("The partition that cuts every connection is tried in systems of one unit only."),
    ),
    Computed(
        ("system_cuts",),
        (),
        ("3.0_STYLE",),
        phrase("Systems are cut as in the paper on IIT 3.0."),
    ),
    Computed(("cut_one_approximation",), (False,), (False,), phrase("Every cut of the system is tried.")),
    Computed(
        ("distinction_phi_normalization",),
        ("NUM_CONNECTIONS_CUT",),
        (),
        phrase("Partitions of a mechanism are compared by φ per connection that they cut."),
    ),
    Computed(
        ("background_conditioning",),
        ("CAUSAL_MARGINALIZATION",),
        ("CONDITION_CURRENT_STATE",),
        phrase(
            "In IIT 4.0 the past of the background is inferred from its state; in IIT 3.0 it is held in that "
            "state."
        ),
    ),
    Computed(
        ("assume_partitions_cannot_create_new_concepts", "assume_cuts_cannot_create_new_concepts"),
        (),
        (False,),
        phrase("Concepts that a cut creates are found."),
    ),
    Computed(
        ("single_micro_nodes_with_selfloops_have_phi",),
        (True,),
        (False,),
        phrase("A unit that reads itself can have φ_s in IIT 4.0, and has no Φ in IIT 3.0."),
    ),
    Computed(
        ("state_tie_resolution",),
        ("PHI", ("PHI",)),
        (),
        phrase("Of a mechanism's tied states the one of largest φ is taken."),
    ),
    Computed(
        ("mip_tie_resolution",),
        (_MIP,),
        (),
        phrase("Of partitions of equal normalized φ the one of largest φ is taken."),
    ),
    Computed(
        ("sia_tie_resolution",),
        (_MIP, (*_MIP, "PARTITION_LEX")),
        (),
        phrase("Of partitions of equal normalized φ_s the one of largest φ_s is taken."),
    ),
)
"""Options of which one value is computed here."""

ACCOUNTS = "actual_causation"
OF_ACCOUNTS = (
    Computed(
        ("alpha_measure", "measure", "actual_causation_measure"),
        ("PMI",),
        ("PMI",),
        phrase("α is the pointwise mutual information."),
    ),
    Computed(
        ("mechanism_partition_scheme",),
        ("JOINT_PARTITION_ALL", "ALL"),
        ("JOINT_PARTITION_ALL", "ALL"),
        phrase("Occurrences are partitioned in every way."),
    ),
    Computed(
        ("partitioned_repertoire_scheme",),
        ("PRODUCT",),
        ("PRODUCT",),
        phrase("A partitioned repertoire is the product of its parts."),
    ),
    Computed(
        ("background_scheme", "background_strategy"),
        ("UNIFORM",),
        ("UNIFORM",),
        phrase("Units that are not asked about are uniform."),
    ),
    Computed(
        ("alpha_aggregation",), ("SUBTRACTIVE",), ("SUBTRACTIVE",), phrase("α is the difference of two ρ.")
    ),
)
"""The same of causal accounts."""

SAME_NUMBERS = ("relation_computation", "shortcircuit_sia", "shortcircuit_distinctions")
"""Options that change how a number is found and not the number."""

LAYERS = ("formalism", "iit", "infrastructure", "numerics")
RUNNING_LAYER = "infrastructure"
RUNNING = (
    "cache", "caching", "clear", "disk", "fs_cache", "label", "log", "maximum_cache", "memory", "mongodb",
    "number_of_cores", "parallel", "print", "progress", "ray", "redis", "repr", "validate", "welcome",
)  # fmt: skip
"""How the names of options begin that say how the work is done, checked and shown."""
