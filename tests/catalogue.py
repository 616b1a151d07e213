"""`make words`: what translators work with, collected from the code and the texts of the assets."""

import ast
import io
import json
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "assets" / "locale"
TEMPLATE = LOCALES / "phiscope.pot"
KEYWORDS = {"tr": None, "trn": (1, 2)}
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


def lessons():
    """Yield the file of each lesson and each of its texts."""
    sys.path.insert(0, str(ROOT))  # as a script it finds what is installed, which may be of another checkout
    from apps.lessons.library import shelf

    for lesson in shelf().lessons:
        path = ROOT / "assets" / "lessons" / f"{lesson.slug}.md"
        texts = [lesson.title, lesson.about]
        for text in (*texts, *(text for step in lesson.steps for text in (step.title, *step.texts))):
            if text:
                yield path, text


def collected() -> Catalog:
    """Every sentence of the code, of the cards, of the glossary and of the lessons."""
    catalog = Catalog(project="phiscope", header_comment=HEADER)
    for package in ("engine", "viz", "apps"):
        for name, _line, text, comments, context in extract_from_dir(
            ROOT / package, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            where = f"{package}/{Path(name).as_posix()}"
            catalog.add(text, locations=[(where, 0)], auto_comments=comments, context=context)
    for path, text in (*cards(), *glossary(), *lessons()):
        catalog.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return catalog


def written() -> Catalog:
    """What stands in the template."""
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def ids(catalog: Catalog) -> set[str | tuple[str, ...]]:
    """The sentences of a catalogue."""
    return {message.id for message in catalog if message.id}


def bytes_of(catalog: Catalog) -> bytes:
    """A catalogue as a file that changes only when its sentences do."""
    out = io.BytesIO()
    write_po(out, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return (HEADER + "\n\n").encode() + out.getvalue()


def main() -> None:
    """Write the template, and compile the translations."""
    LOCALES.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(bytes_of(collected()))
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as out:
            write_mo(out, read_po(source, locale=path.parents[1].name))
    print(f"{len(ids(collected()))} sentences are in {TEMPLATE}.")


if __name__ == "__main__":
    sys.exit(main())
