"""Files that are written completely or not at all."""

import secrets
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file atomically: neither a reader nor Ctrl-C ever leaves half a file.

    Parameters
    ----------
    path : Path
    data : bytes

    Raises
    ------
    OSError
        If it cannot be written; an old file is as it was.
    """
    draft = path.with_name(f".{path.name[:40]}.{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as file:
            file.write(data)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
