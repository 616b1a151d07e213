"""PyPhi's configurations: their options in our words, whether as YAML, as JSON or in a result."""

import json

import pytest

from engine.errors import PhiscopeError
from engine.formalisms import FORMALISMS
from engine.recompute import options
from engine.recompute.config import config_in, formalism_named, read_config

OLD = b"""
# As the documentation of PyPhi 1.2 lists the defaults.
---
ASSUME_CUTS_CANNOT_CREATE_NEW_CONCEPTS: false
CUT_ONE_APPROXIMATION: false
MEASURE: "EMD"
PARTITION_TYPE: "BI"
PICK_SMALLEST_PURVIEW: false
USE_SMALL_PHI_DIFFERENCE_FOR_CES_DISTANCE: false
SYSTEM_CUTS: "3.0_STYLE"
SINGLE_MICRO_NODES_WITH_SELFLOOPS_HAVE_PHI: false
VALIDATE_SUBSYSTEM_STATES: true
VALIDATE_CONDITIONAL_INDEPENDENCE: true
PARALLEL_CUT_EVALUATION: true
NUMBER_OF_CORES: -1
MONGODB_CONFIG:
    host: "localhost"
    port: 27017
LOG_FILE: "pyphi.log"
PRINT_FRACTIONS: true
PRECISION: 6
"""
BRANCH = b"""
IIT_VERSION: 4.0
REPERTOIRE_DISTANCE: GENERALIZED_INTRINSIC_DIFFERENCE
CES_DISTANCE: SUM_SMALL_PHI
PARTITION_TYPE: ALL
SYSTEM_PARTITION_TYPE: SET_UNI/BI
MIP_TIE_RESOLUTION: [NORMALIZED_PHI, NEGATIVE_PHI]
PURVIEW_TIE_RESOLUTION: PHI
STATE_TIE_RESOLUTION: PHI
RELATION_COMPUTATION: CONCRETE
PRECISION: 13
"""
NEW = b"""
formalism:
  iit:
    version: IIT_3_0
    mechanism_phi_measure: EMD
    ces_measure: EMD
    mechanism_partition_scheme: JOINT_BIPARTITION
    system_partition_scheme: DIRECTED_BIPARTITION
    purview_tie_resolution: ["PHI", "NEGATIVE_PURVIEW_SIZE"]
  actual_causation:
    alpha_measure: PMI
    mechanism_partition_scheme: SOMETHING
infrastructure:
  parallel_concept_evaluation:
    parallel: false
  whatever: 3
numerics:
  precision: 6
"""


def verdicts(found) -> dict[str, str]:
    return {each.option: each.verdict for each in found.settings}


def test_the_defaults_of_each_version_are_what_is_computed_here():
    old = read_config(OLD)
    assert (old.formalism, old.readings, old.precision, old.others) == ("iit3", {}, 6, ())
    assert "unknown" not in verdicts(old).values()
    assert verdicts(old)["MONGODB_CONFIG"] == "running"
    branch = read_config(BRANCH)
    assert (branch.formalism, branch.readings, branch.others) == ("iit4-2023", {"ties": "pyphi"}, ())
    assert verdicts(branch)["CES_DISTANCE"] == "same"  # IIT 4.0 does not read it
    new = read_config(NEW)
    assert (new.formalism, new.readings, new.others) == ("iit3", {"ties": "smallest"}, ())
    assert verdicts(new) | {"whatever": "running", "mechanism_partition_scheme": "other"} == verdicts(new)


@pytest.mark.parametrize(
    ("text", "formalism"),
    [
        ("IIT_VERSION: 3", "iit3"),
        ("IIT_VERSION: 3.0", "iit3"),
        ("IIT_VERSION: 4", "iit4-2023"),
        ("FORMALISM: IIT_4_0_2026", "iit4-2026"),
        ("formalism: {iit: {version: IIT_3_0}}", "iit3"),
        ("formalism: {formalism: IIT_4_0_2023}", "iit4-2023"),
        ("numerics: {precision: 13}", "iit4-2026"),  # the default of PyPhi 2
        ("PRECISION: 6", None),
        ("IIT_VERSION: 2", None),
    ],
)
def test_the_formalism(text, formalism):
    assert read_config(text.encode()).formalism == formalism


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("IIT_VERSION: 4\nPURVIEW_TIE_RESOLUTION: [PHI, PURVIEW_SIZE]", {}),
        ("IIT_VERSION: 4\nPURVIEW_TIE_RESOLUTION: [PHI, NEGATIVE_PURVIEW_SIZE]", {"ties": "smallest"}),
        ("IIT_VERSION: 4\nPICK_SMALLEST_PURVIEW: true", {"ties": "smallest"}),
        ("IIT_VERSION: 4\nVALIDATE_SUBSYSTEM_STATES: true", {"candidates": "reachable-now"}),
        ("IIT_VERSION: 3\nVALIDATE_SUBSYSTEM_STATES: true", {}),
    ],
)
def test_readings(text, readings):
    found = read_config(text.encode())
    assert found.readings == readings
    assert found.others == ()


@pytest.mark.parametrize(
    "text",
    [
        "MEASURE: AID",
        "MEASURE: EMD\nPARTITION_TYPE: TRI",
        "MEASURE: EMD\nCUT_ONE_APPROXIMATION: true",
        "MEASURE: EMD\nUSE_SMALL_PHI_DIFFERENCE_FOR_CES_DISTANCE: true",
        "IIT_VERSION: 2",
        "IIT_VERSION: 4\nPURVIEW_TIE_RESOLUTION: NONE",
        "IIT_VERSION: 3\nPURVIEW_TIE_RESOLUTION: PHI",
        "formalism: {iit: {version: IIT_4_0_2026, system_phi_measure: GENERALIZED_INTRINSIC_DIFFERENCE}}",
        "IIT_VERSION: 4\nSYSTEM_PARTITION_INCLUDE_COMPLETE: 0",
        "IIT_VERSION: 4\nPRECISION: -1",
    ],
)
def test_what_has_no_counterpart_says_what_is_computed(text):
    found = read_config(text.encode())
    (other,) = found.others
    assert other.said.endswith(".")
    assert str(other.value) in text


def test_json_and_results_have_the_same():
    flat = {"IIT_VERSION": 4, "PURVIEW_TIE_RESOLUTION": ["PHI", "PURVIEW_SIZE"], "PRECISION": 10}
    layered = {
        "formalism": {"iit": {"version": "IIT_4_0_2023", "purview_tie_resolution": ["PHI", "PURVIEW_SIZE"]}},
        "numerics": {"precision": 10, "_type": "NumericsConfig"},
    }
    for config in (flat, layered, {"config": flat}, {"phi": 1, "sia": {"config": layered}}):
        found = read_config(json.dumps(config).encode())
        assert (found.formalism, found.readings, found.precision) == ("iit4-2023", {}, 10)
        assert [each.verdict for each in found.settings] == ["followed"] * 3
    assert config_in({"phi": 1}).settings == ()


def test_what_would_steer_a_terminal_is_shown_as_question_marks():
    found = config_in({"config": {"MEASURE\n": "\x1b[2J", "PRECISION": 6, "MEASURE": ["\x07" * 90]}})
    shown = [part for each in found.settings for part in (each.option, each.value)]
    assert all(part.isprintable() and len(part) < 64 for part in shown)


def test_a_result_that_names_its_formalism_needs_no_configuration():
    assert formalism_named({"phi": 1, "sia": {"formalism": "IIT_3_0"}}) == "iit3"
    assert formalism_named({"phi": 1, "version": "IIT_4_0_2026"}) == "iit4-2026"
    assert formalism_named({"phi": 1, "version": "4", "formalism": {"iit": {}}}) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello", "no option of PyPhi"),
        (b"colour: red", "no option of PyPhi"),
        (b"", "is empty"),
        (b'{"phi": 1}', "no option of PyPhi"),
        (b"PRECISION: *x", "Line 1"),
        (b"\n".join(b"a%d: 1" % i for i in range(500)), "at most 400"),
    ],
)
def test_other_files_are_refused(content, said, tmp_path):
    path = tmp_path / "pyphi_config.yml"
    path.write_bytes(content)
    with pytest.raises(PhiscopeError, match=said) as refusal:
        read_config(path)
    assert str(path) in str(refusal.value)
    with pytest.raises(PhiscopeError, match="check the name"):
        read_config(tmp_path / "none.yml")


def test_every_option_has_one_place():
    names = [name for each in options.COMPUTED for name in each.names]
    names += [*options.DECIDES, *options.SAME_NUMBERS]
    assert len(names) == len(set(names))
    assert not [name for name in names if name not in options.DECIDES and name.startswith(options.RUNNING)]
    assert all(
        each.said(key)
        for known in FORMALISMS.values()
        for each in known.choices.values()
        for key in each.keys
    )
