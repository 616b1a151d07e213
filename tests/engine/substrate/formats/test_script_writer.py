import pytest

from engine.errors import TooLargeError
from engine.substrate.formats.script_writer import plain, write_script
from engine.substrate.functions import Gate, Table
from engine.substrate.substrate import Edge, Substrate, Unit


def test_one_line_per_unit_in_order():
    units = (
        Unit("A", Gate("MAJORITY", 0.05)),
        Unit("x;y", Table(("A",), (0.1, 0.9))),
        Unit("C", Table((), ((0.2, 0.3, 0.5),)), 3),
    )
    edges = (Edge("A", "A"), Edge("x;y", "A"), Edge("A", "x;y"))
    assert write_script(Substrate(units, edges)).splitlines() == [
        'A = MAJ(A, "x;y") noise 0.05',
        '"x;y" = table(A: 0.1, 0.9)',
        "C = p(0.2/0.3/0.5)",
    ]


def test_weights_are_written_with_their_sources():
    text = write_script(Substrate.from_weights([[0.5, -1], [0, 2]], k=4))
    assert text.splitlines() == ["A ~ logistic(k=4, A:0.5)", "B ~ logistic(k=4, A:-1, B:2)"]


def test_lines_that_still_hold_stay_as_typed_and_others_keep_their_comments():
    typed = "# both\nB  =  A   # copy\n\nA = B  # old\n# end\n"
    text = write_script(Substrate.from_rules({"A": "!B", "B": "A"}), typed)
    assert text == "\nA = !B  # old\n# both\nB  =  A   # copy\n# end\n"


def test_rows_of_a_tpm_become_tables():
    units = (Unit("A", Gate("COPY")),)
    substrate = Substrate(units, (Edge("A", "A"),), tpm_rows=((0.25,), (0.5,)))
    assert write_script(substrate) == "A = table(A: 0.25, 0.5)\n"
    assert plain(substrate).tpm_rows is None


def test_a_table_that_no_line_can_hold_is_refused():
    labels = [f"U{i}" for i in range(12)]
    wide = Unit("T", Table(tuple(labels), (0.5,) * 2**12))
    units = (*(Unit(label, Table((), (0.5,))) for label in labels), wide)
    with pytest.raises(TooLargeError, match="unit T"):
        write_script(Substrate(units, tuple(Edge(label, "T") for label in labels)))
