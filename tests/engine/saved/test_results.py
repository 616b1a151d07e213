"""Saved results: the same comes back, and what is damaged or hostile is refused with a sentence."""

import hashlib
import io
import json
import zipfile
from dataclasses import fields, replace

import numpy as np
import pytest

from engine import PurviewChoice, Substrate, account, choose_purviews, complexes, iit3, load, save, unfold
from engine.errors import FormatError, TooLargeError
from engine.grain import MacroUnit, grains
from engine.iit4.ruled_out import RuledOut, Unsettled
from engine.saved import archive
from engine.saved.codec import types_of
from engine.saved.results import KINDS, load_saved

GATES = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
NOISY = Substrate.from_weights(np.random.default_rng(7).normal(size=(5, 5)), k=1.3)
TWINS = Substrate.from_rules({"a": "A", "A": "a & b", "b": "A ^ a"})
STATE = (0, 1, 0, 1, 1)
PAIR = Substrate.from_weights(np.random.default_rng(3).normal(size=(2, 2)), k=1.0)
RESULTS = {
    "structure": unfold(NOISY, STATE),
    "of a part, capped": unfold(NOISY, STATE, "ABC", "iit4-2026"),
    "of gates": unfold(GATES, "abc"),
    "tied states": unfold(GATES, "abc", ties="smallest", state_ties="first"),
    "case twins": unfold(TWINS, (0, 0, 0)),
    "complexes": complexes(NOISY, STATE),
    "undecided complexes": complexes(GATES, "abc", candidates="reachable-now"),
    "large": replace(
        complexes(GATES, "abc"), ruled_out=RuledOut(2**300, 1, 2, 3, (Unsettled(("A",), (), None),), 8)
    ),
    "constellation": iit3.unfold(NOISY, STATE),
    "constellation of gates": iit3.unfold(GATES, "abc"),
    "ranked": iit3.complexes(GATES, "abc"),
    "account": account(GATES, "ABc", "aBc"),
    "grains": grains(PAIR, (0, 0), size=2),
    "account of a part": account(NOISY, STATE, (1, 1, 0, 0, 1), "ABC", "BE"),
}


def saved(result, tmp_path, substrate=None) -> bytes:
    path = tmp_path / "result.phi"
    save(result, path, substrate)
    return path.read_bytes()


def same(one, other) -> bool:
    """Whether two values are equal, of the same types all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one).__module__.startswith("engine.") and hasattr(one, "__dataclass_fields__"):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    return one == other


@pytest.mark.parametrize("name", RESULTS)
def test_the_same_comes_back(name, tmp_path):
    result = RESULTS[name]
    found = load(saved(result, tmp_path))
    assert found == result
    assert same(found, result)
    assert found.to_dict() == result.to_dict()
    assert repr(found) == repr(result)


def test_all_kinds_are_tried():
    assert {type(result).__name__ for result in RESULTS.values()} == set(KINDS)


def test_purviews_chosen_by_hand_come_back(tmp_path):
    structure = RESULTS["of gates"]
    tied = next(
        (d, side, tie)
        for d in structure.distinctions
        for side in ("cause", "effect")
        for tie in getattr(d, side).ties
        if tie.congruent
    )
    chosen = choose_purviews(structure, [PurviewChoice(tied[0].mechanism, tied[1], tied[2].units)])
    assert chosen.by_hand
    assert load(saved(chosen, tmp_path)) == chosen


def test_a_structure_of_macro_units_comes_back(tmp_path):
    result = unfold(NOISY, STATE, macro=[MacroUnit("AB"), MacroUnit("CD"), MacroUnit("E")])
    found = load(saved(result, tmp_path, NOISY))
    assert found.to_dict() == result.to_dict()
    assert found.grain.units == result.grain.units
    for name in ("effect", "cause"):
        assert np.array_equal(getattr(found.grain, name), getattr(result.grain, name))
        assert not getattr(found.grain, name).flags.writeable


def test_infinity_comes_back(tmp_path):
    result = replace(RESULTS["structure"], big_phi_range=(1.0, float("inf")))
    assert load(saved(result, tmp_path)).big_phi_range == (1.0, float("inf"))


def test_the_network_is_kept_beside_it(tmp_path):
    found = load_saved(saved(RESULTS["structure"], tmp_path, NOISY))
    assert found.substrate == NOISY
    assert load_saved(saved(RESULTS["structure"], tmp_path)).substrate is None


def test_the_same_result_makes_the_same_bytes(tmp_path):
    assert saved(RESULTS["structure"], tmp_path, NOISY) == saved(RESULTS["structure"], tmp_path, NOISY)


def test_every_type_of_every_field_is_known():
    """A field of a type that cannot be read back would be noticed too late, by whoever has saved it."""
    for result in RESULTS.values():
        assert set(types_of(type(result))) == {f.name for f in fields(result)}


def test_what_cannot_be_saved_is_refused(tmp_path):
    for result, path, said in (
        (3, "x.phi", "int cannot be saved"),
        (RESULTS["account"], "x.zip", "ends in .phi"),
        (RESULTS["account"], "no/such/folder/x.phi", "cannot be written"),
    ):
        with pytest.raises(FormatError, match=said):
            save(result, tmp_path / path)
    with pytest.raises(FormatError, match="another network"):
        save(RESULTS["account"], tmp_path / "x.phi", NOISY)
    assert list(tmp_path.iterdir()) == []


def test_too_large_a_result_is_refused_when_it_is_saved(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILE", 1000)
    with pytest.raises(TooLargeError, match="too large"):
        save(RESULTS["structure"], tmp_path / "x.phi")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(parts, *, sealed: bool = True, **about) -> bytes:
    """An archive of parts, with the digests that they have."""
    parts = dict(parts)
    head = json.loads(parts.pop(archive.ABOUT)) | about
    if sealed:
        head["sha256"] = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(archive.ABOUT, json.dumps(head))
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def parts(tmp_path):
    return members(saved(RESULTS["constellation"], tmp_path, NOISY))


def test_parts_put_together_again_are_read(parts):
    assert load(zipped(parts)) == RESULTS["constellation"]
    assert set(parts) == set(archive.MEMBERS)


def test_hostile_archives_are_refused(parts, monkeypatch):
    bomb = zipped(parts | {archive.RESULT: b" " * 3_000_000})
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1_000_000)
    cases = {
        "no saved result": [
            b"",
            b"PK\x03\x04",
            b"x" * 1000,
            zipped(parts)[:-40],
            zipped(parts, format="other"),
        ],
        "unpacks to over": [bomb],
        "which a saved result does not": [
            zipped({k: v for k, v in parts.items() if k != archive.NETWORK} | {"../../etc/passwd": b"x"}),
            zipped({k: v for k, v in parts.items() if k != archive.NETWORK} | {"/tmp/x": b"x"}),
        ],
        "digest differs": [
            zipped(parts | {archive.RESULT: parts[archive.RESULT].replace(b"0", b"1", 1)}, sealed=False),
            zipped({k: v for k, v in parts.items() if k != archive.NUMBERS}, sealed=False),
        ],
        "take a newer phiscope": [zipped(parts, version=2), zipped(parts, kind="Soul")],
        "nested more than": [zipped(parts | {archive.RESULT: b"[" * 100_000})],
    }
    for said, files in cases.items():
        for data in files:
            with pytest.raises(FormatError, match=said):
                load(data)


def test_one_sentence_names_the_file(tmp_path):
    path = tmp_path / "odd.phi"
    path.write_bytes(b"no zip")
    with pytest.raises(FormatError, match=r"odd\.phi: The file is no saved result"):
        load(path)
    with pytest.raises(FormatError, match="cannot be read"):
        load(tmp_path / "absent.phi")


def changed(parts, *path, to):
    content = json.loads(parts[archive.RESULT])
    inner = content
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return zipped(parts | {archive.RESULT: json.dumps(content).encode()})


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("big_phi",), "much"),
        (("big_phi",), True),
        (("big_phi",), None),
        (("big_phi",), 10**400),
        (("big_phi",), {"float": "__import__('os')"}),
        (("units",), "ABCDE"),
        (("units", 0), 3),
        (("state",), [0, 1]),
        (("reason",), "because"),
        (("tie_rule",), "any"),
        (("concepts", 0), {}),
        (("concepts", 0, "evil"), 1),
        (("concepts", 0, "cause", "repertoire"), {"numbers": [0, 10**9]}),
        (("concepts", 0, "cause", "repertoire"), {"numbers": [-1, 2]}),
        (("concepts", 0, "cause", "repertoire"), {"numbers": ["0", 2]}),
        (("cut",), [["A"], ["B"], ["C"]]),
        (("substrate_sha256",), "0" * 64),
    ],
)
def test_contents_of_another_type_are_refused(parts, path, to):
    with pytest.raises(FormatError, match="save the result again"):
        load(changed(parts, *path, to=to))


def test_arrays_of_objects_are_never_read(parts):
    out = io.BytesIO()
    np.savez(out, **{archive.ARRAY: np.array([print], dtype=object)})
    with pytest.raises(FormatError, match="no saved result"):
        load(zipped(parts | {archive.NUMBERS: out.getvalue()}))


def test_arrays_that_lie_about_their_length_are_refused(parts):
    with zipfile.ZipFile(io.BytesIO(parts[archive.NUMBERS])) as packed:
        array = packed.read(f"{archive.ARRAY}.npy")
    lie = array.replace(b"'shape': (", b"'shape': (9", 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(f"{archive.ARRAY}.npy", lie)
    with pytest.raises(FormatError, match="no saved result"):
        load(zipped(parts | {archive.NUMBERS: out.getvalue()}))
