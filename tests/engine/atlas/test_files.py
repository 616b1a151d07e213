"""Lists of TPM files as families: read beside the list, each in its state, refused with one sentence."""

import numpy as np
import pytest

from engine.atlas import files
from engine.atlas.files import list_rows
from engine.atlas.recipe import read_recipe
from engine.atlas.surveying import survey
from engine.atlas.table import AtlasTable
from engine.errors import FormatError, PhiscopeError
from engine.formalisms import unfold
from engine.substrate.substrate import Substrate


@pytest.fixture
def listed(tmp_path):
    """Two TPMs as text, and a list that names them."""
    folder = tmp_path / "tpms"
    folder.mkdir()
    for seed in (1, 2):
        np.save(folder / f"{seed}.npy", np.random.default_rng(seed).random((4, 2)))
    path = tmp_path / "mine.csv"
    path.write_text("name,file,state\none,tpms/1.npy,Ab\n,tpms/2.npy,\n", encoding="utf-8")
    return path


def test_a_list_is_surveyed_each_in_its_state(listed, tmp_path):
    recipe = read_recipe(listed)
    assert (recipe.name, recipe.networks) == ("mine", 2)
    survey(recipe, tmp_path / "table.sqlite", workers=1)
    with AtlasTable(tmp_path / "table.sqlite") as table:
        found = table.to_frame()
    assert found["network"].tolist() == ["one", "tpms/2.npy"]
    assert found["state"].tolist() == ["Ab", "ab"]
    for place, row in enumerate(found.itertuples()):
        alone = unfold(Substrate.read(tmp_path / "tpms" / f"{place + 1}.npy"), row.state)
        assert row.phi_s == pytest.approx(alone.phi_s, abs=1e-12)
        assert row.big_phi == pytest.approx(alone.big_phi, abs=1e-12)


def test_its_table_belongs_to_the_list_as_it_is(listed):
    before = read_recipe(listed).digest
    assert read_recipe(listed).digest == before
    listed.write_text("tpms/1.npy\n", encoding="utf-8")
    assert read_recipe(listed).digest != before
    assert list_rows(listed) == (("tpms/1.npy", "", ""),)


def test_bad_lists_are_refused_with_a_sentence(listed, tmp_path, monkeypatch):
    for text, said in (
        ("", "names no file"),
        ("file,colour\na.npy,red\n", "no column 'colour'"),
        ("file\n\x00\n", "Row 1 names no file"),
        ("file,state\n,Ab\n", "Row 1 names no file"),
        ("a.npy,b.npy\n", "Row 1 names no file, or has too many cells"),
    ):
        listed.write_text(text, encoding="utf-8")
        with pytest.raises(FormatError, match=said):
            list_rows(listed)
    listed.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FormatError, match="no CSV"):
        list_rows(listed)
    with pytest.raises(FormatError, match="cannot be read"):
        list_rows(tmp_path / "absent.csv")
    monkeypatch.setattr(files, "MAX_FILES", 1)
    listed.write_text("a.npy\nb.npy\n", encoding="utf-8")
    with pytest.raises(FormatError, match="over 1; shorten"):
        list_rows(listed)


def test_a_file_or_state_that_is_none_is_named(listed, tmp_path):
    for text, said in (
        ("absent.npy\n", "absent.npy"),
        ("file,state\ntpms/1.npy,ABC\n", "mine.csv, tpms/1.npy"),
    ):
        listed.write_text(text, encoding="utf-8")
        (group,) = read_recipe(listed).groups
        with pytest.raises(PhiscopeError, match=said):
            list(group.members.make())
