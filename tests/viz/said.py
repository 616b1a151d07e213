"""All that viz says of a few small networks, as JSON: {where: texts}; run in a process of its own."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import fields, is_dataclass, replace

from bokeh.models import Axis, ColumnDataSource, LegendItem, Title
from matplotlib.text import Text

from engine.causation.account import account
from engine.causation.counterfactuals import analyse_link
from engine.causation.why_not import best_purview
from engine.iit4.choices import choose_purviews
from engine.iit4.complexes import complexes
from engine.iit4.cuts import cut_mechanism, cut_system
from engine.iit4.distinctions import PurviewChoice
from engine.iit4.integration import integrate
from engine.iit4.partitions import SystemPartition
from engine.iit4.purviews import analyse_purview
from engine.iit4.structure import unfold
from engine.iit4.survey import Ask, measure_all
from engine.iit4.system import candidate_system
from engine.substrate.functions import Logistic
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.substrate.tpm import state_of
from viz.html import markup, svg
from viz.html.account_svg import svg as account_svg
from viz.paper import account as account_paper
from viz.paper import arithmetic as arithmetic_paper
from viz.paper import compare as compare_paper
from viz.paper import complexes as complexes_paper
from viz.paper import course as course_paper
from viz.paper import distinctions as distinctions_paper
from viz.paper import link as link_paper
from viz.paper import pair as pair_paper
from viz.paper import raster as raster_paper
from viz.paper import relations as relations_paper
from viz.paper import repertoire as repertoire_paper
from viz.paper import scissors as scissors_paper
from viz.paper import space as space_paper
from viz.paper import state_graph as state_graph_paper
from viz.paper import structure as structure_paper
from viz.paper import substrate as substrate_paper
from viz.paper import tpm as tpm_paper
from viz.paper import whyzero as whyzero_paper
from viz.paper.page import Medium
from viz.screen import account as account_plot
from viz.screen import complexes as complexes_plot
from viz.screen import linked, space
from viz.screen import raster as raster_plot
from viz.screen import repertoire as repertoire_plot
from viz.screen import state_graph as state_graph_plot
from viz.screen import structure as structure_plot
from viz.screen import substrate as substrate_plot
from viz.screen import tpm as tpm_plot
from viz.theme import GREY, LIGHT
from viz.view.account import account_view
from viz.view.arithmetic import mechanism_arithmetic, system_arithmetic
from viz.view.camera import SeenView
from viz.view.compare import comparison_view, substrate_views
from viz.view.complexes import complexes_view
from viz.view.course import OF_STATES, QUANTITIES, over_states, over_time, over_values
from viz.view.cutting import mechanism_cut_view, system_cut_view
from viz.view.differences import Compared
from viz.view.distinctions import distinctions_view
from viz.view.faces import FaceChoice
from viz.view.letters import REASONS, letters, why_zero
from viz.view.link import link_arithmetic, link_view, nearest, what_if, what_if_title
from viz.view.pair import pair_view
from viz.view.raster import TrajectoryView, raster_view
from viz.view.relations import degree_rows, relation_rows, relations_view
from viz.view.scissors import Sliced, scissors_view
from viz.view.space import space_view
from viz.view.state_graph import at_state, state_graph_view
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view
from viz.view.ties import tie_sides
from viz.view.tpm import tpm_view
from viz.view.whyzero import explained_view, why_zero_view

KEYS = {"direction", "kind", "reason", "column", "differs", "by_hand", "choice", "key", "by", "ties"}
"""Fields whose text is for the code."""
SHOWN = {"about", "apart", "text"}
"""Columns of a plot's sources that are read."""
WEIGHTS = {"AA": -0.2, "AB": 0.7, "AC": 0.2, "BA": 0.7, "BB": -0.2, "CB": -0.8, "CC": 0.2}
UNITS = [Unit("A", Logistic(k=4.0)), Unit("B", Logistic(k=4.0)), Unit("C", Logistic(k=5.0))]
NOISY = Substrate(UNITS, [Edge(*pair, weight) for pair, weight in WEIGHTS.items()])
RULES = Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"})
OTHER = Substrate.from_rules({"A": "B", "B": "A & D", "D": "A ^ B"})
ALONE = Substrate([Unit("A", Logistic())], [])
CHAIN = Substrate([Unit("A", Logistic()), Unit("B", Logistic())], [Edge("A", "B")])
APART = Substrate([Unit("A", Logistic()), Unit("B", Logistic())], [])
COPIES = Substrate.from_rules({"A": "B", "B": "A"})
MANY = [f"U{i}" for i in range(11)]
WIDE = Substrate.from_rules(dict.fromkeys(MANY, "U0"))
BOTH = ("cause", "effect")


def strings(value):
    """Every text in a view, whatever it is made of."""
    if isinstance(value, str):
        yield str(value)  # of a phrase what it says
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in KEYS:
                yield from strings(getattr(value, field.name))
        for name in ("screen_text", "label", "text", "said", "verdict", "best_title"):
            if isinstance(getattr(type(value), name, None), property):
                yield from strings(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple | frozenset):
        for each in value:
            yield from strings(each)


def structures():
    """Systems with distinctions, with ties, chosen by hand, and without φ_s."""
    plain = unfold(NOISY, "aBC", ["A", "B"])
    ring = unfold(RULES, (1, 0, 0))
    tied = next(
        found
        for found in (unfold(COPIES, (1, 0)), ring, unfold(RULES, (0, 0, 0)))
        if any(side.congruent for d in found.distinctions for p in (d.cause, d.effect) for side in p.ties)
    )
    d, side = next(
        (d, side)
        for d in tied.distinctions
        for side in BOTH
        if any(t.congruent for t in getattr(d, side).ties)
    )
    taken = next(tie for tie in getattr(d, side).ties if tie.congruent)
    by_hand = choose_purviews(tied, [PurviewChoice(d.mechanism, side, taken.units)])
    return [plain, ring, tied, by_hand, unfold(COPIES, (1, 0), formalism="iit4-2026")]


def of_structures():
    for found in structures():
        for selected in (None, 0):
            yield structure_view(found, selected, 2)
        yield structure_view(found, 0, choice=FaceChoice(fold=True))
        yield SeenView(space_view(structure_view(found)))
        yield structure_view(found, choice=FaceChoice(0, fold=True))
        yield distinctions_view(found)
        yield degree_rows(found)
        yield relation_rows(found, 2, 0, 9)
        yield relations_view(found)
        yield [tie_sides(found, i) for i in range(len(found.distinctions))]
    yield list(map(why_zero, REASONS))
    for substrate, state in ((ALONE, (0,)), (CHAIN, (0, 1)), (APART, (0, 1)), (COPIES, (1, 1))):
        for formalism in ("iit4-2023", "iit4-2026"):
            found = unfold(substrate, state, formalism=formalism)
            yield [why_zero_view(substrate, found), structure_view(found), distinctions_view(found)]
            yield explained_view(substrate, state, found)


def of_substrates():
    found = unfold(NOISY, "aBC", ["A", "B"])
    yield substrate_view(NOISY, (0, 1, 1), found, complexes(NOISY, "aBC"))
    yield substrate_view(RULES, (0, 1, 1))
    for by in ("unit", "state"):
        yield tpm_view(NOISY, (0, 1, 1), by)
    yield tpm_view(WIDE, (0,) * 11)
    yield complexes_view("ABC", complexes(NOISY, "aBC"), ("A",))
    yield complexes_view("AB", complexes(APART, (0, 1)), ("A", "B"))
    for substrate in (NOISY, RULES, OTHER, WIDE, Substrate.from_weights([[0.5]], 1.0, "A")):
        yield at_state(state_graph_view(substrate), substrate, [(1,) + (0,) * (substrate.n - 1)])
    yield state_graph_view(Substrate.from_weights([[0.0] * 9] * 9, 1.0, MANY[:9]))


def of_courses():
    states = [state_of(row, RULES.radix) for row in range(8)]
    names = [letters("ABC", state) for state in states]
    found = dict(enumerate(measure_all([(RULES, state) for state in states[:7]], Ask())))
    for quantity in QUANTITIES:
        yield over_states(names, range(8), 3, found, quantity)
        yield over_states(names, range(8), 3, {}, quantity)
        yield over_values("k", (1.0, 2.0), [found[1], found[2]], 1.0, quantity)
    courses = tuple(over_time(names, range(8), 0, found, quantity) for quantity in OF_STATES)
    yield TrajectoryView(raster_view(RULES, states, jumps=(2,)), courses)


def of_pairs():
    for substrate, state in ((NOISY, (0, 1, 1)), (RULES, (1, 0, 0)), (CHAIN, (0, 1))):
        system = candidate_system(substrate, state)
        sets = [(u,) for u in system.labels] + [system.labels]
        for direction in BOTH:
            for mechanism in sets:
                for purview in sets:
                    yield from _pair(system, direction, mechanism, purview)


def _pair(system, direction, mechanism, purview):
    analysis = analyse_purview(system, direction, mechanism, purview)
    given = direction, mechanism, purview, analysis.specified
    cut = cut_mechanism(system, *given, analysis.partition)
    view = pair_view(system, analysis, cut)
    yield view
    yield [markup.states_markup(view, LIGHT), markup.arithmetic_markup(mechanism_arithmetic(cut, False))]
    drawing = mechanism_cut_view(system, *given, analysis.partition.parts)
    yield drawing
    yield [svg.drawing(drawing, LIGHT)]


def of_cuts():
    for substrate, state in ((NOISY, (0, 1, 1)), (RULES, (1, 0, 0)), (CHAIN, (0, 1)), (ALONE, (0,))):
        system = candidate_system(substrate, state)
        for formalism in ("iit4-2023", "iit4-2026"):
            found = integrate(system, formalism)[0]
            if found.mip is None:
                continue
            states = found.cause_state, found.effect_state
            best = cut_system(system, found.mip, *states)
            yield system_arithmetic(best, system.state, formalism, True)
            yield system_arithmetic(best, system.state, formalism, True, why_zero("reducible"))
            drawn = system_cut_view(substrate, state, system.labels, found.mip)
            yield drawn
            for k in range(1, system.n):
                parts = (system.labels[:k], system.labels[k:])
                for way in (*BOTH, "both"):
                    own = cut_system(system, SystemPartition(parts, (way, "both")), *states)
                    view = scissors_view(own, best)
                    yield [view, markup.comparison_markup(view)]
                    steps = system_arithmetic(own, state, formalism, False)
                    yield steps
                    for sum_ in (steps, None):
                        yield Sliced("aB", drawn, {"A": 1}, sum_, "", drawn, {"A": 1}, view, revealed=True)


def of_accounts():
    noisy = Substrate.from_rules({"A": "A | B", "B": "A & B", "C": "A ^ B"})
    for substrate, before, after, causes in (
        (RULES, (1, 0, 0), (0, 0, 1), None),
        (RULES, (1, 1, 1), (1, 1, 0), ("A", "B")),
        (noisy, (1, 1, 0), (1, 1, 0), None),
        (APART, (0, 1), (0, 1), None),
    ):
        found = account(substrate, before, after, causes)
        yield account_view(substrate, found)
        yield [account_svg(account_view(substrate, found, (0, 0)), LIGHT)]
        moved = found.transition
        for direction, sets in (("effect", moved.causes), ("cause", moved.effects)):
            for units in (*((u,) for u in sets), tuple(sets)):
                best = best_purview(substrate, moved, direction, units)
                analysis = analyse_link(substrate, moved, direction, units, best.purview)
                yield [link_view(analysis), link_arithmetic(analysis), nearest(best, analysis)]
                yield [what_if(analysis), what_if_title(analysis)]


def of_comparisons():
    left = Compared(NOISY, (0, 1, 1), unfold(NOISY, "aBC", ["A", "B"]))
    changed = Substrate(
        [Unit("A", Logistic(k=1.0)), *UNITS[1:]],
        [Edge("A", "B", 0.1), Edge("C", "A", 1.0), Edge("B", "A", 0.7)],
    )
    sides = [
        left,
        Compared(NOISY, (1, 1, 1), unfold(NOISY, "ABC", ties="smallest", formalism="iit4-2026")),
        Compared(changed, (1, 0, 1), unfold(changed, (1, 0, 1))),
        Compared(RULES, (1, 0, 0), unfold(RULES, (1, 0, 0))),
        Compared(OTHER, (1, 0, 0), unfold(OTHER, (1, 0, 0))),
        Compared(APART, (0, 1), unfold(APART, (0, 1))),
    ]
    for one in sides:
        for other in sides:
            yield comparison_view(one, other, only_differences=True)
            yield substrate_views(one, other)


def views():
    """All views, by where they are made."""
    makers = (of_structures, of_substrates, of_courses, of_pairs, of_cuts, of_accounts, of_comparisons)
    return {maker.__name__: list(maker()) for maker in makers}


def figures(found):
    """The texts of every figure for print, in colours and without."""
    draws = {
        "StructureView": structure_paper.draw,
        "SubstrateView": substrate_paper.draw,
        "TpmView": tpm_paper.draw,
        "CandidatesView": complexes_paper.draw,
        "StateGraphView": state_graph_paper.draw,
        "TrajectoryView": raster_paper.draw_trajectory,
        "RasterView": raster_paper.draw,
        "PairView": pair_paper.draw,
        "ArithmeticView": arithmetic_paper.draw,
        "AccountView": account_paper.draw,
        "ComparisonView": compare_paper.draw,
        "RepertoireView": repertoire_paper.draw,
        "DistinctionsView": distinctions_paper.draw_orders,
        "RelationsView": relations_paper.draw,
        "SeenView": space_paper.draw,
        "Sliced": scissors_paper.draw,
        "ExplainedView": whyzero_paper.draw,
        "Nearest": link_paper.draw_why_not,
    }
    for view in found:
        kind = type(view).__name__
        if kind == "CourseView":
            yield course_paper.draw([view])
        elif kind in draws:
            yield draws[kind](view)
            yield draws[kind](view, medium=Medium(GREY))
        if kind == "DistinctionsView":
            yield distinctions_paper.draw(view)


def plots(found):
    """The Bokeh plots of views."""
    kinds = {
        "StructureView": structure_plot.StructurePlot,
        "SubstrateView": substrate_plot.SubstratePlot,
        "TpmView": tpm_plot.TpmPlot,
        "CandidatesView": complexes_plot.LatticePlot,
        "RasterView": raster_plot.RasterPlot,
        "StateGraphView": state_graph_plot.StateGraphPlot,
        "AccountView": account_plot.AccountPlot,
        "RepertoireView": repertoire_plot.RepertoirePlot,
    }
    for view in found:
        kind = kinds.get(type(view).__name__)
        if kind is not None:
            plot = kind(LIGHT)
            plot.show(view)
            yield plot.figure


def read_of(figure):
    """Titles, names of axes and legends, and texts of glyphs."""
    for model in figure.references():
        if isinstance(model, Title):
            yield from strings(model.text)
        elif isinstance(model, Axis):
            yield from strings(model.axis_label)
        elif isinstance(model, LegendItem):
            yield from strings(model.label.value)
        elif isinstance(model, ColumnDataSource):
            yield from strings([list(column) for name, column in model.data.items() if name in SHOWN])


def unmarked(text):
    """A text without its tags; what screen readers hear of a drawing stays."""
    labels = re.findall(r"aria-label='([^']*)'", text)
    return " ".join([re.sub(r"<[^>]*>", " ", text), *labels])


def main():
    """Write all texts."""
    found = views()
    every = [view for several in found.values() for view in several]
    flat = [each for view in every for each in (view if isinstance(view, list | tuple) else [view])]
    flat += [pair.repertoire for pair in flat if type(pair).__name__ == "PairView"]
    told = {name: [unmarked(text) for text in strings(several)] for name, several in found.items()}
    drawn = few(flat)
    told["paper"] = [text.get_text() for figure in figures(drawn) for text in figure.findobj(Text)]
    told["paper"] += [t.get_text() for t in compare_paper.draw_substrates(substrate_pair()).findobj(Text)]
    told["screen"] = [text for figure in plots(drawn) for text in read_of(figure)]
    told["space"] = list(
        strings([space.scene(space_view(v), LIGHT) for v in of_kind(drawn, "StructureView")])
    )
    told["course"] = list(strings([linked.HEADINGS, linked.HELP]))
    json.dump({name: sorted(set(texts)) for name, texts in told.items()}, sys.stdout, ensure_ascii=False)


def of_kind(found, kind):
    return [view for view in found if type(view).__name__ == kind]


def few(found):
    """Views of which no two of a kind say the same, a few of a kind."""
    kept = {}
    for view in found:
        if is_dataclass(view):
            of_its_kind = kept.setdefault(type(view).__name__, {})
            if len(of_its_kind) < 6:
                of_its_kind.setdefault(re.sub(r"[\d.]", "", " ".join(strings(view))), view)
    return [view for several in kept.values() for view in several.values()]


def substrate_pair():
    one = Compared(NOISY, (0, 1, 1), unfold(NOISY, "aBC", ["A", "B"]))
    return substrate_views(one, replace(one, state=(1, 1, 1)))


if __name__ == "__main__":
    main()
