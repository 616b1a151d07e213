import pytest

from engine.substrate.formats.script_lines import read_line
from engine.substrate.formats.script_words import tokens_of
from engine.substrate.functions import Gate, Logistic, Rule, Table


def read(text):
    return read_line(1, text, tokens_of(text))


@pytest.mark.parametrize(
    ("text", "function", "inputs"),
    [
        ("A = B & !C", Rule("B & !C"), ("B", "C")),
        ("A = B noise 0.1", Rule("B", 0.1), ("B",)),
        ("A = noise", Rule("noise"), ("noise",)),
        ("A = maj(A, B, C) noise 0.05", Gate("MAJORITY", 0.05), ("A", "B", "C")),
        ("AND = AND(AND, k)", Gate("AND"), ("AND", "k")),
        ("A = THRESHOLD(2; A, B)", Gate("THRESHOLD", n=2), ("A", "B")),
        ("A ~ logistic(k=4, bias=-1, A:0.7, k:2)", Logistic(4, -1), ("A", "k")),
        ("A = table(B: 0.1, 0.9)", Table(("B",), (0.1, 0.9)), ("B",)),
        ("A = p(0.2/0.3/0.5)", Table((), ((0.2, 0.3, 0.5),)), ()),
        ('A = "x;y" | 0', Rule("x;y | 0"), ("x;y",)),
    ],
)
def test_each_form_of_a_line(text, function, inputs):
    line = read(text)
    assert line.problems == []
    assert (line.label.label, line.function, line.inputs) == (
        "A" if text[1] == " " else "AND",
        function,
        inputs,
    )


def test_weights_and_states_come_with_the_function():
    assert read("A ~ logistic(A:0.7, B:-2)").weights == [0.7, -2.0]
    assert read("A = B").weights is None
    assert read("A = p(0.2/0.3/0.5)").states == 3


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ("= B", "=", "starts with the label"),
        ("A B", "B", "comes '='"),
        ("A =", "=", "Nothing follows"),
        ("A = B C", "C", "follows a value directly"),
        ("A = B noise 2", "2", "from 0 to 1"),
        ("A = IF(B)", "IF", "no function"),
        ("A = AND(B, B)", "B", "twice"),
        ("A = AND(B", "(", "never closed"),
        ("A = table(B: 0.1, 2)", "2", "no probability"),
        ("A = p(0.1, 0.2)", "p(0.1, 0.2)", "takes one"),
    ],
)
def test_a_mistake_is_marked_and_leaves_no_function(text, marked, words):
    line = read(text)
    (problem,) = line.problems
    assert words in problem.message
    assert text[problem.column - 1 :][: problem.length] == marked
    assert line.function is None
