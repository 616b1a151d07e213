from viz.view.letters import unmarked


def test_menus_have_indices_without_markup():
    assert unmarked("Why φ_s(aB) is 0: Σφ_r, φ_d") == "Why φₛ(aB) is 0: Σφᵣ, φd"
    assert unmarked("φ_set of phi_s") == "φ_set of phi_s"
