"""Scripts come to the browser whole, with all they import, each once; their sentences come with the page."""

import ast
import re
from pathlib import Path

import pytest

from apps.ui import scripts
from engine import words

APPS = Path(scripts.__file__).parents[1]
FILES = sorted(APPS.rglob("*.js"))
TOP = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(APPS)))
def test_nothing_is_left_to_fetch_and_no_name_comes_twice(path):
    text = scripts.script(path)
    assert 'from "./' not in text
    assert 'from "../' not in text
    assert ("const tr = " in text) == bool(re.search(r"[^\w.]tr\(\s*\"", text))
    names = TOP.findall(text)
    assert len(names) == len(set(names))


def test_what_is_imported_comes_first_and_once():
    text = scripts.script(APPS / "workspace" / "gallery.js")
    for name in ("function make(", "class Searched", "function render("):
        assert text.count(f"export {name}") == 1
    assert text.index("function make(") < text.index("class Searched") < text.index("function render(")


def test_an_import_may_stand_on_several_lines(tmp_path):
    (tmp_path / "two.js").write_text("export const one = 1, two = 2;\n", encoding="utf-8")
    user = tmp_path / "user.js"
    user.write_text('import {\n  one,\n  two,\n} from "./two.js";\nuse(one, two);\n', encoding="utf-8")
    assert scripts.script(user) == "export const one = 1, two = 2;\n\nuse(one, two);\n"


def test_scripts_with_sentences_are_files():
    """What stands in a text of Python, `make words` does not see."""
    for path in APPS.rglob("*.py"):
        texts = (getattr(node, "value", None) for node in ast.walk(ast.parse(path.read_text("utf-8"))))
        for text in texts:
            if isinstance(text, str) and "export function" in text:
                assert not scripts.CALL.search(text), path


def test_a_page_brings_the_sentences_of_its_scripts(monkeypatch):
    monkeypatch.setattr(scripts, "_said", {})
    assert scripts.speaking("say(tr(name))") == "say(tr(name))"
    asked = 'say(tr("Close"));\nsay(\n  tr(\n    "Copied.",\n  ),\n);\nsay(tr("a \\"b\\""));\n'
    assert scripts.speaking(asked) == scripts.SAY + asked
    assert list(scripts._said) == ["Close", "Copied.", 'a "b"']
    assert scripts.sentences() == {}
    with words.speaking("de"):
        assert scripts.sentences() == {"Close": "Schließen", "Copied.": "Kopiert."}
