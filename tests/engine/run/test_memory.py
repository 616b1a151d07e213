"""Memory is refused before it is missing: on the machine, in a container, and beside other jobs."""

from types import SimpleNamespace

import pytest

from engine.errors import TooLargeError
from engine.run import containers, memory


def test_memory_grows_with_units_states_and_workers():
    assert memory.memory((2,) * 5, 1) < memory.memory((2,) * 6, 1) < memory.memory((3,) * 6, 1)
    sweep = memory.memory((2,) * 6, 2) - memory.memory((2,) * 6, 1)
    assert sweep == 8 * (5 * 3**6 + 12 * 2**6) + memory.CANDIDATES


@pytest.mark.parametrize("spare", [-1, 0])
def test_a_system_is_refused_when_a_byte_is_missing(monkeypatch, spare):
    needed = memory.memory((2,) * 6, 2)
    machine(monkeypatch, needed + spare)
    if spare < 0:
        with pytest.raises(TooLargeError, match="Unfolding 6 units") as refusal:
            memory.check_memory((2,) * 6, 2)
        assert refusal.value.field == "system"
    else:
        assert memory.check_memory((2,) * 6, 2) == needed


GB = 1 << 30
V1, V2 = ("memory.limit_in_bytes", "memory.usage_in_bytes"), ("memory.max", "memory.current")


@pytest.fixture
def groups(tmp_path, monkeypatch):
    """Writes the files of control groups; nothing of this machine's own is seen."""
    monkeypatch.setattr(containers, "ROOT", tmp_path / "cgroup")
    monkeypatch.setattr(containers, "OWN", tmp_path / "own")

    def own(text):
        (tmp_path / "own").write_text(text)

    def group(path, names, limit, used, stat=""):
        folder = tmp_path / "cgroup" / path
        folder.mkdir(parents=True, exist_ok=True)
        for name, value in zip((*names, "memory.stat"), (limit, used, stat), strict=True):
            (folder / name).write_text(f"{value}\n")

    own("")
    return SimpleNamespace(own=own, group=group)


def test_without_a_container_nothing_limits(groups):
    assert containers.room() is None
    groups.own("0::/user.slice\n4:memory:/\n")
    groups.group("user.slice", V2, "max", GB)
    groups.group("memory", V1, (1 << 63) - 4096, GB)
    assert containers.room() is None


@pytest.mark.parametrize(
    ("own", "path", "names", "stat"),
    [
        ("0::/\n", "", V2, "file 9\ninactive_file 1024"),
        ("0::/docker/abc\n", "docker/abc", V2, "inactive_file 1024"),
        ("0::/docker/abc\n", "", V2, "inactive_file 1024"),
        ("0::/docker/abc/deep\n", "docker", V2, "inactive_file 1024"),
        ("4:memory:/docker/abc\n0::/\n", "memory/docker/abc", V1, "total_inactive_file 1024"),
        ("4:cpu,memory:/docker/abc\n", "memory", V1, "total_inactive_file 1024"),
    ],
)
def test_the_limit_of_a_container_holds(groups, own, path, names, stat):
    groups.own(own)
    groups.group(path, names, 2 * GB, GB + 1024, stat)
    assert containers.room() == GB


def test_the_narrowest_of_nested_groups_holds(groups):
    groups.own("0::/a/b\n")
    groups.group("a", V2, 3 * GB, 2 * GB)
    groups.group("a/b", V2, 9 * GB, GB)
    assert containers.room() == GB
    groups.group("a", V2, GB, 2 * GB)
    assert containers.room() == 0


@pytest.mark.parametrize("text", ["", "garbage", "::", "0::/../../etc", "x" * 5000, "4:memory:/a\0b"])
def test_what_is_no_group_limits_nothing(groups, text):
    groups.own(text)
    assert containers.room() is None


def test_a_container_without_room_is_refused(groups):
    groups.own("0::/\n")
    groups.group("", V2, memory.memory((2,) * 6, 2), 1)
    with pytest.raises(TooLargeError, match="Unfolding 6 units"):
        memory.check_memory((2,) * 6, 2)
    groups.group("", V2, memory.memory((2,) * 6, 2), 0)
    memory.check_memory((2,) * 6, 2)


def machine(monkeypatch, free, used=0):
    """A machine with so much memory, of which this process takes ``used``."""
    process = SimpleNamespace(memory_info=lambda: SimpleNamespace(rss=used))
    monkeypatch.setattr(memory.psutil, "virtual_memory", lambda: SimpleNamespace(available=free - used))
    monkeypatch.setattr(memory.psutil, "Process", lambda: process)


def test_jobs_that_run_together_are_counted_together(monkeypatch):
    needed = memory.memory((2,) * 6, 2)
    machine(monkeypatch, 2 * needed)
    with memory.holding_memory((2,) * 6, 2), memory.holding_memory((2,) * 6, 2) as held:
        assert held == needed
        assert memory.available_memory() == 0
        with pytest.raises(TooLargeError):
            memory.check_memory((2,), 1)
        with pytest.raises(TooLargeError), memory.holding_memory((2,), 1):
            pass
        # What has been allocated is not counted twice.
        machine(monkeypatch, 2 * needed + 100, needed)
        assert memory.available_memory() == 100
    assert memory.available_memory() == needed + 100


def test_a_job_that_fails_holds_nothing(monkeypatch):
    machine(monkeypatch, GB)
    with pytest.raises(KeyError), memory.holding_memory((2,) * 6, 2):
        raise KeyError
    assert memory.available_memory() == GB
