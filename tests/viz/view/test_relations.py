import pytest

from viz.view.relations import degree_rows, relation_rows


def test_counts_and_sums_by_degree(structure):
    rows = degree_rows(structure)
    assert [(row.name, row.relations) for row in rows] == [("self", "3"), ("of 2", "3"), ("of 3", "1")]


def test_pages_are_the_relations_in_order(dense):
    total = dense.relations.by_degree[2]
    pages = [row for start in range(0, total, 7) for row in relation_rows(dense, 2, start, 7)]
    assert [row.members for row in pages] == [r.members for r in dense.relations.of_degree(2)]
    assert [row.phi for row in pages] == [r.phi for r in dense.relations.of_degree(2)]
    assert relation_rows(dense, 2, total, 7) == ()


def test_a_relation_says_its_faces(structure):
    (row,) = relation_rows(structure, 3, 0, 9)
    assert (row.members, row.text, row.overlap) == ((0, 1, 2), "a, B, aB", "b")
    relation = structure.relations.relation((0, 1, 2))
    assert row.phi == pytest.approx(relation.phi)
    assert row.faces.startswith(f"{len(relation.faces)}: c e c over b")
    (alone, *_) = relation_rows(structure, 1, 0, 9)
    assert alone.faces == "1: ce over b"
