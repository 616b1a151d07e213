"""The language of the page, chosen by its visitor and kept in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import param
from panel.custom import JSComponent

from apps.serving.visitor_language import COOKIE
from apps.ui.scripts import script
from engine.words import LANGUAGES, language, tr

_HERE = Path(__file__).parent


class LanguageChoice(JSComponent):
    """A globe and a list of the languages; choosing one loads the page again in it, with what was drawn.

    Parameters
    ----------
    small
        Whether it is the globe alone, which opens the list: for the bar.
    """

    label = param.String()
    languages = param.List(doc="Code and name of each.")
    chosen = param.String(doc="The code of the language in use.")
    cookie = param.String(default=COOKIE)
    small = param.Boolean(default=False)

    _esm = script(_HERE / "language_choice.js")
    _stylesheets: ClassVar[list[str]] = [(_HERE / "language_choice.css").read_text(encoding="utf-8")]

    def __init__(self, small: bool = False) -> None:
        # Who does not read the page's language finds the word, and the languages, in their own.
        own, names = tr("Language"), " / ".join(LANGUAGES.values())
        label = own if own == "Language" else f"{own} (Language)"
        super().__init__(
            label=f"{label}: {names}" if small else label,
            languages=[list(each) for each in LANGUAGES.items()],
            chosen=language(),
            small=small,
            css_classes=["language-globe" if small else "language"],
            margin=(2, 2) if small else (4, 8, 8, 8),
        )
