"""A table of the page links to no style sheet: the page would wait for those that never load."""

import pandas as pd
import panel as pn
import pytest
from bokeh.models import ImportedStyleSheet

from apps.ui.table_widget import CELL, table

# Panel 1.9 under pandas 3
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword")


@pytest.mark.parametrize("design", [None, pn.theme.Material, pn.theme.Native])
def test_no_sheet_is_linked(design):
    shown = table({"name": "Name", "phi": "φ"}, ("phi",))
    if design is not None:
        shown.design = design
    model = shown.get_root()
    assert not [sheet for sheet in model.stylesheets if isinstance(sheet, ImportedStyleSheet)]
    assert any(".tabulator-row" in sheet for sheet in model.stylesheets)


def test_columns_keep_their_kind_while_empty_and_filled():
    shown = table({"name": "Name", "phi": "φ"}, ("phi",))
    assert list(shown.value.dtypes) == [shown.value["name"].dtype, float]
    shown.value = pd.DataFrame({"name": ["a"], "phi": [0.5]})
    assert set(shown.formatters.values()) == {CELL}
