"""Examples in docstrings as blocks of code: to Markdown, the prompt of Python would begin a quotation."""

from __future__ import annotations

import re
from typing import Any

import griffe

EXAMPLE = re.compile(r"(?:^>{3} .*\n?(?:^(?!>{3} )\S.*\n?|^\.\.\. .*\n?)*)+", re.MULTILINE)


def fenced(text: str) -> str:
    """Return a docstring whose examples stand in fences."""
    return EXAMPLE.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", text)


class FencedExamples(griffe.Extension):
    """Puts the examples of every docstring into fences when it is read."""

    def on_object(self, *, obj: griffe.Object, **_more: Any) -> None:
        """Change the docstring of one object."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)
