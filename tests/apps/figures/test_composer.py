"""Which plot stands in which panel of one figure."""

from apps.figures.composer import EMPTY, Composer
from apps.figures.plots import MAX_PANELS
from parts import part


def test_the_choices_are_made_when_they_are_first_shown():
    composer = Composer(("structure", "substrate", "tpm"))
    assert composer.panels == ()
    assert len(composer.view) == 0
    composer.show(True)
    assert len(composer.view) == MAX_PANELS
    assert composer.view.visible
    assert composer.panels == ("substrate", "structure")  # no table of distinctions is offered here


def test_empty_panels_close_up_and_choices_outlast_hiding():
    composer = Composer(("structure", "substrate", "distinctions", "tpm"))
    composer.show(True)
    part(composer.view, "panel-a").value = EMPTY
    part(composer.view, "panel-d").value = "tpm"
    composer.show(False)
    assert not composer.view.visible
    composer.show(True)
    assert composer.panels == ("structure", "distinctions", "tpm")
    labels = [choice.label for choice in composer.view]
    assert labels == ["Panel A", "Panel B", "Panel C", "Panel D"]
