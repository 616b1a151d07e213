"""A language nobody speaks: English in other letters, so that what is left of English can be seen."""

import re

from babel.messages.mofile import write_mo

import catalogue

CODE = "eo"  # pages need the code of some language
LETTERS = str.maketrans("aeioubcdgnstyAEIOUSW", "áéíóúḃćďǵñšťýÁÉÍÓÚŠŴ")


def foreign(text):
    """The text with other letters, its {parts} and markup untouched."""
    pieces = re.split(r"(\{[^}]*\}|<[^>]*>|\\.)", text)
    return "".join(p if i % 2 else p.translate(LETTERS) for i, p in enumerate(pieces))


def write(path):
    """Write the compiled catalogue of that language."""
    catalog = catalogue.collected()
    catalog.locale = CODE
    for message in catalog:
        if isinstance(message.id, tuple):
            message.string = tuple(map(foreign, message.id))
        elif message.id:
            message.string = foreign(message.id)
    with path.open("wb") as out:
        write_mo(out, catalog)
