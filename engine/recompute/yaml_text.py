"""YAML as configurations use it: mappings, lists, texts, numbers, truth values; small, plain and strict.

PyYAML reads it, which Bokeh brings along. References (``*name``), which a small file can nest into a huge
value, tags, which can name classes, and second documents are refused, each with its line.
"""

from __future__ import annotations

from typing import Any, NoReturn

import yaml
from yaml import events, nodes

from engine.errors import FormatError
from engine.words import tr

MAX_TEXT = 64 * 1024
MAX_DEPTH = 8
MAX_DIGITS = 40
PLAIN = tuple(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null"))
"""The kinds of a value; whatever else YAML would make of a text, as a date, stays text."""


def load_yaml(text: str) -> Any:
    """Return the value of a YAML document.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict, list, str, int, float, bool or None

    Raises
    ------
    FormatError
        If the text is longer than 64 kB, is no YAML, or uses references, tags, several documents or more than
        eight levels; one sentence with the line.
    """
    if len(text) > MAX_TEXT:
        raise FormatError(
            tr("The YAML has {n:,} characters; use at most {most:,}.", n=len(text), most=MAX_TEXT)
        )
    try:
        _check(text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        return None if root is None else _value(root, yaml.SafeLoader(""))
    except yaml.MarkedYAMLError as error:
        _refuse(error.problem_mark, tr("it is no YAML"))
    except yaml.reader.ReaderError as error:
        at = text[: error.position].count("\n") + 1
        raise FormatError(tr("Line {line}: a character is not allowed; take it out.", line=at)) from None


def _check(text: str) -> None:
    """Refuse what needs no value to be seen. Events come one by one, so that depth costs no stack."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, events.AliasEvent) or getattr(event, "anchor", None) is not None:
            _refuse(event.start_mark, tr("references (& and *) are not read; write the value itself"))
        if getattr(event, "tag", None) is not None:
            _refuse(event.start_mark, tr("tags (!) are not read; write a plain value"))
        documents += isinstance(event, events.DocumentStartEvent)
        depth += isinstance(event, events.CollectionStartEvent)
        depth -= isinstance(event, events.CollectionEndEvent)
        if documents > 1:
            _refuse(event.start_mark, tr("a second document begins; keep one"))
        if depth > MAX_DEPTH:
            _refuse(event.start_mark, tr("it is nested more than {most} levels deep", most=MAX_DEPTH))


def _refuse(mark: Any, why: str) -> NoReturn:
    line = 1 if mark is None else mark.line + 1
    raise FormatError(tr("Line {line}: {why}.", line=line, why=why)) from None


def _value(node: nodes.Node, made: yaml.SafeLoader) -> Any:
    if isinstance(node, nodes.SequenceNode):
        return [_value(each, made) for each in node.value]
    if isinstance(node, nodes.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, nodes.ScalarNode):
                _refuse(key.start_mark, tr("a name must be a word"))
            if key.value in found:
                _refuse(key.start_mark, tr("{name} stands twice; keep one", name=key.value[:60]))
            found[key.value] = _value(value, made)
        return found
    if node.tag not in PLAIN:
        return node.value
    if node.tag.endswith(("int", "float")) and len(node.value) > MAX_DIGITS:
        _refuse(node.start_mark, tr("a number has more than {most} digits", most=MAX_DIGITS))
    try:
        return made.construct_object(node)
    except ValueError:  # as of 0b_, which looks like a number
        return node.value
