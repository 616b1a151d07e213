"""The language of the page, chosen by its visitor and kept in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script
from apps.ui.visitor_language import COOKIE
from engine.words import LANGUAGES, language, tr

STYLE = """
label { display: block; font-size: .812rem; color: inherit; }
select { font: inherit; color: inherit; background: transparent; padding: 2px 4px; border-radius: 4px;
  border: 1px solid var(--mui-palette-divider); }
option { color: initial; }
"""


class LanguageChoice(JSComponent):
    """A list of the languages there are; choosing one loads the page again in it, with what was drawn."""

    label = param.String()
    languages = param.List(doc="Code and name of each.")
    chosen = param.String(doc="The code of the language in use.")
    cookie = param.String(default=COOKIE)

    _esm = script(Path(__file__).with_name("language_choice.js"))
    _stylesheets: ClassVar[list[str]] = [STYLE]

    def __init__(self) -> None:
        # Who does not read the page's language finds the word in their own.
        own = tr("Language")
        super().__init__(
            label=own if own == "Language" else f"{own} (Language)",
            languages=[list(each) for each in LANGUAGES.items()],
            chosen=language(),
            css_classes=["language"],
            margin=(4, 8, 8, 8),
        )
