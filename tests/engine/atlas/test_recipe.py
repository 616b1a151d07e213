"""Recipes: what they make, always the same, and one sentence for each mistake."""

import numpy as np
import pytest

from engine import Substrate
from engine.atlas.families import FAMILIES, Asked, ring, states_of
from engine.atlas.recipe import MAX_BYTES, parse_recipe, read_recipe
from engine.errors import FormatError, PhiscopeError
from engine.substrate.dynamics import transition_matrix
from engine.substrate.tpm import row_of


def members(text, folder):
    recipe = parse_recipe(text.encode(), folder)
    return recipe, [m for group in recipe.groups for m in group.members.make()]


def test_a_rule_is_wolframs():
    """Rule 110 = 01101110: 111 → 0, 110 → 1, …, 000 → 0; here of the middle cell of three."""
    tpm = ring(110, 3)
    for code in range(8):
        left, middle, right = code >> 2 & 1, code >> 1 & 1, code & 1
        assert tpm[row_of((left, middle, right), (2, 2, 2)), 1] == 110 >> code & 1


def test_every_family_counts_its_members(tmp_path):
    (tmp_path / "nets").mkdir()
    base = Substrate.from_weights([[0.2, 1.0], [1.0, 0.2]], k=2.0, labels=["A", "B"])
    base.write(tmp_path / "nets" / "net.json")
    (tmp_path / "nets.csv").write_text("nets/net.json\n", encoding="utf-8")
    options = {
        "deterministic": "units = 2",
        "elementary": "units = 4\nrules = [30, 110]",
        "random": "count = 7\nunits = 3\ndensity = 0.5\nmodules = 2\nsymmetric = true\nnoise = 0.1",
        "sweep": 'file = "nets/net.json"\nfirst = {parameter = "weight:AB", from = -1, to = 1, steps = 5}\n'
        'second = {parameter = "k", from = 0, to = 4, steps = 3}',
        "folder": 'folder = "nets"',
        "list": 'list = "nets.csv"',
    }
    assert set(options) == set(FAMILIES)
    for kind, given in options.items():
        recipe, made = members(f'[[family]]\nkind = "{kind}"\n{given}\n', tmp_path)
        assert recipe.networks == len(made) > 0
        again = members(f'[[family]]\nkind = "{kind}"\n{given}\n', tmp_path)[1]
        assert [m.substrate.sha256 for m in made] == [m.substrate.sha256 for m in again]
        assert [m.name for m in made] == [m.name for m in again]


def test_a_sweep_changes_one_number_and_then_the_other(tmp_path):
    Substrate.from_weights([[0.2, 1.0], [1.0, 0.2]], k=2.0, labels=["A", "B"]).write(tmp_path / "net.json")
    text = """
    [[family]]
    kind = "sweep"
    file = "net.json"
    first = {parameter = "weight:AB", from = 0, to = 1, steps = 3}
    second = {parameter = "k", from = 1, to = 3, steps = 2}
    """
    _, made = members(text, tmp_path)
    assert [m.parameters for m in made][:3] == [
        {"weight:A,B": 0.0, "k:A,B": 1.0},
        {"weight:A,B": 0.0, "k:A,B": 3.0},
        {"weight:A,B": 0.5, "k:A,B": 1.0},
    ]
    assert made[2].substrate.weights[0, 1] == 0.5


def test_random_networks_are_as_asked(tmp_path):
    text = '[[family]]\nkind = "random"\ncount = 40\nunits = 4\n'
    _, sparse = members(text + "density = 0.3", tmp_path)
    share = np.mean([np.count_nonzero(m.substrate.weights) / 16 for m in sparse])
    assert share == pytest.approx(0.3, abs=0.1)
    _, mirrored = members(text + "symmetric = true", tmp_path)
    assert all(np.array_equal(m.substrate.weights, m.substrate.weights.T) for m in mirrored)
    _, modular = members(text + "modules = 2\nbetween = 0.0", tmp_path)
    assert all(not m.substrate.weights[:2, 2:].any() for m in modular)
    _, noisy = members(text + "noise = 1.0", tmp_path)
    assert all(np.allclose(m.substrate.tpm, 0.5) for m in noisy)
    _, tables = members(text + 'functions = "tables"', tmp_path)
    assert len({m.substrate.sha256 for m in tables}) == 40
    _, first = members(text.replace("40", "3"), tmp_path)
    assert [m.substrate.sha256 for m in first] == [m.substrate.sha256 for m in members(text, tmp_path)[1][:3]]


def test_random_states_can_be_reached(tmp_path):
    _, made = members('[[family]]\nkind = "elementary"\nunits = 5\n', tmp_path)
    chosen = states_of(Asked({"states": "random"}, "x"), "all")
    for at, member in enumerate(made[:60]):
        (state,) = chosen(member, at)
        assert transition_matrix(member.substrate)[:, row_of(state, (2,) * 5)].any()
        assert chosen(member, at) == [state]


WRONG = {
    "no TOML": "no = = toml",
    "no [[family]]": 'name = "x"',
    "there is no 'families'": "families = 3",
    "use one of deterministic": '[[family]]\nkind = "soul"',
    "Unknown formalism": 'formalisms = ["iit5"]\n[[family]]\nkind = "deterministic"',
    "formalisms are a list": 'formalisms = "iit3"\n[[family]]\nkind = "deterministic"',
    "family 1: there is no 'unit'": '[[family]]\nkind = "deterministic"\nunit = 2',
    "a whole number from 1 to 3": '[[family]]\nkind = "deterministic"\nunits = 9',
    "a list of 0 to 255": '[[family]]\nkind = "elementary"\nrules = [256]',
    "a number from 0 to 1": '[[family]]\nkind = "random"\ndensity = 2',
    "use true or false": '[[family]]\nkind = "random"\nsymmetric = 1',
    "use one of logistic, tables": '[[family]]\nkind = "random"\nfunctions = "any"',
    "states are 'some'": '[[family]]\nkind = "random"\nstates = "some"',
    "file is missing": '[[family]]\nkind = "sweep"',
    "cannot be read": '[[family]]\nkind = "sweep"\nfile = "absent.json"',
    "has no network files": '[[family]]\nkind = "folder"\nfolder = "absent"',
}


@pytest.mark.parametrize("said", WRONG)
def test_a_mistake_is_one_sentence_with_its_place(said, tmp_path):
    with pytest.raises(PhiscopeError) as refusal:
        parse_recipe(WRONG[said].encode(), tmp_path)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_parameters_of_a_sweep_are_checked(tmp_path):
    Substrate.from_weights([[0.2, 1.0], [1.0, 0.2]], k=2.0, labels=["A", "B"]).write(tmp_path / "net.json")
    head = '[[family]]\nkind = "sweep"\nfile = "net.json"\n'
    for line, said in (
        ("", "first is missing"),
        ('first = {parameter = "noise"}', "choose one of k:A,B"),
        ('first = {parameter = "k", steps = 10000}', "steps is 10000"),
        ('first = {parameter = "k", step = 3}', "there is no 'step'"),
    ):
        with pytest.raises(FormatError, match=said):
            parse_recipe((head + line).encode(), tmp_path)


def test_files_are_bounded_and_named(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(FormatError, match=r"recipe\.toml: A recipe has at most"):
        read_recipe(path)
    with pytest.raises(FormatError, match="cannot be read"):
        read_recipe(tmp_path / "absent.toml")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(FormatError, match="no TOML"):
        read_recipe(path)


def test_the_shipped_recipes_are_read(root):
    paths = sorted((root / "assets" / "surveys").glob("*.toml"))
    assert len(paths) >= 2
    for path in paths:
        recipe = read_recipe(path)
        assert recipe.name
        assert recipe.networks > 0
