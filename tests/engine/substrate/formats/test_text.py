import pytest

from engine.errors import FormatError
from engine.substrate.formats.text import MAX_BYTES, MAX_DEPTH, check_count, check_length, decode, load_json
from processor import soon


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"  \n", "empty"), (b"a\0b", "zero bytes"), (b"ab\xff", "Byte 2 is not UTF-8")],
)
def test_bytes_that_are_no_text_are_refused(data, words):
    with pytest.raises(FormatError, match=words):
        decode(data)


def test_a_byte_order_mark_is_dropped():
    assert decode("\ufeffφ".encode()) == "φ"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": NaN}', "NaN"),
        ("[1e999]", "too large"),
        ('{"a": 1, "a": 2}', "'a' twice"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested"),
        ("[1,]", "line 1, column"),
        ("[" + "9" * 5000 + "]", "too many digits"),
    ],
)
def test_json_is_read_strictly(text, words):
    with pytest.raises(FormatError, match=words):
        load_json(text)


def test_brackets_in_texts_are_no_nesting():
    assert load_json('["' + "[" * 100 + '"]') == ["[" * 100]


@pytest.mark.parametrize(
    "unclosed", ['\\"' * 100_000, '"' + '\\"' * 100_000, '"' * 99_999 + "\\", '["' + "[" * 200_000]
)
def test_texts_that_are_never_closed_are_refused_in_linear_time(unclosed):
    def refused():
        with pytest.raises(FormatError):
            load_json(unclosed)

    soon(1, refused)


def test_limits_are_inclusive():
    check_length(MAX_BYTES)
    check_count(3, 3, "units")
    with pytest.raises(FormatError, match="8 MB"):
        check_length(MAX_BYTES + 1)
    with pytest.raises(FormatError, match="4 nodes; use at most 3"):
        check_count(4, 3, "nodes")
