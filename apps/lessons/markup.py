"""The Markdown of lessons as HTML: paragraphs, lists, bold, emphasis, code. Everything else is text."""

from __future__ import annotations

import re
from html import escape

from apps.lessons.expressions import BRACES, reference
from apps.lessons.judging import UNKNOWN, Known
from viz.shapes.indices import marked

BOLD, EMPHASIS, CODE = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"\*(.+?)\*"), re.compile(r"`(.+?)`")
BULLET, NUMBER = re.compile(r"[-*] +(.*)"), re.compile(r"\d+[.)] +(.*)")
HOLE = "\ue000{}\ue001"  # where a value stands; of the private letters, which no text needs
HOLES = re.compile("\ue000(\\d+)\ue001")
PRIVATE = str.maketrans("", "", "\ue000\ue001")


def rendered(text: str, known: Known) -> str:
    """Return a text of a lesson as HTML with its values filled in."""
    values: list[str] = []

    def hole(found: re.Match[str]) -> str:
        answer = known.get(reference(found[1]))
        values.append(f"<span class='figure'>{escape(UNKNOWN if answer is None else answer.text)}</span>")
        return HOLE.format(len(values) - 1)

    said = BRACES.sub(hole, text.translate(PRIVATE)) if text else ""
    blocks = [_block(lines.split("\n")) for lines in re.split(r"\n\s*\n", said.strip()) if lines.strip()]
    return HOLES.sub(lambda found: values[int(found[1])], "".join(blocks))


def plain(markup: str) -> str:
    """Return markup as text, for screen readers."""
    return " ".join(re.sub(r"<[^>]*>", " ", markup).replace("&amp;", "&").split())


def _block(lines: list[str]) -> str:
    for pattern, tag in ((BULLET, "ul"), (NUMBER, "ol")):
        if pattern.fullmatch(lines[0]):
            return f"<{tag}>{''.join(f'<li>{_inline(row)}</li>' for row in _items(lines, pattern))}</{tag}>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _items(lines: list[str], pattern: re.Pattern[str]) -> list[str]:
    rows: list[str] = []
    for line in lines:
        found = pattern.fullmatch(line)
        if found is not None:
            rows.append(found[1])
        else:
            rows[-1] += f" {line.strip()}"
    return rows


def _inline(text: str) -> str:
    out = marked(text)
    for pattern, tag in ((CODE, "code"), (BOLD, "strong"), (EMPHASIS, "em")):
        out = pattern.sub(rf"<{tag}>\1</{tag}>", out)
    return out
