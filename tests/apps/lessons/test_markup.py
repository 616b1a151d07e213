"""The Markdown of lessons: little, and safe."""

from apps.lessons.answers import Told
from apps.lessons.expressions import Reference
from apps.lessons.markup import plain, rendered

KNOWN = {Reference("phi_s"): Told(0.17, "0.17"), Reference("mip"): Told("x", "A<B")}


def test_paragraphs_lists_and_marks():
    text = "One **bold** and *slanted*\nline with `code`.\n\n- a\n  goes on\n- b\n\n1. first\n2. second"
    assert rendered(text, {}) == (
        "<p>One <strong>bold</strong> and <em>slanted</em> line with <code>code</code>.</p>"
        "<ul><li>a goes on</li><li>b</li></ul><ol><li>first</li><li>second</li></ol>"
    )


def test_values_are_filled_in_even_inside_marks():
    assert rendered("φ_s is **{phi_s}**.", KNOWN) == (
        "<p>φ<sub>s</sub> is <strong><span class='figure'>0.17</span></strong>.</p>"
    )
    assert "…" in rendered("{phi_s(AB)}", KNOWN)


def test_nothing_is_markup_that_is_not_ours():
    said = rendered("<script>x</script> \ue0000\ue001 {mip} [a](javascript:x)", KNOWN)
    assert "<script" not in said
    assert "A&lt;B" in said
    assert "href" not in said


def test_screen_readers_get_plain_text():
    assert plain("<p>a <strong>b</strong> &amp; c</p>") == "a b & c"
    assert rendered("", {}) == ""
