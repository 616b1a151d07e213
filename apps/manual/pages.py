"""The pages of the manual that are made from declarations: which there are, and what makes each."""

from __future__ import annotations

from collections.abc import Callable

from apps.manual import (
    agreement,
    elsewhere,
    file_pages,
    gallery,
    lesson_pages,
    python_pages,
    reference,
    speed,
    survey_pages,
)

PAGES: dict[str, Callable[[], str]] = {
    "words.md": reference.words,
    "gallery.md": gallery.page_of_plots,
    "teach/lessons.md": lesson_pages.lessons,
    "teach/syntax.md": lesson_pages.syntax,
    "hosting.md": elsewhere.hosting,
    "reference/commands.md": reference.commands,
    "reference/file.md": file_pages.substrate_file,
    "reference/formats.md": file_pages.formats,
    "reference/pyphi.md": file_pages.pyphi_options,
    "reference/views.md": reference.views,
    "reference/plots.md": reference.plots,
    "reference/exports.md": reference.exports,
    "reference/formalisms.md": reference.formalisms,
    "reference/surveys.md": survey_pages.surveys,
    "reference/keys.md": reference.keys,
    "trust/agreement.md": agreement.agreement,
    "trust/speed.md": speed.speed,
} | python_pages.PAGES
"""What makes each page, by its place in the manual."""
