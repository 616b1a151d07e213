"""Every formalism is a record whose functions exist and whose papers can be cited."""

from typing import get_args

import pytest

from apps.cli.commands import REPORTS
from apps.document.references import entries
from apps.figures.plots import PLOTS
from apps.figures.scripts import PRINTS
from engine import Substrate, complexes, unfold
from engine.errors import PhiscopeError
from engine.formalisms import (
    DEFAULT,
    FORMALISMS,
    KeyOfIIT3,
    KeyOfIIT4,
    formalism_name,
    formalism_of,
    keys_of,
)

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


def test_type_checkers_are_told_of_the_same_keys():
    assert (get_args(KeyOfIIT4), get_args(KeyOfIIT3)) == (keys_of("iit4"), keys_of("iit3"))


def test_an_unknown_formalism_is_refused_with_the_keys_there_are():
    with pytest.raises(PhiscopeError, match="iit4-2026"):
        formalism_of("iit5")


@pytest.mark.parametrize(
    ("work", "formalism", "option"),
    [(unfold, "iit3", "state_ties"), (complexes, "iit3", "candidates"), (unfold, DEFAULT, "tie")],
)
def test_an_option_that_a_formalism_lacks_is_refused_with_those_it_has(work, formalism, option):
    with pytest.raises(PhiscopeError, match=f"no {option} here; it has .*ties, ") as raised:
        work(SWAP, "AB", formalism=formalism, **{option: "first"})
    assert raised.value.field == option


def test_the_results_of_every_theory_are_summarised_by_commands_and_scripts():
    theories = {each.theory for each in FORMALISMS.values()}
    assert set(REPORTS) == theories
    assert theories <= {theory for _, theory in PRINTS}
