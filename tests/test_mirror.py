"""Every module has its test: a file of its name in the mirrored folder, or the one that the table says."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
PACKAGES = ("engine", "viz", "apps")

# Module: the test that covers it, for modules that are best tested together. A module with a test file of its
# own needs no line.
COVERED: dict[str, str] = {
    "apps.cli.again": "apps/cli/test_notebook.py",
    "apps.manual.agreement": "apps/manual/test_hooks.py",
    "apps.manual.elsewhere": "apps/manual/test_reference.py",
    "apps.manual.file_pages": "apps/manual/test_reference.py",
    "apps.manual.lesson_pages": "apps/manual/test_reference.py",
    "apps.manual.pages": "apps/manual/test_hooks.py",
    "apps.manual.pictures": "apps/manual/test_gallery.py",
    "apps.manual.python_pages": "apps/manual/test_reference.py",
    "apps.manual.speed": "apps/manual/test_hooks.py",
    "apps.manual.survey_pages": "apps/manual/test_reference.py",
    "apps.repairs.data_definitions": "apps/repairs/test_light_pages.py",
    "apps.repairs.read_parameters": "apps/repairs/test_light_pages.py",
    "apps.classroom.records": "apps/classroom/test_room.py",
    "apps.classroom.store": "apps/classroom/test_room.py",
    "apps.classroom.strip": "apps/classroom/test_seat.py",
    "apps.classroom.teach_cards": "apps/classroom/test_teach.py",
    "apps.handlers": "apps/test_gate.py",
    "apps.serving.visitor": "apps/test_gate.py",
    "apps.lessons.answers": "apps/lessons/test_values.py",
    "apps.lessons.hands": "apps/lessons/test_guide.py",
    "apps.lessons.rail": "apps/lessons/test_guide.py",
    "apps.lessons.cards": "apps/lessons/test_walk.py",
    "apps.lessons.facts": "apps/lessons/test_values.py",
    "apps.lessons.lesson": "apps/lessons/test_compose.py",
    "apps.lessons.schema": "apps/lessons/test_compose.py",
    "apps.jobs.complex_finder": "apps/views/complexes/test_page.py",
    "apps.jobs.errand": "apps/jobs/test_background_answer.py",
    "apps.figures.plot_kind": "apps/figures/test_figure.py",
    "apps.workspace.lecture.pen": "apps/workspace/lecture/test_lecture.py",
    "apps.results.limits": "apps/results/test_pairs.py",
    "apps.ui.view_hooks": "apps/ui/test_hooks.py",
    "apps.views.explore.inside": "apps/views/explore/test_page.py",
    "apps.ui.text_area": "apps/editor/test_text_view.py",
    "apps.views.versions.comparing": "apps/views/versions/test_page.py",
    "apps.views.versions.chosen_axes": "apps/views/versions/test_page.py",
    "apps.views.versions.marks": "apps/views/versions/test_page.py",
    "apps.views.versions.states_pane": "apps/views/versions/test_page.py",
    "viz.view.version_states": "apps/results/test_version_states.py",
    "viz.paper.version_states": "apps/results/test_version_states.py",
    "apps.views.versions.concept_pane": "apps/views/versions/test_page.py",
    "viz.html.concept_bars": "apps/views/versions/test_page.py",
    "apps.views.versions.cut_pane": "apps/views/versions/test_page.py",
    "apps.views.versions.constellation_pane": "apps/views/versions/test_page.py",
    "apps.views.versions.exports": "apps/views/versions/test_page.py",
    "apps.views.versions.panes": "apps/views/versions/test_page.py",
    "apps.views.grain.answers": "apps/views/grain/test_page.py",
    "apps.views.grain.board": "apps/views/grain/test_page.py",
    "apps.views.grain.exports": "apps/views/grain/test_page.py",
    "apps.views.grain.marks": "apps/views/grain/test_page.py",
    "apps.views.grain.panes": "apps/views/grain/test_page.py",
    "apps.views.grain.settings": "apps/views/grain/test_page.py",
    "apps.views.grain.space_pane": "apps/views/grain/test_page.py",
    "apps.views.grain.steps_pane": "apps/views/grain/test_page.py",
    "apps.views.grain.units_pane": "apps/views/grain/test_page.py",
    "apps.results.surveys": "apps/results/test_atlas.py",
    "apps.results.atlas_views": "apps/results/test_atlas.py",
    "apps.figures.atlas_tables": "apps/results/test_atlas.py",
    "viz.paper.atlas": "apps/results/test_atlas.py",
    "viz.paper.parallel": "apps/results/test_atlas.py",
    "viz.paper.plane": "apps/results/test_plane.py",
    "viz.screen.plane": "viz/view/test_plane.py",
    "apps.views.atlas.axes": "apps/views/atlas/test_page.py",
    "apps.views.atlas.choosing": "apps/views/atlas/test_page.py",
    "apps.views.atlas.exports": "apps/views/atlas/test_page.py",
    "apps.views.atlas.number_field": "apps/views/atlas/test_page.py",
    "apps.views.atlas.map_pane": "apps/views/atlas/test_page.py",
    "apps.views.atlas.picked": "apps/views/atlas/test_page.py",
    "apps.views.atlas.plane_pane": "apps/views/atlas/test_page.py",
    "apps.views.atlas.settings": "apps/views/atlas/test_page.py",
    "apps.views.atlas.surveying": "apps/views/atlas/test_page.py",
    "apps.results.grain_views": "apps/results/test_grains.py",
    "viz.paper.grain": "apps/results/test_grains.py",
    "viz.paper.grain_space": "apps/results/test_grains.py",
    "viz.paper.mapping": "apps/results/test_grains.py",
    "viz.html.grain_steps": "viz/view/test_grain_steps.py",
    "viz.paper.titles": "viz/view/test_grain_steps.py",
    "viz.paper.grain_steps": "viz/view/test_grain_steps.py",
    "viz.screen.grain_space": "viz/view/test_grain_space.py",
    "viz.shapes.grains": "viz/view/test_grain_space.py",
    "engine.grain.admission": "engine/grain/test_search.py",
    "engine.grain.records": "engine/grain/test_search.py",
    "engine.iit4.exclusion": "engine/iit4/test_complexes.py",
    "engine.iit4.grain_record": "engine/grain/test_unfolding.py",
    "engine.iit4.ruled_out": "engine/large/test_search.py",
    "engine.iit4.phi_structure": "engine/iit4/test_structure.py",
    "engine.atlas.families": "engine/atlas/test_recipe.py",
    "engine.atlas.members": "engine/atlas/test_recipe.py",
    "engine.atlas.options": "engine/atlas/test_recipe.py",
    "engine.atlas.table": "engine/atlas/test_surveying.py",
    "engine.atlas.work": "engine/atlas/test_surveying.py",
    "engine.recompute.options": "engine/recompute/test_config.py",
    "engine.recompute.theirs": "engine/recompute/test_compare.py",
    "engine.substrate.formats.pyphi_objects": "engine/substrate/formats/test_pyphi.py",
    "engine.saved.archive": "engine/saved/test_results.py",
    "engine.saved.codec": "engine/saved/test_results.py",
    "engine.run.containers": "engine/run/test_memory.py",
    "engine.substrate.formats.cells": "engine/substrate/formats/test_tables.py",
    "engine.substrate.formats.readings": "engine/substrate/formats/test_tables.py",
    "engine.substrate.formats.script_rules": "engine/substrate/formats/test_script_lines.py",
    "engine.substrate.state_words": "engine/substrate/test_states.py",
    "viz.html.versions": "apps/views/versions/test_page.py",
    "viz.view.arithmetic_steps": "viz/view/test_arithmetic.py",
    "viz.paper.relation_matrix": "viz/view/test_relation_matrix.py",
    "viz.screen.relation_matrix": "viz/view/test_relation_matrix.py",
    "viz.paper.concept_bars": "viz/view/test_concept_bars.py",
    "viz.view.concept_space": "viz/view/test_constellation.py",
    "viz.html.star_key": "viz/view/test_constellation.py",
    "viz.paper.constellation": "viz/view/test_constellation.py",
    "viz.screen.constellation": "viz/view/test_constellation.py",
    "viz.shapes.stars": "viz/view/test_constellation.py",
    "viz.view.star": "viz/view/test_constellation.py",
    "viz.view.concepts": "apps/results/test_versions.py",
    "viz.view.versions": "apps/results/test_versions.py",
    "viz.view.link_text": "viz/view/test_account.py",
    "engine.iit3.concepts": "engine/iit3/test_structure.py",
    "engine.iit3.constellations": "engine/iit3/test_structure.py",
    "engine.iit3.cuts": "engine/iit3/test_structure.py",
    "engine.iit3.layout": "engine/iit3/test_structure.py",
    "engine.iit3.mechanisms": "engine/iit3/test_structure.py",
    "engine.iit3.minimum_cut": "engine/iit3/test_structure.py",
    "engine.iit3.system": "engine/iit3/test_structure.py",
    "engine.kernels.iit3_causes": "engine/iit3/test_structure.py",
    "engine.kernels.iit3_tables": "engine/iit3/test_ranking.py",
    "engine.substrate.formats.script": "engine/substrate/test_script.py",
    "viz.hull": "viz/shapes/test_sketch.py",
    "viz.view.candidate_rows": "viz/view/test_complexes.py",
    "viz.view.walk_graph": "apps/results/test_ahead.py",
    "apps.results.scaling": "apps/results/test_simulation.py",
    "apps.results.simulation_views": "apps/results/test_simulation.py",
    "apps.views.computer.running": "apps/views/computer/test_page.py",
    "apps.views.computer.controls": "apps/views/computer/test_page.py",
    "apps.views.computer.panes": "apps/views/computer/test_page.py",
    "apps.views.computer.exports": "apps/views/computer/test_page.py",
    "apps.ui.play_keys": "apps/views/computer/test_page.py",
    "viz.view.simulation": "apps/results/test_simulation.py",
    "viz.view.scaling": "apps/results/test_simulation.py",
    "viz.view.simulation_marks": "apps/results/test_simulation.py",
    "viz.view.computer_layout": "apps/results/test_simulation.py",
    "viz.shapes.simulation": "apps/results/test_simulation.py",
    "viz.screen.simulation": "apps/results/test_simulation.py",
    "viz.screen.scaling": "apps/results/test_simulation.py",
    "viz.screen.target": "apps/results/test_simulation.py",
    "viz.paper.simulation": "apps/results/test_simulation.py",
    "viz.paper.scaling": "apps/results/test_simulation.py",
    "viz.html.account_svg": "viz/view/test_account.py",
    "viz.html.markup": "viz/view/test_arithmetic.py",
    "viz.html.svg": "viz/view/test_cutting.py",
    "viz.numbers": "viz/test_theme.py",
    "viz.paper.account": "viz/view/test_account.py",
    "viz.paper.arithmetic": "viz/view/test_arithmetic.py",
    "viz.paper.compare": "viz/view/test_compare.py",
    "viz.paper.complexes": "viz/view/test_complexes.py",
    "viz.paper.composer": "viz/paper/test_paper.py",
    "viz.paper.course": "viz/paper/test_dynamics.py",
    "viz.paper.distinctions": "viz/paper/test_paper.py",
    "viz.paper.export": "viz/paper/test_paper.py",
    "viz.paper.link": "apps/figures/test_preset_figures.py",
    "viz.paper.matrix": "apps/figures/test_preset_figures.py",
    "viz.paper.page": "viz/paper/test_dynamics.py",
    "viz.paper.pair": "viz/paper/test_dynamics.py",
    "viz.paper.raster": "viz/paper/test_dynamics.py",
    "viz.paper.relations": "apps/figures/test_preset_figures.py",
    "viz.paper.repertoire": "viz/paper/test_paper.py",
    "viz.paper.scissors": "apps/figures/test_preset_figures.py",
    "viz.paper.sight": "viz/view/test_space.py",
    "viz.paper.space": "viz/view/test_space.py",
    "viz.paper.space_texts": "viz/view/test_space.py",
    "viz.paper.state_graph": "viz/paper/test_dynamics.py",
    "viz.paper.structure": "viz/paper/test_paper.py",
    "viz.paper.substrate": "viz/paper/test_paper.py",
    "viz.paper.tpm": "viz/paper/test_paper.py",
    "viz.paper.whyzero": "apps/figures/test_preset_figures.py",
    "viz.screen.account": "viz/view/test_account.py",
    "viz.screen.account_spots": "viz/view/test_account.py",
    "viz.screen.complexes": "viz/view/test_complexes.py",
    "viz.screen.course": "viz/view/test_dynamics.py",
    "viz.screen.frame": "viz/screen/test_screen.py",
    "viz.screen.linked_views": "viz/test_notebook.py",
    "viz.screen.linked": "apps/figures/test_linked_html.py",
    "viz.screen.pointer": "viz/screen/test_screen.py",
    "viz.screen.raster": "viz/view/test_dynamics.py",
    "viz.screen.repertoire": "viz/screen/test_screen.py",
    "viz.screen.space": "viz/view/test_space.py",
    "viz.screen.state_graph": "viz/view/test_dynamics.py",
    "viz.screen.structure": "viz/screen/test_screen.py",
    "viz.screen.structure_texts": "viz/screen/test_screen.py",
    "viz.screen.substrate": "viz/screen/test_screen.py",
    "viz.screen.tpm": "viz/screen/test_screen.py",
    "viz.shapes.dots": "viz/view/test_complexes.py",
    "viz.shapes.sketch": "viz/html/test_thumbnail.py",
    "viz.shapes.states": "viz/view/test_dynamics.py",
    "viz.shapes.strands": "viz/view/test_account.py",
    "viz.view.axes": "viz/view/test_compare.py",
    "viz.view.basins": "viz/view/test_dynamics.py",
    "viz.view.camera": "viz/view/test_space.py",
    "viz.view.columns": "viz/view/test_account.py",
    "viz.view.course": "viz/view/test_dynamics.py",
    "viz.view.differences": "viz/view/test_compare.py",
    "viz.view.distinctions": "viz/view/test_views.py",
    "viz.view.faces": "viz/view/test_structure.py",
    "viz.view.labelled": "viz/shapes/test_names.py",
    "viz.view.link": "viz/view/test_account.py",
    "viz.view.matrix": "apps/results/test_substrate_views.py",
    "viz.view.naming": "viz/view/test_views.py",
    "viz.view.pair": "viz/paper/test_dynamics.py",
    "viz.view.places": "viz/view/test_structure.py",
    "viz.view.raster": "viz/view/test_dynamics.py",
    "viz.view.repertoire": "viz/view/test_views.py",
    "viz.view.scissors": "viz/view/test_arithmetic.py",
    "viz.view.state_graph": "viz/view/test_dynamics.py",
    "viz.view.substrate": "viz/view/test_views.py",
    "viz.view.ties": "apps/views/explore/test_glyphs_pane.py",
    "viz.view.tpm": "viz/view/test_views.py",
    "viz.view.whyzero": "viz/view/test_cutting.py",
    "apps.__main__": "apps/cli/test_cli.py",
    "apps.cli.commands": "apps/cli/test_cli.py",
    "apps.cli.figure": "apps/figures/test_figure.py",
    "apps.document.edits": "apps/document/test_document.py",
    "apps.document.gestures": "apps/editor/test_read_gesture.py",
    "apps.figures.cite": "apps/figures/test_exports.py",
    "apps.figures.recipe": "apps/figures/test_scripts.py",
    "apps.figures.runs": "apps/figures/test_scripts.py",
    "apps.figures.survey_code": "apps/figures/test_scripts.py",
    "apps.figures.cite_concepts": "apps/figures/test_version_tables.py",
    "apps.figures.plots": "apps/figures/test_figure.py",
    "apps.figures.cite_large": "apps/results/test_simulation.py",
    "apps.figures.result_tables": "apps/figures/test_exports.py",
    "apps.figures.table_files": "apps/figures/test_latex.py",
    "apps.jobs.analysis": "apps/results/test_tasks.py",
    "apps.jobs.background_answer": "apps/views/dynamics/test_sweep_pane.py",
    "apps.results.findings": "apps/results/test_pairs.py",
    "apps.views.causation.accounting": "apps/views/causation/test_causation.py",
    "apps.views.causation.marks": "apps/views/causation/test_causation.py",
    "apps.selection.causal_selection": "apps/views/causation/test_page.py",
    "apps.editor.marks": "apps/editor/test_drawing.py",
    "apps.views.causation.exports": "apps/views/causation/test_page.py",
    "apps.views.causation.link_pane": "apps/views/causation/test_page.py",
    "apps.views.causation.links_table": "apps/views/causation/test_causation.py",
    "apps.views.causation.panes": "apps/views/causation/test_page.py",
    "apps.views.causation.rules_pane": "apps/views/causation/test_causation.py",
    "apps.views.causation.state_row": "apps/views/causation/test_causation.py",
    "apps.views.causation.states": "apps/views/causation/test_page.py",
    "apps.document.transition": "apps/views/causation/test_causation.py",
    "apps.views.causation.what_if": "apps/views/causation/test_page.py",
    "apps.views.compare.compared_side": "apps/views/compare/test_page.py",
    "apps.views.compare.controls": "apps/views/compare/test_page.py",
    "apps.views.compare.exports": "apps/views/compare/test_page.py",
    "apps.views.compare.panes": "apps/views/compare/test_page.py",
    "apps.views.compare.right_in_link": "apps/views/compare/test_compare.py",
    "apps.views.compare.right_side": "apps/views/compare/test_compare.py",
    "apps.views.complexes.exports": "apps/views/complexes/test_page.py",
    "apps.views.complexes.panes": "apps/views/complexes/test_page.py",
    "apps.views.complexes.search": "apps/views/complexes/test_page.py",
    "apps.views.dynamics.curves": "apps/views/dynamics/test_page.py",
    "apps.views.dynamics.exports": "apps/views/dynamics/test_page.py",
    "apps.views.dynamics.landscape": "apps/views/dynamics/test_page.py",
    "apps.views.dynamics.panes": "apps/views/dynamics/test_page.py",
    "apps.views.explore.explain_pane": "apps/views/explore/test_page.py",
    "apps.views.explore.explain_sheet": "apps/views/explore/test_page.py",
    "apps.views.explore.explain_steps": "apps/results/test_own_partition.py",
    "apps.views.explore.exports": "apps/views/explore/test_page.py",
    "apps.views.explore.panes": "apps/views/explore/test_page.py",
    "apps.views.explore.scissors_pane": "apps/figures/test_printed_views.py",
    "apps.views.explore.structure_pane": "apps/views/explore/test_page.py",
    "apps.workspace.documents.autosave": "apps/workspace/documents/test_recent_windows.py",
}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def passes_on(path: Path) -> bool:
    """Whether a module only passes on what other modules have."""
    plain = ast.Import | ast.ImportFrom | ast.Expr
    names = [node for node in tree(path).body if isinstance(node, ast.Assign)]
    said = all(isinstance(target, ast.Name) and target.id == "__all__" for n in names for target in n.targets)
    return said and all(isinstance(node, plain | ast.Assign) for node in tree(path).body)


EVERY = {name_of(path): path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))}
MODULES = {name: path for name, path in EVERY.items() if path.stem != "__init__" and not passes_on(path)}


def own_test(module: str) -> Path:
    """Where the test of a module stands in the mirrored folder."""
    *rooms, stem = module.split(".")
    return TESTS.joinpath(*rooms, f"test_{stem.strip('_')}.py")


@cache
def imported(path: Path) -> frozenset[str]:
    """The modules of the house that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return frozenset(found & EVERY.keys())


def covers(test: Path, module: str) -> bool:
    """Whether a test names a module, imports it, or imports what is made of it."""
    direct = imported(test)
    near = direct.union(*(imported(EVERY[name]) for name in direct))
    room, _, stem = module.rpartition(".")
    said = (module, f"from {room} import {stem}")
    return module in near or any(words in test.read_text(encoding="utf-8") for words in said)


def test_every_module_has_a_test():
    without = [name for name in MODULES if name not in COVERED and not own_test(name).exists()]
    where = {name: str(own_test(name).relative_to(ROOT)) for name in without}
    assert not without, f"Write these tests, or say in COVERED which test covers the module: {where}"


@pytest.mark.parametrize("module", [name for name in MODULES if own_test(name).exists()])
def test_a_test_of_its_own_is_about_the_module(module):
    assert covers(own_test(module), module)


@pytest.mark.parametrize(("module", "test"), COVERED.items())
def test_the_table_holds(module, test):
    assert module in MODULES, "There is no such module any more, or it only passes on what others have."
    assert (TESTS / test).is_file()
    assert covers(TESTS / test, module), "The test neither names the module nor imports it."
