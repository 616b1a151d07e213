"""What a search did not try, in sentences."""

from engine.iit4.ruled_out import RuledOut, Unsettled
from viz.view.ruled_out import MOST_OPEN, open_sentences, ruled_out_sentence


def ruled(*unsettled):
    return RuledOut(2**117 - 1, 2**117 - 40, 10, 7, unsettled, 4)


def test_large_numbers_are_written_short():
    assert ruled_out_sentence(ruled(), 22) == (
        "22 of ≈ 1.66×10³⁵ sets of units evaluated; the others part in their effects (≈ 1.66×10³⁵) or causes "
        "(10), or are below a bound (7)"
    )


def test_what_stays_open_is_told_with_its_bound():
    one, many = Unsettled(("A", "B"), ("A", "B"), 0.5), Unsettled(("A", "B", "C"), ("A",))
    plain = Unsettled(("A", "B"), ("A", "B"))
    assert open_sentences(ruled(one, many, plain)) == (
        "Incomplete: φ_s of these 2 units, at most 0.5, was not computed: AB",
        "Incomplete: not all sets within these 3 units were tried: ABC",
        "Incomplete: φ_s of these 2 units was not computed: AB",
    )
    assert open_sentences(ruled(*[one] * (MOST_OPEN + 2)))[-1] == "and 2 more"
