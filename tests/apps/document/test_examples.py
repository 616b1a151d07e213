"""The examples: all that can be read, in the order of their cards, and what a page begins with."""

from dataclasses import replace

from apps.document import examples
from apps.document.document import Document
from apps.document.examples import (
    FIRST,
    GROUPS,
    NETWORKS,
    adopted,
    begun,
    find,
    first_substrate,
    grouped,
    is_edited,
    presets,
)
from cards import example


def test_every_network_of_the_assets_is_an_example_with_a_name_a_group_and_a_source():
    assert {preset.slug for preset in presets()} == {path.stem for path in NETWORKS.glob("*.json")}
    for preset in presets():
        assert preset.name
        assert preset.group in GROUPS
        assert preset.source, preset.slug


def test_the_groups_stand_in_their_order_and_one_may_lead():
    order = list(GROUPS)
    assert list(grouped()) == sorted(grouped(), key=order.index)
    leading = grouped("Debates")
    assert next(iter(leading)) == "Debates"
    assert sorted(leading) == sorted(grouped())
    assert list(grouped("No such group")) == list(grouped())
    assert sum(map(len, grouped().values())) == len(presets())


def test_a_broken_example_hides_no_other(tmp_path, monkeypatch):
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "whole.json").write_text('{"name": "Whole", "card": {"group": "Debates", "try": ["Look."]}}')
    monkeypatch.setattr(examples, "NETWORKS", tmp_path)
    presets.cache_clear()
    try:
        assert [(each.slug, each.name, each.try_this) for each in presets()] == [
            ("whole", "Whole", ("Look.",))
        ]
        assert begun("whole") is None  # no network in it
        assert first_substrate().labels == ["A", "B", "C"]
    finally:
        presets.cache_clear()


def test_an_example_opens_as_its_file_describes_it():
    snapshot = begun(FIRST)
    assert (snapshot.substrate.labels, snapshot.state, snapshot.system) == (
        ["A", "B", "C"],
        (0, 1, 1),
        ("A", "B"),
    )
    assert snapshot.origin == FIRST
    assert snapshot.substrate.sha256 == first_substrate().sha256 == example(FIRST).sha256
    assert begun("no-such-example") is find("no-such-example") is None


def test_an_origin_that_is_no_example_is_forgotten():
    snapshot = begun(FIRST)
    assert adopted(snapshot) is snapshot
    assert adopted(replace(snapshot, origin="../../etc/passwd")).origin == ""


def test_an_edited_example_claims_to_be_no_published_figure():
    document = Document(example("iit4-fig1"), origin="iit4-fig1")
    published = document.substrate.name
    document.toggle("A")
    assert (document.substrate.name, is_edited(document.snapshot)) == (published, False)
    document.set_weight("A", "B", 0.25)
    assert (document.substrate.name, is_edited(document.snapshot)) == (f"{published} (edited)", True)
    weight = next(e.weight for e in example("iit4-fig1").edges if (e.source, e.target) == ("A", "B"))
    document.set_weight("A", "B", weight)
    assert (document.substrate.name, is_edited(document.snapshot)) == (published, False)


def test_a_name_of_ones_own_stays():
    own = replace(example("iit4-fig1"), name="Mine")
    document = Document(own, origin="iit4-fig1")
    document.set_weight("A", "B", 0.25)
    assert document.substrate.name == "Mine"


def test_a_former_name_opens_what_the_example_became():
    former, present = "grain-min-macro", "grain-min-micro"
    assert find(former) is find(present)
    assert begun(former) == begun(present)
    assert first_substrate(former) == begun(present).substrate
    document = Document(first_substrate())
    assert document.load_preset(former)
    assert document.snapshot.origin == present
    # A link to it holds another network, which is no edit of the present example.
    assert adopted(replace(begun(present), origin=former)).origin == ""
