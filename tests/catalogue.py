"""`make words`: what translators work with, collected from the code and the texts of the assets.

Lessons are translated as files of their own, see `assets/lessons/README.md`.
"""

import ast
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "assets" / "locale"
TEMPLATE = LOCALES / "phiscope.pot"
KEYWORDS = {"tr": None, "phrase": None, "trn": (1, 2)}
HEADER = "# What phiscope says, for translators: {braces} stay as they are.\n#"


def python(file, keywords, comment_tags, options):
    """Yield the calls of `keywords` in a file; Babel's own way is blind to f-strings before Python 3.12."""
    text = file.read().decode()
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords:
            said = tuple(arg.value if isinstance(arg, ast.Constant) else None for arg in node.args)
            above = lines[max(node.lineno - 2, 0)].strip(" #")
            comments = [above] if above.startswith(tuple(comment_tags)) else []
            yield node.lineno, node.func.id, said, comments


METHODS = [("**.py", python), ("**.js", "javascript")]


def cards():
    """Yield the file of each example and a text of its card."""
    for path in sorted((ROOT / "assets" / "networks").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        card = content["card"]
        for text in (content["name"], card["group"], card["what"], *card["try"]):
            yield path, text


def glossary():
    """Yield the file of the glossary with each word and its meaning."""
    path = ROOT / "assets" / "glossary.json"
    for row in json.loads(path.read_text(encoding="utf-8"))["terms"]:
        yield path, row["term"]
        yield path, row["says"]


def postulates():
    """Yield the file of the map of postulates, and each of its texts."""
    path = ROOT / "assets" / "postulates.json"
    for row in json.loads(path.read_text(encoding="utf-8"))["rows"]:
        for name in ("name", "axiom", "postulate", "where"):
            yield path, row[name]


def collected() -> Catalog:
    """Every sentence of the code, of the cards and of the glossary."""
    catalog = Catalog(project="phiscope", header_comment=HEADER)
    for package in ("engine", "viz", "apps"):
        for name, _line, text, comments, context in extract_from_dir(
            ROOT / package, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            where = f"{package}/{Path(name).as_posix()}"
            catalog.add(text, locations=[(where, 0)], auto_comments=comments, context=context)
    for path, text in (*cards(), *glossary(), *postulates()):
        catalog.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return catalog


def written() -> Catalog:
    """What stands in the template."""
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def ids(catalog: Catalog) -> set[str | tuple[str, ...]]:
    """The sentences of a catalogue."""
    return {message.id for message in catalog if message.id}


def bytes_of(catalog: Catalog, header: str = "") -> bytes:
    """A catalogue as a file that changes only when its sentences do."""
    out = io.BytesIO()
    write_po(out, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return header.encode() + out.getvalue()


def translations() -> list[Path]:
    """The files that translators write."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))


def translated(path: Path) -> Catalog:
    """What stands in the file of a language."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def renewed(path: Path, sentences: Catalog) -> Catalog:
    """The translations of the sentences that there are now; new ones have none yet."""
    catalog = translated(path)
    catalog.update(sentences, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as the program reads it; the same whenever it is made."""
    catalog.creation_date = catalog.revision_date = datetime.fromtimestamp(0, UTC)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    """Write the template, bring the translations up to it, and compile them."""
    LOCALES.mkdir(exist_ok=True)
    sentences = collected()
    TEMPLATE.write_bytes(bytes_of(sentences, f"{HEADER}\n\n"))
    print(f"{len(ids(sentences))} sentences are in {TEMPLATE}.")
    for path in translations():
        catalog = renewed(path, sentences)
        path.write_bytes(bytes_of(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        missing = sum(not all(texts(message)) for message in catalog if message.id)
        print(f"{missing} of them have no translation yet in {path}.")


def texts(message: Message) -> tuple[str, ...]:
    """The translation of a sentence, in each number if it has several."""
    found = message.string or ""  # of a new plural Babel has nothing
    return (found,) if isinstance(found, str) else tuple(found)


if __name__ == "__main__":
    sys.exit(main())
