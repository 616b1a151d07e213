"""Indices of quantities in texts for HTML: φ_s becomes φ with a subscript."""

from __future__ import annotations

import re
from html import escape

LOWERED = re.compile(r"(φ|π|𝒜|\bp|\bii|\bi)_(diff\b|[cesdr](?![a-zA-Z]))")
LOG = re.compile(r"\blog2\b")
RAISED = re.compile(r"\^(θ|Max\b)")


def marked(text: str) -> str:
    """Return a text as HTML, with indices as subscripts and the θ of a partition as a superscript."""
    text = LOG.sub("log<sub>2</sub>", RAISED.sub(r"<sup>\1</sup>", escape(text)))
    return LOWERED.sub(r"\1<sub>\2</sub>", text)
