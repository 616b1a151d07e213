"""View models of a substrate for print: with its cut or complexes, as TPM and as weights."""

from dataclasses import replace

import pytest

from apps.results.substrate_views import candidates, regions, substrate, tpm, tpm_by_state, weights, why_zero
from engine.errors import PhiscopeError
from engine.version import engine_version


def test_the_drawing_has_the_cut_of_the_result_and_no_complexes(exhibit):
    assert exhibit.complexes
    view = substrate(exhibit)
    assert view.cut == tuple(exhibit.structure.mip.cut)
    assert view == substrate(replace(exhibit, complexes=None))
    bare = substrate(replace(exhibit, structure=None))
    assert bare.cut == ()
    assert bare.caption.endswith(engine_version())


def test_complexes_are_regions_and_rows(exhibit):
    assert len(candidates(exhibit).rows) == 7
    assert len(regions(exhibit).regions) >= len(exhibit.complexes.complexes)
    assert regions(exhibit).caption == candidates(exhibit).caption
    with pytest.raises(PhiscopeError, match="find them first"):
        regions(replace(exhibit, complexes=None))


def test_tpm_and_weights_are_the_substrate_s(exhibit):
    network = exhibit.snapshot.substrate
    assert tpm(exhibit).values == pytest.approx(network.tpm)
    assert tpm_by_state(exhibit).values.shape == (8, 8)
    assert tpm_by_state(exhibit).values.sum(axis=1) == pytest.approx(1)
    assert weights(exhibit).caption.endswith(engine_version())


def test_why_phi_is_0_only_where_it_is(exhibit, zero):
    assert "φ_s is 0" in why_zero(zero).sentence
    with pytest.raises(PhiscopeError, match="not 0: there is no reason to show"):
        why_zero(exhibit)
