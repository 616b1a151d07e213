"""Markdown of the manual: equations become MathML when it is built, and φ_s gets its index.

``$…$`` in a line and ``$$…$$`` in lines of its own are LaTeX. Browsers draw MathML without a script or a font
from elsewhere.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from latex2mathml.converter import convert
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

from viz.shapes.indices import LOWERED

INLINE = r"(?<![\\$\w])\$(?=[^\s$])([^$\n]*[^\s$\\])\$(?![\w$])"
DISPLAYED = re.compile(r"^( *)\$\$\s*(.+?)\s*\$\$ *$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^ *(```|~~~)")
# Before fences of code are taken out (25), so that they are looked for here; before blocks of HTML (20).
BEFORE_BLOCKS, AFTER_CODE = 27, 187


class DisplayedEquations(Preprocessor):
    """Equations in lines of their own."""

    def run(self, lines: list[str]) -> list[str]:
        """Put each into the stash of HTML, but none of a fence of code."""
        return self._outside_fences(lines)

    def _outside_fences(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        prose: list[str] = []
        inside = False
        for line in lines:
            if FENCE.match(line):
                kept += self._equations(prose)
                prose, inside = [], not inside
                kept.append(line)
            elif inside:
                kept.append(line)
            else:
                prose.append(line)
        return kept + self._equations(prose)

    def _equations(self, lines: list[str]) -> list[str]:
        def made(found: re.Match[str]) -> str:
            shown = f'<div class="equation">{convert(found[2], display="block")}</div>'
            return f"\n{found[1]}{self.md.htmlStash.store(shown)}\n"

        return DISPLAYED.sub(made, "\n".join(lines)).split("\n") if lines else []


class InlineEquation(InlineProcessor):
    """An equation in a line."""

    # The library calls it so.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: N802
        """Return it as MathML."""
        return self.md.htmlStash.store(convert(m[1])), m.start(0), m.end(0)


class LoweredIndex(InlineProcessor):
    """A symbol with an index, such as φ_s."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # noqa: N802
        """Return the symbol with its index below."""
        found = Element("span", {"class": "phi"})
        found.text = m[1]
        SubElement(found, "sub").text = m[2]
        return found, m.start(0), m.end(0)


class Equations(Extension):
    """Equations and indices."""

    # The library calls it so.
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what reads them."""
        md.preprocessors.register(DisplayedEquations(md), "displayed-equations", BEFORE_BLOCKS)
        md.inlinePatterns.register(InlineEquation(INLINE, md), "equation", AFTER_CODE)
        md.inlinePatterns.register(LoweredIndex(LOWERED.pattern, md), "index", AFTER_CODE - 1)


def makeExtension(**options: Any) -> Equations:  # noqa: N802
    """Return the extension; the library asks for it by this name."""
    return Equations(**options)
