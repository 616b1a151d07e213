from viz.view.letters import unmarked, why_phrase, why_zero


def test_menus_have_indices_without_markup():
    assert unmarked("Why φ_s(aB) is 0: Σφ_r, φ_d") == "Why φₛ(aB) is 0: Σφᵣ, φd"
    assert unmarked("φ_set of phi_s") == "φ_set of phi_s"


def test_a_single_unit_is_not_called_several_that_are_not_connected():
    assert "itself" in why_zero("not-strongly-connected", 1)
    assert "strongly connected" in why_zero("not-strongly-connected", 3)
    assert why_phrase("no-cause", 1) == why_phrase("no-cause", 3)
    assert why_zero(None, 1) == ""
