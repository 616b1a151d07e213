"""The linked plots of a result as one HTML file that opens offline."""

from __future__ import annotations

from apps.figures.cite import methods
from apps.results.exhibit import Exhibit
from viz.screen.linked import linked_page
from viz.screen.linked_views import linked_views


def linked_html(exhibit: Exhibit) -> bytes:
    """Return the HTML file; of a large structure only the first distinctions can be picked."""
    snapshot = exhibit.snapshot
    views = linked_views(snapshot.substrate, snapshot.state, exhibit.unfolded(), [methods(exhibit)])
    return linked_page(views).encode()
