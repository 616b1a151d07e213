"""Every formalism is a record whose functions exist and whose papers can be cited."""

import pytest

from apps.document.references import entries
from apps.figures.plots import PLOTS
from engine import Substrate
from engine.errors import PhiscopeError
from engine.formalisms import DEFAULT, FORMALISMS, formalism_name, formalism_of

SWAP = Substrate.from_rules({"A": "B", "B": "A"})


@pytest.mark.parametrize("formalism", FORMALISMS.values(), ids=lambda each: each.key)
def test_a_formalism_computes_and_is_cited(formalism):
    assert set(formalism.references) <= set(entries())
    result = formalism.unfold(SWAP, "AB", formalism=formalism.key)
    assert result.formalism == formalism.key
    assert formalism.complexes(SWAP, "AB", formalism=formalism.key).formalism == formalism.key


@pytest.mark.parametrize("formalism", FORMALISMS.values(), ids=lambda each: each.key)
def test_its_words_are_those_of_its_papers(formalism):
    old = formalism.theory == "iit3"
    assert formalism.counted(1) == ("1 concept" if old else "1 distinction")
    assert formalism.counted(2) == f"2 {formalism.elements}"
    assert formalism.structure == ("constellation" if old else "Φ-structure")
    assert ("MICE" in formalism.cores) == old
    assert formalism.maximum.startswith(formalism.symbol)
    assert formalism.plot in PLOTS


def test_names_and_keys_tell_formalisms_apart():
    assert len({each.name for each in FORMALISMS.values()}) == len(FORMALISMS)
    assert all(key == each.key for key, each in FORMALISMS.items())
    assert formalism_name(DEFAULT) == FORMALISMS[DEFAULT].name


def test_an_unknown_formalism_is_refused_with_the_keys_there_are():
    with pytest.raises(PhiscopeError, match="iit4-2026"):
        formalism_of("iit5")
