"""What a step of a slider costs: a count, on every machine alike, that must not creep back."""

import pytest

from slider import slider_step

MOST_CALLS = 2200  # about 1,800; 2,460 before questions, captions and letters were made once


@pytest.mark.filterwarnings("ignore")  # building a page makes Panel call what is deprecated
def test_a_step_of_a_slider_asks_everything_once():
    cost = slider_step()
    assert 0 < cost.calls <= MOST_CALLS
    made = {name: calls for (_, name), calls in cost.by_function.items()}
    assert made["Snapshot.dynamics"] <= 1
    assert "Unit.__post_init__" not in made
    assert made["distinctions_view"] == made["structure_view"] == made["tpm_view"] == 1
