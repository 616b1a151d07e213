"""The exports of the grain view: macro beside micro, φ_s by grain, a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import exports_of
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.grain.answers import AcrossGrains, FromTpmToTpm, MacroBesideMicro
    from apps.views.grain.settings import GrainSettings
    from apps.workspace.workspace import Workspace


def grain_exports(
    desk: Workspace,
    comparing: MacroBesideMicro,
    search: AcrossGrains,
    between: FromTpmToTpm,
    settings: GrainSettings,
) -> ExportMenu:
    """Return the export menu of the grain view."""

    def exhibit() -> Exhibit | None:
        found, searched = comparing.findings, search.findings
        known = found or searched
        if known is None:
            return None
        snapshot = known.snapshot
        asked = search.question(snapshot)
        same = searched is not None and search.question(searched.snapshot) == asked
        return Exhibit(
            snapshot,
            comparison=None if found is None else found.answer,
            grains=searched.answer if searched is not None and same else None,
            grain_steps=between.answer if between.is_about(snapshot) else None,
            macro_unit=settings.unit or None,
            grain_bounds=settings.bounds,
        )

    menu = ExportMenu(desk.document, desk.runner, exhibit, exports_of("grain"))
    for answer in (comparing, search):
        answer.param.watch(menu.refresh, "findings")
    return menu
