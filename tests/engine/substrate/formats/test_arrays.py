import io
import zipfile

import numpy as np
import pytest

from engine.errors import FormatError, PhiscopeError
from engine.substrate.formats.arrays import from_mat, from_npy, from_npz
from engine.substrate.substrate import Substrate

SWAP = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)


def npy(array, **options):
    file = io.BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


def npz(**arrays):
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    "array",
    [SWAP, SWAP.astype(int), SWAP.astype(bool), SWAP.astype(">f4"), np.asfortranarray(SWAP),
     SWAP.reshape(2, 2, 2, order="F")],
)  # fmt: skip
def test_an_array_is_a_tpm_by_its_shape(array):
    substrate = from_npy(Substrate, npy(array))
    np.testing.assert_array_equal(substrate.tpm, SWAP)
    assert ("little-endian" in substrate.notes) == (array.ndim == 2)  # axes say which unit they are
    assert "alphabetical" in substrate.notes
    assert Substrate.read(npy(array), "tpm").sha256 == substrate.sha256


def test_a_square_array_that_is_no_tpm_is_weights_and_one_that_may_be_both_is_refused():
    weights = np.array([[0, 2], [-1, 0.5]])
    assert from_npy(Substrate, npy(weights)).weights.tolist() == weights.tolist()
    with pytest.raises(FormatError, match=r"may be weights or a state-by-state TPM; save it by its name"):
        from_npy(Substrate, npy(np.eye(4)))
    assert from_npz(Substrate, npz(tpm=np.eye(4))).tpm.tolist() == [[0, 0], [1, 0], [0, 1], [1, 1]]
    assert from_npz(Substrate, npz(weights=np.eye(4))).weights.tolist() == np.eye(4).tolist()


def test_an_archive_names_its_arrays():
    cm, state = np.array([[0, 1], [1, 0]]), np.array([1, 0])
    data = npz(tpm=SWAP, cm=cm, labels=np.array(["Cyclin B", "p53"]), state=state, seed=np.ones(3))
    substrate = from_npz(Substrate, data)
    assert (substrate.labels, substrate.state) == (["Cyclin_B", "p53"], (1, 0))
    assert "Not used: seed." in substrate.notes
    assert from_npz(Substrate, npz(anything=SWAP)).sha256 == from_npy(Substrate, npy(SWAP)).sha256


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (npy(SWAP)[:-3], "cut off"),
        (npy(SWAP).replace(b"(4, 2)", b"(-4,-2)"), "cut off"),
        (npy(SWAP.reshape(4, 2, *[1] * 40)), "cut off"),
        (npy(SWAP) + b"0", "cut off"),
        (npy(np.empty((0, 2))), "empty"),
        (npy(np.array([{}]), allow_pickle=True), "not numbers"),
        (npy(np.zeros(2, dtype="i4,f8")), "not numbers"),
        (npy(np.array([1j])), "not numbers"),
        (b"\x93NUMPY\x01\x00\x10\x00{{{{{{{{{{{{{{{{", "no array of numpy"),
        (b"\x93NUMPY", "no array of numpy"),
        (npy(SWAP).replace(b"(4, 2)", b"(9" + b"9" * 9 + b")"), "no array of numpy|too large"),
        (npy(np.array([["a"]])), "entries that are not numbers"),
    ],
)
def test_broken_arrays_and_pickles_are_refused(data, words):
    with pytest.raises(PhiscopeError, match=words):
        from_npy(Substrate, data)


def archive(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04", "no archive of numpy"),
        (archive({}), "one TPM or one table of weights"),
        (npz(tpm=SWAP, weights=np.eye(2)), "one TPM or one table of weights"),
        (npz(a=SWAP, b=SWAP), "holds a, b; save one"),
        (npz(tpm=SWAP, labels=np.array([1, 2])), "labels must be a list of texts"),
        (archive({"tpm.npy": b"x"}), "no array of numpy"),
        (archive({"xl/workbook.xml": b"x"}), "spreadsheet; save the sheet as CSV"),
        (archive({"tpm.npy": b"0" * 50_000_000}), "the limit is 8 MB"),
        (archive({f"{i}.npy": b"" for i in range(65)}), "more than 64 files"),
        (archive({"tpm.npy": npy(SWAP)})[:-30], "no archive of numpy"),
        (archive({"tpm.npy": npy(SWAP)}).replace(b"tpm.npy", b"tpm.npx", 1), "no archive of numpy"),
    ],
)
def test_archives_of_other_things_are_refused(data, words):
    with pytest.raises(FormatError, match=words):
        from_npz(Substrate, data)


def test_files_of_matlab_are_refused_with_what_to_save():
    with pytest.raises(FormatError, match=r"writematrix\(tpm, 'tpm.csv'\)"):
        from_mat(Substrate, b"")
    with pytest.raises(FormatError, match=r"tpm\.mat: Files of MATLAB"):
        Substrate.read(b"MATLAB 5.0 MAT-file", "tpm.mat")
