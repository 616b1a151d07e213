"""The rules of the house that import-linter cannot hold."""

import ast
import fnmatch
import importlib
import subprocess
import sys
from pathlib import Path

import grimp
import networkx as nx
import pytest
from numba.core.dispatcher import Dispatcher

from engine.formalisms import FORMALISMS

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("engine", "viz", "apps")
AT_ROOT = {
    *(".ci", ".git", ".gitignore", ".pre-commit-config.yaml", "CHANGELOG.md", "CITATION.cff", "LICENSE"),
    "CONTRIBUTING.md",
    *("Makefile", "README.md", "pyproject.toml", "assets", "docs", "tests", *PACKAGES),
}
DRAWS = {"bokeh", "holoviews", "matplotlib", "panel", "param"}
MAX_LINES = 300
SHARED_NAMES = {"Cut", "Found", "Spot"}  # of two classes each; no others may be
MAX_FUNCTION_LINES = 60

MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
KERNELS = sorted(path for path in (ROOT / "engine/kernels").glob("*.py") if path.stem != "__init__")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def dispatchers(path: Path) -> dict[str, Dispatcher]:
    module = importlib.import_module(f"engine.kernels.{path.stem}")
    return {name: value for name, value in vars(module).items() if isinstance(value, Dispatcher)}


def test_there_is_something_to_hold():
    assert MODULES
    assert KERNELS


@pytest.mark.parametrize("path", KERNELS, ids=name_of)
def test_kernels_release_the_gil_and_are_cached(path):
    kernels = dispatchers(path)
    assert kernels
    assert [name for name, kernel in kernels.items() if not kernel.targetoptions.get("nogil")] == []
    assert [name for name, kernel in kernels.items() if kernel.stats.cache_path is None] == []


@pytest.mark.parametrize("path", KERNELS, ids=name_of)
def test_kernels_take_arrays_and_ints_so_import_only_numpy_and_numba(path):
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or "."] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported <= {"math", "numba", "numpy"}


def test_no_files_import_each_other_in_a_circle():
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)  # imports for types only count too
    imports = nx.DiGraph(
        (name, other) for name in graph.modules for other in graph.find_modules_directly_imported_by(name)
    )
    assert len(imports) > 250
    assert [sorted(files) for files in nx.strongly_connected_components(imports) if len(files) > 1] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_short(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_LINES
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= MAX_FUNCTION_LINES] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_list_of_formalisms_names_one(path):
    if name_of(path) == "engine/formalisms.py":
        return
    # A theory that has but one version has a package of its name.
    names = {*FORMALISMS, *(formalism.name for formalism in FORMALISMS.values())} - {"iit3"}
    constants = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert constants & names == set()


def test_the_root_holds_nothing_else():
    ignored = [
        line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line
    ]
    found = {
        path.name
        for path in ROOT.iterdir()
        if not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored)
    }
    assert found <= AT_ROOT


def test_tests_are_no_packages():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_no_page_is_named_like_a_package():
    """`panel serve apps/x.py` puts `apps` first on the path: such a page would shadow the package."""
    installed = {*PACKAGES, "panel", "bokeh", "numba", "numpy", "param", *sys.stdlib_module_names}
    assert {path.stem for path in (ROOT / "apps").glob("*.py") if path.stem[0] != "_"} & installed == set()


def loaded_by(*modules: str) -> set[str]:
    """Return the packages that are loaded in a process that imports the modules."""
    code = f"import sys, {', '.join(modules)}; print(*{{name.split('.')[0] for name in sys.modules}})"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_engine_imports_nothing_that_draws():
    assert loaded_by("engine") & DRAWS == set()


def test_print_imports_nothing_of_the_screen():
    figures = [f"viz.paper.{path.stem}" for path in (ROOT / "viz" / "paper").glob("[a-z]*.py")]
    assert loaded_by(*figures) & {"bokeh", "panel"} == set()


def test_no_two_classes_share_a_name():
    """Whoever reads a name knows which class is meant."""
    places: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(name_of(path))
    shared = {name: paths for name, paths in places.items() if len(paths) > 1}
    assert {name: paths for name, paths in shared.items() if name not in SHARED_NAMES} == {}
