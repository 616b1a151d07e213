"""All that makes pages cheaper to build, for every page of a process."""

from __future__ import annotations

from bokeh.settings import settings

from apps.repairs import bokeh_defaults, data_definitions, read_parameters


def lighten() -> None:
    """Do without what building a page need not do; a second call changes nothing."""
    bokeh_defaults.remember()
    data_definitions.remember()
    read_parameters.repair()
    # It only logs, of layouts that tests have seen, and walks every model of every page for that.
    settings.perform_document_validation.set_value(False)
    # It looks at the signatures of the thousand callbacks that Panel makes for a page: a tenth of its cost.
    settings.perform_error_diagnostics.set_value(False)
