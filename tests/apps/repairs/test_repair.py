"""Repairs of libraries: each applies to the library that is installed, and gives way to any other."""

import ast
import importlib
import inspect
import logging
import re
import tomllib
from pathlib import Path
from types import ModuleType

import panel as pn
import panel_material_ui as pmui
import pytest
from bokeh.core.property.bases import Property
from panel.io import document as panel_document

from apps.repairs import bokeh_defaults, data_definitions, panel_writes, read_parameters
from apps.repairs.repair import Repair
from apps.serving import current_document, page_application
from apps.ui import file_entry, select, table_widget, text_area, text_entry

pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword")  # Panel 1.9 under pandas 3

ROOT = Path(__file__).parents[3]
MODULES = (
    page_application,
    bokeh_defaults,
    current_document,
    data_definitions,
    file_entry,
    panel_writes,
    read_parameters,
    select,
    table_widget,
    text_area,
    text_entry,
)
FILES = sorted(path for package in ("apps", "viz") for path in (ROOT / package).rglob("*.py"))
LIBRARIES = {"bokeh", "panel", "panel_material_ui", "tornado"}
# What Panel documents for components of one's own, with their underscores.
OF_COMPONENTS = {"_esm", "_handle_msg", "_rename", "_send_msg", "_stylesheets"}


def of(library: str = "panel", series: str = "1.9", *names: str) -> Repair:
    return Repair("a test", library, series, names)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_repair_applies_to_what_is_installed(module):
    assert module.REPAIR.applies


def test_the_versions_installed_with_the_app_are_those_that_are_repaired():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    bounds = {re.match(r"[\w-]+", each)[0]: each for each in wanted}
    for module in MODULES:
        library, series = module.REPAIR.library, module.REPAIR.series
        major, minor = map(int, series.split("."))
        ranges = {f"{library}>={series},<{major}.{minor + 1}", f"{library}=={series}.*"}
        assert bounds[library] in ranges


@pytest.mark.parametrize(
    ("repair", "reason"),
    [
        (of(series="1.8"), "not 1.8"),
        (of(series="1"), ""),
        (of("panel", "1.9", "panel.io.document:_gone"), "_gone is not there"),
        (of("panel", "1.9", "panel.gone:thing"), "panel.gone:thing is not there"),
        (of("panel", "1.9", "panel.io.document:_dispatch_msgs(doc, more)"), "is not there"),
        (of("panel", "1.9", "panel.io.document:_dispatch_msgs(doc)"), ""),
        (of("panel", "1.9", "panel.io.document:_WRITE_MSGS(doc)"), "is not there"),
    ],
)
def test_a_repair_of_another_library_is_said_once(repair, reason, caplog):
    with caplog.at_level(logging.WARNING):
        applied = [repair.applies, repair.applies, repair.choose(1, 2) == 1]
    assert applied == [not reason] * 3
    assert len(caplog.records) == bool(reason)
    assert reason in caplog.text


@pytest.fixture
def other(monkeypatch) -> None:
    """Panel, Bokeh and Material as they would be in another version."""
    for module in MODULES:
        old = module.REPAIR
        monkeypatch.setattr(module, "REPAIR", Repair(old.what, old.library, "0.0", old.names))


def test_repaired_widgets_are_those_of_the_library_with_a_change():
    assert type(select.select(options=["a"])) is select.ChangingSelect
    assert type(text_entry.text_entry(value="a")) is text_entry.TextEntry
    assert type(text_area.text_area(value="a")) is text_area.TextArea
    assert type(file_entry.file_entry(9, lambda *_: None, label="a")) is file_entry.FileEntry
    assert type(table_widget.table({"a": "A"})) is table_widget.TableWidget
    assert table_widget.TableCare().patient


@pytest.mark.usefixtures("other")
def test_with_another_library_its_own_widgets_and_functions_stay():
    assert type(select.select(options=["a"])) is pmui.Select
    assert type(text_entry.text_entry(value="a")) is pmui.TextInput
    assert type(text_area.text_area(value="a")) is pmui.TextAreaInput
    assert type(file_entry.file_entry(9, lambda *_: None, label="a")) is pmui.FileInput
    assert type(table_widget.table({"a": "A"})) is pn.widgets.Tabulator
    assert not table_widget.TableCare().patient
    before = panel_document._dispatch_msgs, Property.themed_default
    panel_writes.repair()
    bokeh_defaults.remember()
    assert before == (panel_document._dispatch_msgs, Property.themed_default)


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")  # of panel-material-ui 0.16 under Panel 1.9
@pytest.mark.parametrize("which", ["installed", "other"])
def test_the_page_is_built_with_and_without_repairs(which, request):
    if which == "other":
        request.getfixturevalue("other")
    from apps.views.explore.page import VIEW
    from visits import opened_at

    built = opened_at(VIEW)()
    kinds = {type(each) for each in built.select() if isinstance(each, pmui.TextInput)}
    assert kinds == {text_entry.TextEntry if which == "installed" else pmui.TextInput}
    assert built.get_root() is not None


def test_a_choice_of_an_option_that_is_gone_is_dropped():
    chosen = select.select(options=["a", "b"], value="b")
    chosen._process_events({"value": "gone"})
    assert chosen.value == "b"
    chosen._process_events({"value": "a"})
    assert chosen.value == "a"


def own_names() -> set[str]:
    """Every private name that the project gives to something of its own."""
    found = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    found.add(name)
                case ast.Attribute(attr=name, ctx=ast.Store()) | ast.Name(id=name, ctx=ast.Store()):
                    found.add(name)
    return found


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def test_private_names_of_libraries_are_used_only_where_a_repair_asks_for_them():
    own = own_names()
    used = {
        (str(path.relative_to(ROOT)), node.attr)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and private(node.attr) and node.attr not in own | OF_COMPONENTS
    }
    allowed = {str(Path(module.__file__).relative_to(ROOT)) for module in MODULES}
    # Of os, and documented; the application before which Bokeh's server lets nobody stand; and what one of
    # the repairs by early scripts asks for.
    allowed_names = {
        ("apps/cli/interrupts.py", "_exit"),
        ("apps/cli/running.py", "_exit"),
        ("apps/server.py", "_tornado"),
        ("apps/repairs/early_scripts.py", "_render_esm"),
    }
    assert {(path, name) for path, name in used if path not in allowed} == allowed_names


def overridden(module: ModuleType) -> set[str]:
    """Private names of libraries that the classes of a module define anew."""
    found = set()
    for written in ast.walk(ast.parse(inspect.getsource(module))):
        kind = getattr(module, written.name, None) if isinstance(written, ast.ClassDef) else None
        if not inspect.isclass(kind):
            continue
        named = [getattr(each, "name", "") for each in written.body]
        named += [target.id for each in written.body for target in targets(each)]
        foreign = [base for base in kind.__mro__ if base.__module__.split(".")[0] in LIBRARIES]
        found |= {name for name in named if private(name) and any(name in vars(base) for base in foreign)}
    return found - OF_COMPONENTS


def targets(statement: ast.stmt) -> list[ast.Name]:
    """The names that a statement of a class's body gives a value."""
    given = getattr(statement, "targets", [getattr(statement, "target", None)])
    return [each for each in given if isinstance(each, ast.Name)]


def test_private_methods_of_libraries_are_overridden_only_where_a_repair_asks_for_them():
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in FILES]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    assert [module.__name__ for module in modules if overridden(module) and module not in MODULES] == []
    widgets = [file_entry, select, table_widget, text_area, text_entry]
    assert [module for module in MODULES if overridden(module)] == widgets
