"""The memory that a container, or any other control group of Linux, leaves to this process."""

from collections.abc import Iterator
from pathlib import Path

OWN = Path("/proc/self/cgroup")
ROOT = Path("/sys/fs/cgroup")
NO_LIMIT = 1 << 60
"""Version 1 writes a number from here on where there is no limit."""


def room() -> int | None:
    """Return the bytes that may still be allocated, or None where nothing limits them.

    The limits of all groups hold that this process is in, directly or not. What the system keeps of files and
    can give back is not counted as taken.
    """
    found = [left for left in map(_left, _groups()) if left is not None]
    return min(found) if found else None


def _groups() -> Iterator[Path]:
    """Yield the folders of the groups of this process, as far as they can be seen from inside a container."""
    try:
        lines = OWN.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return
    for line in lines:
        _, controllers, path = ([*line.split(":", 2), "", ""])[:3]
        if not controllers:  # version 2; beside version 1 it has a folder of its own
            roots = [ROOT, ROOT / "unified"]
        elif "memory" in controllers.split(","):
            roots = [ROOT / "memory"]
        else:
            continue
        inside = Path(path.lstrip("/"))
        # A container sees its own group as the root, though its path may be told as seen from outside.
        yield from (root / group for root in roots for group in (inside, *inside.parents))


def _left(group: Path) -> int | None:
    for most, now, files in (
        ("memory.max", "memory.current", "inactive_file"),
        ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
    ):
        limit, used = _number(group / most), _number(group / now)
        if limit is not None and used is not None and limit < NO_LIMIT:
            return max(0, limit - max(0, used - _kept_of_files(group, files)))
    return None


def _number(file: Path) -> int | None:
    try:
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return int(text) if text.isascii() and text.isdigit() else None  # "max" is no limit


def _kept_of_files(group: Path, name: str) -> int:
    try:
        lines = (group / "memory.stat").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return 0
    values = [line.partition(" ")[2] for line in lines if line.startswith(f"{name} ")]
    return int(values[0]) if values and values[0].isdigit() else 0
