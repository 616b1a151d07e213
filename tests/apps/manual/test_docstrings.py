from apps.manual.docstrings import fenced

SHOWN = """Return it.

>>> f(1)
2
>>> for i in x:
...     g(i)
3
4

Parameters
----------
x
"""


def test_examples_stand_in_fences():
    assert (
        fenced(SHOWN)
        == """Return it.

```pycon
>>> f(1)
2
>>> for i in x:
...     g(i)
3
4
```

Parameters
----------
x
"""
    )


def test_a_docstring_without_examples_stays():
    assert fenced("Say `>>> x`.\n\nNo more.") == "Say `>>> x`.\n\nNo more."
