"""Bokeh's defaults are the same whether they are remembered or not, and never shared when they can change."""

import subprocess
import sys
from pathlib import Path

CODE = """
from bokeh import models, plotting, themes
from bokeh.core.property.bases import Property
from bokeh.model import Model
from apps.repairs import bokeh_defaults
import panel.models, panel_material_ui  # for their models

fresh = Property.themed_default

def asked():
    found = {}
    for name, kind in Model.model_class_reverse_map.items():
        try:
            model = kind()
        except Exception:
            continue  # of no use without arguments
        for each in kind.properties():
            look_up = getattr(kind.lookup(each), "_get", None)
            if look_up is None:
                continue  # another name of one of them
            value = look_up(model)
            found[name, each] = (type(value), value if type(value) in bokeh_defaults.PLAIN else None)
    return found

def dressed():
    plot = plotting.figure(title="t")
    before = plot.xaxis[0].axis_label_text_color
    themes.Theme(json={"attrs": {"Axis": {"axis_label_text_color": "red"}}}).apply_to_model(plot.xaxis[0])
    during = plot.xaxis[0].axis_label_text_color
    plot.xaxis[0].unapply_theme()
    plot.xaxis[0].unapply_theme()
    return before, during, plot.xaxis[0].axis_label_text_color

first, look = asked(), dressed()
bokeh_defaults.remember()
bokeh_defaults.remember()
assert Property.themed_default is not fresh
for again in (asked(), asked()):
    assert again.keys() == first.keys() and len(first) > 10_000, len(first)
    wrong = [key for key in first if first[key] != again[key]]
    assert not wrong, wrong[:5]
assert dressed() == look and look[1] == "red" != look[0]
a, b = models.ColumnDataSource(), models.ColumnDataSource()
a.data["x"] = [1]
assert "x" not in b.data and a.selected is not b.selected
one, two = plotting.figure(), plotting.figure()
assert one.toolbar is not two.toolbar and one.x_range is not two.x_range
"""


def test_remembered_defaults_are_those_that_were_not_and_none_is_shared():
    # in a process of its own: nothing else here is to run on what is remembered
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", CODE], cwd=root, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr[-2000:]
