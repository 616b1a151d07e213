"""The row of numbers above the plots."""

from apps.workspace.metrics import metric_row


def test_a_number_has_its_hook_name_and_value_and_words_are_escaped():
    row = metric_row([("phi-s", "φ_s", "0.17", "(aB)"), ("links", "<b>", "<i>", "")])
    assert row.count("class='metric") == 2
    assert "class='metric phi-s'" in row
    assert "φ<sub>s</sub>" in row
    assert "<b class='value'>0.17</b>" in row
    assert "(aB)" in row
    assert "&lt;i&gt;" in row
    assert "<i>" not in row
    assert "aria-live='polite'" in row


def test_a_word_of_the_glossary_is_explained_where_it_stands():
    assert "class='tip'" in metric_row([("big-phi", "Φ", "1.56", "")])
