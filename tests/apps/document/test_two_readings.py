"""Both readings of a table are shown by their first steps, the most probable next state of each."""

from apps.document.two_readings import first_steps, two_readings
from engine import Substrate

TABLE = b"A,B,C\n0,0,0\n0,0,1\n1,0,1\n1,0,0\n1,1,0\n1,1,1\n1,1,1\n1,1,0\n"


def test_the_steps_are_those_of_each_order():
    read = Substrate.read(TABLE, "mine.csv")
    found = two_readings("mine.csv", read)
    assert found.labels == ("A", "C")
    assert found.steps[0] == first_steps(read) == "Abc → abC, aBc → AbC, ABc → Abc, abC → ABc"
    assert found.steps[1] == first_steps(found.other) == "Abc → ABc, aBc → AbC, ABc → ABC, abC → abC"


def test_a_file_that_says_its_order_has_one_reading():
    assert two_readings("mine.csv", Substrate.read(b"# big-endian\n" + TABLE, "mine.csv")) is None
