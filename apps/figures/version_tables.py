"""Tables of the versions of the theory: side by side, over all states, and what IIT 3.0 lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apps.figures.table_files import TableFile, escaped
from apps.results.compare_views import over_states
from apps.results.exhibit import Exhibit
from apps.results.versions import Version, system_text
from engine.words import tr
from viz.view.concepts import NULL, ConceptsView, concepts_caption, concepts_view
from viz.view.letters import plain_letters
from viz.view.versions import value_of, versions_view, winners

if TYPE_CHECKING:
    from engine.iit3.structure import ConceptualStructure


def versions_table(exhibit: Exhibit) -> TableFile:
    """Return a row for each version of the theory."""
    found, system = exhibit.versioned(), system_text(exhibit.snapshot)
    view = versions_view(system, found)
    columns = {
        "formalism": [each.formalism.key for each in found],
        "measure": [each.formalism.measure for each in found],
        "value": [value_of(each) for each in found],
        "unit": [row.unit for row in view.rows],
        "reason": [_reason(each) for each in found],
        "partition": [row.partition for row in view.rows],
        "elements": [_count(each.structure, each.formalism.elements) for each in found],
        "relations": [_relations(each.structure) for each in found],
        "complexes": [_complexes(each) for each in found],
    }
    headings = {
        "formalism": escaped(tr("Version")), "measure": escaped(tr("Measure")), "value": escaped(tr("Value")),
        "unit": escaped(tr("Unit")), "partition": escaped(tr("Minimum partition")),
        "elements": escaped(tr("Inside")), "relations": escaped(tr("Relations")),
        "complexes": escaped(tr("Complexes")),
    }  # fmt: skip
    said = {
        "formalism": [row.name for row in view.rows],
        "measure": [row.symbol for row in view.rows],
        "elements": [row.elements for row in view.rows],
        "relations": [row.relations for row in view.rows],
        "complexes": [row.complexes for row in view.rows],
    }
    return TableFile(" ".join([f"{system}.", *view.why]), columns, headings, said)


def concepts_table(exhibit: Exhibit) -> TableFile:
    """Return the concepts of IIT 3.0."""
    found = exhibit.conceived()
    view = concepts_view(found)
    columns = {
        name: [getattr(row, name) for row in view.concepts]
        for name in ("mechanism", "past", "future", "phi_past", "phi_future", "phi", "fate")
    }
    headings = {
        "mechanism": escaped(tr("Mechanism")), "past": escaped(tr("Past")), "future": escaped(tr("Future")),
        "phi_past": r"$\varphi$ (past)", "phi_future": r"$\varphi$ (future)", "phi": r"$\varphi$",
        "fate": escaped(tr("After the cut")),
    }  # fmt: skip
    said = {"fate": [row.after_cut for row in view.concepts]}
    return TableFile(_about(view, found), columns, headings, said)


def transport_table(exhibit: Exhibit) -> TableFile:
    """Return what the minimum cut of IIT 3.0 moves; the costs sum to Φ."""
    found = exhibit.conceived()
    view = concepts_view(found)
    columns: dict[str, list[Any]] = {
        name: [getattr(move, name) for move in view.moves] for name in ("mass", "distance", "cost")
    }
    said = {name: [getattr(move, name) for move in view.moves] for name in ("source", "target")}
    named = {name: ["" if each == str(NULL) else each for each in column] for name, column in said.items()}
    headings = {
        "source": escaped(tr("From")), "target": escaped(tr("To")), "mass": escaped(tr("φ moved")),
        "distance": escaped(tr("Distance")), "cost": escaped(tr("Cost")),
    }  # fmt: skip
    about = f"{view.title}. {view.cut} {concepts_caption(found)}."
    return TableFile(about, named | columns, headings, said)


def version_states_table(exhibit: Exhibit) -> TableFile:
    """Return a row for each state, with what each version says of it."""
    view = over_states(exhibit)
    columns: dict[str, list[Any]] = {"state": [row.state for row in view.rows]}
    headings = {"state": escaped(tr("State"))}
    said: dict[str, list[str]] = {}
    for i, each in enumerate(exhibit.version_states or ()):
        formalism, found = each.formalism, each.found
        name = f"{formalism.key}_{formalism.measure}"
        columns |= {
            name: ["" if one.value is None else one.value for one in found],
            f"{formalism.key}_{formalism.elements}": [
                "" if one.count is None else one.count for one in found
            ],
            f"{formalism.key}_reason": [one.reason or ("refused" if one.problem else "") for one in found],
        }
        headings[name] = escaped(f"{formalism.name}: {formalism.symbol} ({formalism.units})")
        said[name] = [row.values[i] for row in view.rows]
    about = " ".join(filter(None, [f"{view.title}.", view.note, f"{view.caption}."]))
    return TableFile(about, columns, headings, said)


def _reason(found: Version) -> str:
    """Return why the value is 0, or that there is none, as results write it."""
    return "refused" if found.structure is None else found.structure.reason or ""


def _count(structure: Any, name: str) -> int | str:
    return "" if structure is None else len(getattr(structure, name))


def _relations(structure: Any) -> int | str:
    """Return the number of relations; empty where there are none to count."""
    relations = getattr(structure, "relations", None)
    return "" if relations is None else relations.count


def _complexes(found: Version) -> str:
    if found.complexes is None:
        return ""
    return ";".join(plain_letters(units) for units, _value in winners(found))


def _about(view: ConceptsView, structure: ConceptualStructure) -> str:
    return f"{view.title}. {view.cut} {view.cores} {concepts_caption(structure)}."
