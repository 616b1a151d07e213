import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.manual.markdown import code, listed, page, plain, table

SIGNS = st.text("ab *_`<>[]|{}$\\#φ", max_size=12)


@given(SIGNS)
def test_a_plain_text_is_shown_as_it_is(text):
    shown = markdown.markdown("x " + plain(text) + " x", extensions=["tables", "attr_list"])
    said = " ".join("".join(markdown_text(shown)).split())
    assert said == " ".join(f"x {text} x".split())


def markdown_text(shown):
    from xml.etree import ElementTree

    return ElementTree.fromstring(f"<div>{shown}</div>").itertext()


def test_a_table_has_a_cell_for_each_entry():
    shown = markdown.markdown(table(["a", "b"], [[code("x|y"), plain("u|v")]]), extensions=["tables"])
    assert shown.count("<td>") == 2
    assert "<code>x|y</code>" in shown
    assert "u&#124;v" in shown


@pytest.mark.parametrize(("names", "said"), [((), ""), (("a",), "`a`"), (("a", "b"), "`a`, `b`")])
def test_names_are_listed(names, said):
    assert listed(names) == said


def test_a_page_begins_with_its_title():
    assert page("T", "one", "two") == "# T\n\none\n\ntwo\n"
