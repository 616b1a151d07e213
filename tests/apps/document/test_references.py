"""The references: an entry of BibTeX for each key."""

from apps.document.references import entries


def test_every_entry_stands_whole_under_its_own_key():
    found = entries()
    assert "albantakis2023iit4" in found
    for key, entry in found.items():
        assert entry.startswith("@")
        assert f"{{{key}," in entry
        assert entry.endswith("}")
        assert entry.count("{") == entry.count("}"), key
