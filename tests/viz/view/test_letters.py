from viz.view.letters import brief, unmarked, why_phrase, why_zero


def test_menus_have_indices_without_markup():
    assert unmarked("Why φ_s(aB) is 0: Σφ_r, φ_d") == "Why φₛ(aB) is 0: Σφᵣ, φd"
    assert unmarked("φ_set of phi_s") == "φ_set of phi_s"


def test_a_single_unit_is_not_called_several_that_are_not_connected():
    assert "itself" in why_zero("not-strongly-connected", 1)
    assert "strongly connected" in why_zero("not-strongly-connected", 3)
    assert why_phrase("no-cause", 1) == why_phrase("no-cause", 3)
    assert why_zero(None, 1) == ""


def test_what_is_too_long_is_told_by_first_letters_and_numbered_units_by_their_numbers():
    assert brief("u0 u1 U2 u3 u4 u5 u6 u7 u8 u9") == "u0u1U2u3u4u5u6u7u8u9"
    assert brief("alpha_kinase BETA_KINASE gamma_kinase delta_kinase EPSILON_kinase Zeta_kinase eta") == (
        "a B g d E Z e"
    )
    assert len(brief(" ".join(f"unit{i}" for i in range(30)))) <= 26
