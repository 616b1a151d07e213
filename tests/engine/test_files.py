"""Files are read no further than they may reach, and written completely or not at all."""

from pathlib import Path

import pytest

from engine.errors import FormatError
from engine.files import read_bytes, write_whole


def test_of_a_file_one_byte_more_is_read_than_it_may_have(tmp_path):
    path = tmp_path / "network.json"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    assert read_bytes(path, 3) == b"1234"


@pytest.mark.parametrize(("name", "reason"), [("none.json", "No such file"), (".", "directory")])
def test_what_cannot_be_read_is_one_sentence(tmp_path, name, reason):
    with pytest.raises(FormatError, match=rf"^The file cannot be read \(.*{reason}.*\); check the name\.$"):
        read_bytes(tmp_path / name, 5)


def test_a_file_is_replaced(tmp_path):
    path = tmp_path / "result.json"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "result.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("place", "error"),
    [("none/x.pdf", FileNotFoundError), ("file/x.pdf", NotADirectoryError), ("folder", IsADirectoryError)],
)
def test_what_cannot_be_written_is_named_as_it_was_asked_for(place, error, tmp_path):
    (tmp_path / "file").write_text("a file")
    (tmp_path / "folder").mkdir()
    with pytest.raises(error) as refused:
        write_whole(tmp_path / place, b"new")
    assert (refused.value.filename, refused.value.filename2) == (str(tmp_path / place), None)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder"]
