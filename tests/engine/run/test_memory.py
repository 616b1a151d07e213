from types import SimpleNamespace

import pytest

from engine.errors import TooLargeError
from engine.run import memory


def test_memory_grows_with_units_states_and_workers():
    assert memory.memory((2,) * 5, 1) < memory.memory((2,) * 6, 1) < memory.memory((3,) * 6, 1)
    sweep = memory.memory((2,) * 6, 2) - memory.memory((2,) * 6, 1)
    assert sweep == 8 * (6 * 3**6 + 4 * 2**6)


@pytest.mark.parametrize("spare", [-1, 0])
def test_a_system_is_refused_when_a_byte_is_missing(monkeypatch, spare):
    needed = memory.memory((2,) * 6, 2)
    free = SimpleNamespace(available=needed + spare)
    monkeypatch.setattr(memory.psutil, "virtual_memory", lambda: free)
    if spare < 0:
        with pytest.raises(TooLargeError, match="Unfolding 6 units") as refusal:
            memory.check_memory((2,) * 6, 2)
        assert refusal.value.field == "system"
    else:
        assert memory.check_memory((2,) * 6, 2) == needed
