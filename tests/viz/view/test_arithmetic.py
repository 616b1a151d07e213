"""The printed arithmetic: every line is true as it stands, and the last one is φ."""

import json
import re
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.iit4.cuts import cut_mechanism, cut_system
from engine.iit4.integration import integrate
from engine.iit4.partitions import SystemPartition
from engine.iit4.purviews import analyse_purview
from engine.iit4.structure import unfold
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates, reachable
from viz.html.markup import arithmetic_markup
from viz.paper.arithmetic import draw
from viz.view.arithmetic import ArithmeticView, mechanism_arithmetic, system_arithmetic, system_text
from viz.view.arithmetic_steps import Step
from viz.view.letters import why_zero

NUMBER = r"−?[\d.]+(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
LOW = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
situations = reachable(st.one_of(binary_substrates(3), many_valued_substrates(3)))


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-10)


def amount(text):
    digits, _, power = text.partition("×10")
    return float(digits.replace("−", "-") + (f"e{power.translate(LOW)}" if power else ""))


def worked_out(formula):
    """What the numbers between the equal signs of a printed line come to, and how far they may be off."""
    right = formula.split(" = ")[-2]
    right = re.sub(r"\[[^]]*\]", "", right)
    if right.startswith("min("):
        return min(amount(x) for x in right[4:-1].split(", "))
    total = 1.0
    for factor in right.split(" × "):
        quotient = re.search(rf"({NUMBER}) / ({NUMBER})", factor)
        if quotient:
            p, q = map(amount, quotient.groups())
            total *= (log2(p / q) if p and q else 0.0) if "log2" in factor else p / q
        else:
            total *= amount(factor.strip())
    return total


def check_lines(view):
    """Each line's numbers, as printed with four digits, give the value that it prints."""
    for step in view.steps:
        printed = amount(step.formula.rpartition(" = ")[2])
        assert printed == pytest.approx(step.value, rel=1e-3, abs=1e-9)
        if len(step.formula.split(" = ")) > 2 or "log2" in step.formula:
            assert worked_out(step.formula) == pytest.approx(step.value, rel=0.02, abs=2e-3)
        assert step.said.endswith((".", "?"))


@settings(max_examples=40)
@given(situations)
def test_the_lines_of_a_system_multiply_out_to_phi_s(situation):
    system = candidate_system(*situation)
    for formalism in ("iit4-2023", "iit4-2026"):
        found = integrate(system, formalism)[0]
        cut = cut_system(system, found.mip, found.cause_state, found.effect_state)
        zero = None if found.reason == "deterministic-cap" else found.reason
        view = system_arithmetic(cut, system.state, formalism, True, why_zero(zero) or None)
        assert view.value == near(found.phi_s)
        if not found.reason:
            check_lines(view)
            values = {step.formula.partition(" = ")[0]: step.value for step in view.steps}
            assert values["φ_c"] == near(found.phi_c)
            assert values["φ_e"] == near(found.phi_e)
            assert values["φ(θ) / N(θ)"] == near(found.normalized_phi_s)


def sides(substrate):
    units = st.sets(st.integers(0, substrate.n - 1), min_size=1).map(sorted)
    return st.tuples(st.sampled_from(("cause", "effect")), units, units)


@settings(max_examples=60)
@given(situations.flatmap(lambda s: st.tuples(st.just(s), sides(s[0]))))
def test_the_lines_of_a_mechanism_multiply_out_to_its_phi(drawn):
    situation, (direction, m, z) = drawn
    system = candidate_system(*situation)
    mechanism, purview = [system.labels[i] for i in m], [system.labels[i] for i in z]
    lens = analyse_purview(system, direction, mechanism, purview)
    cut = cut_mechanism(system, direction, mechanism, purview, lens.specified, lens.partition)
    view = mechanism_arithmetic(cut, minimum=True)
    check_lines(view)
    assert view.value == near(lens.phi)
    chapters = dict(view.chapters)
    assert chapters["What the partition costs"][-1].value == near(lens.phi)
    told = [step.value for step in chapters[f"The {direction} {name(cut)} specifies"]]
    assert told[-1] == near(lens.ii)


def name(cut):
    from viz.view.letters import letters

    return letters(cut.mechanism, cut.mechanism_state)


@pytest.fixture(scope="module")
def fig1(root):
    entries = json.loads((root / "tests/data/networks.json").read_text())["networks"]
    return next(entry for entry in entries if entry["id"] == "iit4_2023_fig1")


def test_the_printed_numbers_of_the_paper_stand_in_the_lines(fig1):
    # Albantakis et al. 2023, Figs 1 and 2
    substrate = Substrate.from_weights(fig1["weights"], fig1["k"], fig1["units"])
    printed = fig1["expected_printed"]["AB"]
    found = unfold(substrate, fig1["state"], "AB").integration
    system = candidate_system(substrate, fig1["state"], "AB")
    cut = cut_system(system, found.mip, found.cause_state, found.effect_state)
    view = system_arithmetic(cut, system.state, "iit4-2023", True)
    values = {step.formula.partition(" = ")[0]: step.value for step in view.steps}
    assert round(values["ii_c(Ab)"], 2) == printed["ii_c"]
    assert round(values["ii_e(Ab)"], 1) == printed["ii_e"]
    assert round(values["φ_c"], 2) == printed["phi_c"]
    assert round(values["φ_e"], 2) == printed["phi_e"]
    assert round(view.value, 2) == fig1["expected_printed"]["phi_s"]["AB"]
    assert "cut A→B" in " ".join(step.said for step in view.steps)
    check_lines(view)


def test_the_printed_distinctions_of_the_paper_stand_in_the_lines(fig1):
    # Albantakis et al. 2023, Fig 4
    substrate = Substrate.from_weights(fig1["weights"], fig1["k"], fig1["units"])
    system = candidate_system(substrate, fig1["state"], "AB")
    for mechanism, expected in fig1["expected_printed"]["distinctions_AB"].items():
        phis = []
        for direction in ("cause", "effect"):
            purview = expected[direction].upper()
            lens = analyse_purview(system, direction, mechanism, purview)
            cut = cut_mechanism(system, direction, mechanism, purview, lens.specified, lens.partition)
            view = mechanism_arithmetic(cut, minimum=True)
            assert f", {expected[direction]}) =" in view.title
            phis.append(view.value)
        assert round(min(phis), 2) == expected["phi"]


def test_both_formalisms_are_told_and_the_one_in_use_comes_last(fig1):
    substrate = Substrate.from_weights(fig1["weights"], fig1["k"], fig1["units"])
    system = candidate_system(substrate, fig1["state"], "AB")
    cut = cut_system(system, SystemPartition((("A",), ("B",)), ("effect", "cause")), (1, 0), (1, 0))
    for formalism, last in (("iit4-2023", 0.1719), ("iit4-2026", 0.0405)):
        view = system_arithmetic(cut, system.state, formalism, True)
        assert view.value == pytest.approx(last, abs=5e-5)
        assert {round(step.value, 4) for step in view.chapters[-1][1]} == {0.1719, 0.0405}
    mine = system_arithmetic(cut, system.state, "iit4-2026", False)
    assert mine.value == pytest.approx(0.1719, abs=5e-5)
    assert "MIP" not in " ".join(step.said for step in mine.steps)


def test_a_lone_unit_loses_its_connection_with_itself():
    assert "A→A" in system_text(SystemPartition((("A",),), ("both",)))


def test_the_markup_sets_indices_and_escapes_the_rest():
    step = Step("How likely is <b> & 'c'?", "p_e^θ(<b> | c) = log2(1 / 2) = φ_s", 0.0)
    text = arithmetic_markup(ArithmeticView("φ_s(<i>)", (("It is", (step,)),), 0.0))
    assert "How likely is &lt;b&gt; &amp; &#x27;c&#x27;?" in text
    assert "p<sub>e</sub><sup>θ</sup>(&lt;b&gt; | c) = log<sub>2</sub>(1 / 2) = φ<sub>s</sub>" in text
    assert "<h3>φ<sub>s</sub>(&lt;i&gt;)</h3><h4>It is</h4>" in text


def test_the_same_lines_go_on_paper(fig1):
    substrate = Substrate.from_weights(fig1["weights"], fig1["k"], fig1["units"])
    found = unfold(substrate, fig1["state"], "AB").integration
    system = candidate_system(substrate, fig1["state"], "AB")
    cut = cut_system(system, found.mip, found.cause_state, found.effect_state)
    view = system_arithmetic(cut, system.state, "iit4-2023", True)
    for width in (85, 178):
        texts = [text.get_text() for text in draw(view, width).axes[0].texts]
        written = " ".join(texts)
        for step in view.steps:
            assert step.formula.rpartition(" = ")[2] in written
        assert "log₂(0.9723 / 0.8602) = 0.1768" in written
        assert "_e(" not in written
