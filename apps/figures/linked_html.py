"""The linked plots of a result as one HTML file that opens offline."""

from __future__ import annotations

from dataclasses import replace

from apps.figures.cite import methods
from apps.results.exhibit import Exhibit
from apps.results.repertoires import views
from engine.words import tr
from viz.screen.linked import LinkedViews, linked_page
from viz.view.distinctions import distinctions_view
from viz.view.letters import caption, letters
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view

FACES = 12_000
"""Most relation faces in the file; every Φ-fold has faces of its own."""
MOST = 64
"""Most distinctions that have their Φ-fold in the file."""


def linked_html(exhibit: Exhibit) -> bytes:
    """Return the HTML file; of a large structure only the first `MOST` distinctions can be picked."""
    structure, snapshot = exhibit.unfolded(), exhibit.snapshot
    kept = structure.distinctions[:MOST]
    most = min(1000, FACES // (len(kept) + 1))
    picks = (None, *range(len(kept)))
    table = distinctions_view(structure)
    notes = [caption(structure), methods(exhibit)]
    if len(kept) < len(structure.distinctions):
        notes.append(
            tr(
                "The first {most} of {count:,} distinctions can be picked here.",
                most=MOST,
                count=len(structure.distinctions),
            )
        )
    drawn = substrate_view(snapshot.substrate, snapshot.state, structure)
    state = letters(snapshot.substrate.labels, snapshot.state)
    page = LinkedViews(
        title=" · ".join(filter(None, [snapshot.substrate.name, tr("state {state}", state=state)])),
        structures=[structure_view(structure, pick, most) for pick in picks],
        repertoires=[views(snapshot, kept[pick or 0]) for pick in picks] if kept else (),
        distinctions=replace(table, rows=table.rows[:MOST]),
        substrate=drawn,
        mechanisms=[tuple(each.mechanism) for each in kept],
        tpm=tpm_view(snapshot.substrate, snapshot.state),
        about="\n".join(notes),
    )
    return linked_page(page).encode()
