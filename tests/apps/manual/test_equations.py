from xml.etree import ElementTree

import markdown
import pytest

FENCE = "```"


def shown(text):
    return markdown.markdown(
        text, extensions=["md_in_html", "tables", "fenced_code", "apps.manual.equations"]
    )


def test_an_equation_becomes_mathml_without_a_script():
    found = shown(r"Here $\frac{a}{b}$ is.")
    assert "<mfrac>" in found
    assert "$" not in found
    assert "script" not in found
    ElementTree.fromstring(found)


def test_an_equation_in_lines_of_its_own_is_a_block():
    found = shown("a\n\n$$\nx = \\sum_i y_i\n$$\n\nb")
    assert '<div class="equation"><math' in found
    assert 'display="block"' in found
    assert "<p><div" not in found


@pytest.mark.parametrize(
    "text", ["costs $5 and $6 more", "a `$x$` b", f"{FENCE}\n$$ x $$\n{FENCE}", r"\$x\$"]
)
def test_dollars_elsewhere_stay(text):
    found = shown(text)
    assert "<math" not in found
    assert "$" in found


def test_an_equation_beside_its_code():
    found = shown('<div class="beside" markdown>\n\n$$ x $$\n\n- [a](b.md)\n\n</div>')
    assert "<math" in found
    assert "<li>" in found


@pytest.mark.parametrize(
    ("text", "mark"), [("φ_s", "φ<sub>s</sub>"), ("Σφ_d", "φ<sub>d</sub>"), ("ii_c", "ii<sub>c</sub>")]
)
def test_a_symbol_has_its_index(text, mark):
    assert mark in shown(f"so {text} is")
    assert mark in shown(f"| {text} |\n|---|\n| x |")
    assert "<sub>" not in shown(f"`{text}`")
