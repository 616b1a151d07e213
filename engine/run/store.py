"""The store of finished pieces of long jobs: one SQLite file in the user's cache folder.

A piece is kept under (job, name). The name of a job is a content hash of the system that was searched and the
engine's version, so the same question finds its answers again whatever the formalism or tie rule, which are
applied later. Before its bytes stands a digest of them and of both names: a piece that was cut, changed or
moved counts as missing and is computed again. WAL mode lets two processes share the file. The environment
variable `PHISCOPE_CACHE` names another folder, or "off".
"""

import hashlib
import io
import logging
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from engine.errors import PhiscopeError
from engine.run import jobs
from engine.run.jobs import Piece, Watch
from engine.version import engine_version
from engine.words import tr

_log = logging.getLogger(__name__)
SEAL_BYTES = 32
LIMIT_BYTES = 512 * 1024 * 1024
WAIT_SECONDS = 30.0
FAULTS = (OSError, ValueError)
"""Errors raised by a full disk, a folder without permission to write or a damaged file."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (job TEXT PRIMARY KEY, title TEXT, pieces INTEGER, used REAL);
CREATE TABLE IF NOT EXISTS pieces (job TEXT, name TEXT, data BLOB, PRIMARY KEY (job, name)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A job whose pieces are kept.

    Parameters
    ----------
    question : str
        Content hash of everything that the results depend on.
    title : str
        Title for people.
    pieces : sequence of str
        Names of the pieces, unique within the job.
    """

    question: str
    title: str
    pieces: Sequence[str]

    @property
    def key(self) -> str:
        """Name of the job in the store; another version of the engine has another one."""
        return f"{self.question[:32]}-{engine_version()}"


@dataclass(frozen=True, slots=True)
class KeptJob:
    """A job in the store, as a row of `phiscope jobs`.

    Attributes
    ----------
    key, title : str
    done, pieces : int
        Number of pieces in the store, and of the whole job.
    bytes : int
        Size of the pieces in the store.
    used : float
        Time of the last use, in seconds since the epoch.
    """

    key: str
    title: str
    done: int
    pieces: int
    bytes: int
    used: float


def folder() -> Path | None:
    """Return the folder of the store, or None if it is switched off."""
    chosen = os.environ.get("PHISCOPE_CACHE", "")
    if chosen.lower() == "off":
        return None
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("phiscope", appauthor=False))


@contextmanager
def _open(place: Path) -> Iterator[sqlite3.Connection]:
    """Open the store in the folder `place`, and commit when the block ends."""
    place.mkdir(parents=True, exist_ok=True)
    file = place / "store.sqlite3"
    try:
        with closing(sqlite3.connect(file, timeout=WAIT_SECONDS)) as connection:
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.executescript(SCHEMA)
            with connection:
                yield connection
    except sqlite3.Error as fault:
        raise PhiscopeError(
            tr(
                "{file} cannot be used ({fault}); remove it, or name another folder in PHISCOPE_CACHE.",
                file=file,
                fault=fault,
            )
        ) from fault


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL mode: the one statement that does not wait for the other process by itself."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def run_kept(job: Job, pieces: Sequence[Piece], watch: Watch) -> list:
    """Run the pieces that the store does not have, and keep each of them as it ends.

    If the store cannot be read or written, the job runs without it and the log says so.

    Parameters
    ----------
    job : Job
    pieces : sequence of Piece
        Aligned with `job.pieces`; each returns a tuple of arrays.
    watch : Watch

    Returns
    -------
    list of tuples of arrays
        Results of all pieces, in order.

    Raises
    ------
    Cancelled
        If `watch.cancel` is set; the pieces that have ended are kept.
    """
    place = folder()
    if place is None:
        return jobs.run(pieces, watch)
    try:
        known = _load(place, job)
    except FAULTS as fault:
        _log.warning("Nothing is kept in %s: %s", place, fault)
        return jobs.run(pieces, watch)
    missing = [i for i, name in enumerate(job.pieces) if name not in known]
    for i, name in enumerate(job.pieces):
        if name in known:
            watch.finished(i, known[name])
    cost = sum(piece.cost for piece in pieces) or 1.0
    before = 1.0 - sum(pieces[i].cost for i in missing) / cost

    def report(fraction: float, phase: str) -> None:
        if watch.report is not None:
            watch.report(before + fraction * (1.0 - before), phase)

    def keep(at: int, result: tuple) -> None:
        try:
            _save(place, job, job.pieces[missing[at]], result)
        except FAULTS as fault:
            _log.warning("A piece was not kept in %s: %s", place, fault)
        watch.finished(missing[at], result)

    fresh = jobs.run([pieces[i] for i in missing], replace(watch, report=report, keep=keep))
    results = dict(zip(missing, fresh, strict=True))
    try:
        trim(LIMIT_BYTES)
    except FAULTS as fault:
        _log.warning("%s was not trimmed: %s", place, fault)
    return [results[i] if i in results else known[name] for i, name in enumerate(job.pieces)]


def _load(place: Path, job: Job) -> dict[str, tuple]:
    """Return the kept results of a job by the name of the piece, and note the time of use."""
    with _open(place) as connection:
        rows = connection.execute("SELECT name, data FROM pieces WHERE job = ?", (job.key,)).fetchall()
        connection.execute(
            "INSERT INTO jobs VALUES (?, ?, ?, ?) ON CONFLICT (job) DO UPDATE SET used = excluded.used",
            (job.key, job.title, len(job.pieces), time.time()),
        )
    found = {name: _opened(job.key, name, data) for name, data in rows}
    return {name: result for name, result in found.items() if result is not None}


def _save(place: Path, job: Job, name: str, result: tuple) -> None:
    data = _sealed(job.key, name, _encode(result))
    with _open(place) as connection:
        connection.execute("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?)", (job.key, name, data))


def _sealed(job: str, name: str, data: bytes) -> bytes:
    """Return the data of a piece behind the digest of what they are and whose they are."""
    return _digest(job, name, data) + data


def _opened(job: str, name: str, sealed: Any) -> tuple | None:
    """Return the arrays of a sealed piece, or None if they are not what was sealed under this name."""
    if not isinstance(sealed, bytes) or _digest(job, name, sealed[SEAL_BYTES:]) != sealed[:SEAL_BYTES]:
        _log.warning("The kept piece %s of %s is damaged", name, job)
        return None
    return _decode(sealed[SEAL_BYTES:])


def _digest(job: str, name: str, data: bytes) -> bytes:
    found = hashlib.blake2b(data, digest_size=SEAL_BYTES)
    found.update(f"\0{job}\0{name}".encode())
    return found.digest()


def _encode(arrays: tuple) -> bytes:
    """Return arrays as .npz bytes: no pickle is written and none is read."""
    buffer = io.BytesIO()
    np.savez(buffer, *arrays, allow_pickle=False)
    return buffer.getvalue()


def _decode(data: bytes) -> tuple:
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return tuple(arrays[name] for name in arrays.files)


def kept_jobs() -> list[KeptJob]:
    """Return the jobs in the store, the last used first."""
    place = folder()
    if place is None:
        return []
    with _open(place) as connection:
        rows = connection.execute(
            "SELECT j.job, j.title, COUNT(p.name), j.pieces, COALESCE(SUM(LENGTH(p.data)), 0), j.used"
            " FROM jobs j LEFT JOIN pieces p ON p.job = j.job GROUP BY j.job ORDER BY j.used DESC"
        ).fetchall()
    return [KeptJob(*row) for row in rows]


def remove(key: str | None) -> int:
    """Remove the jobs whose key starts with `key`, all for None; return their number."""
    place = folder()
    if place is None:
        return 0
    doomed = [kept.key for kept in kept_jobs() if key is None or kept.key.startswith(key)]
    with _open(place) as connection:
        for job in doomed:
            connection.execute("DELETE FROM pieces WHERE job = ?", (job,))
            connection.execute("DELETE FROM jobs WHERE job = ?", (job,))
    return len(doomed)


def trim(limit: int) -> None:
    """Remove the jobs that were used longest ago until the others fit in `limit` bytes."""
    total = 0
    for kept in kept_jobs():
        total += kept.bytes
        if total > limit:
            remove(kept.key)
