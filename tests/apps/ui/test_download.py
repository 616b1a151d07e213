"""Files handed to the browser whole, and a text to copy."""

from base64 import b64decode

from apps.ui.download import CopyText, Delivery
from wire import Wire


def test_a_file_reaches_the_browser_byte_by_byte_as_often_as_it_is_given():
    delivery = Delivery()
    wire = Wire(delivery)
    data = bytes(range(256)) * 40
    for _ in range(2):
        delivery.give("φ.bin", "application/octet-stream", data)
    assert len(wire.told) == 2
    for message in wire.told:
        assert (message["name"], message["mime"]) == ("φ.bin", "application/octet-stream")
        assert b64decode(message["data"]) == data


def test_a_text_to_copy_has_a_name_for_screen_readers():
    assert CopyText(text="@misc{x}").label == "Text to copy"
    assert CopyText(label="Methods and references").label == "Methods and references"
