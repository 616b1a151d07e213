"""The table of a survey: one SQLite file, a row for each network in each state under each formalism."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from engine.atlas.measures import NetworkMeasures, SystemMeasures
from engine.errors import FormatError
from engine.frames import frame
from engine.substrate.substrate import Substrate
from engine.version import engine_version
from engine.words import tr

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.atlas.members import Member

OF_NETWORK = tuple(part.name for part in fields(NetworkMeasures))
OF_SYSTEM = tuple(part.name for part in fields(SystemMeasures))
COLUMNS = (
    *("family", "network", "parameters", "units", "state", "formalism"),
    *OF_SYSTEM[:7],  # not is_labelled and has_rivals, which say what may be carried over
    *("complex", "complex_phi"),
    *OF_NETWORK,
)
"""The columns of the whole table, in order."""
LARGEST = 2**63 - 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS networks (
    id INTEGER PRIMARY KEY, family TEXT, network TEXT, parameters TEXT, units INTEGER, sha256 TEXT, file BLOB,
    deterministic INTEGER, edges INTEGER, reciprocity REAL, effective_information REAL, entropy_rate REAL,
    state_entropy REAL, attractors INTEGER, longest INTEGER
);
CREATE TABLE IF NOT EXISTS systems (
    of INTEGER, state TEXT, formalism TEXT, phi_s REAL, big_phi REAL, elements INTEGER, sum_phi REAL,
    relations, reason TEXT, complexes TEXT, complex TEXT, complex_phi REAL, is_labelled INTEGER,
    has_rivals INTEGER, key BLOB, places TEXT, PRIMARY KEY (of, formalism, state)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_key ON systems (key, formalism) WHERE key IS NOT NULL;
CREATE VIEW IF NOT EXISTS atlas AS SELECT {columns} FROM systems JOIN networks ON networks.id = systems.of;
""".format(columns=", ".join(COLUMNS))  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownSystem:
    """A system in the table that another may be the same as but for names.

    Attributes
    ----------
    measures : SystemMeasures
    labels : tuple of str
        Units of its network.
    places : tuple of int
        Place of each in the form that both share.
    """

    measures: SystemMeasures
    labels: tuple[str, ...]
    places: tuple[int, ...]


class AtlasTable:
    """A file of results, open until `close`.

    Parameters
    ----------
    path : path
        A new file, or one that was begun with the same recipe.
    digest, text : str, optional
        Of the recipe; left out to read a table only.

    Raises
    ------
    FormatError
        If the file is no table of a survey, or one of another recipe or engine.
    """

    def __init__(self, path: str | PathLike[str], digest: str | None = None, text: str = "") -> None:
        name = str(path)
        if digest is None and not Path(path).is_file():
            raise FormatError(tr("There is no such file; check the name.")).within(name)
        try:
            self._connection = sqlite3.connect(path, timeout=10)
            self._connection.executescript(SCHEMA)
            self._begin(digest, text)
        except sqlite3.Error as error:
            said = tr("The file is no table of a survey ({reason}); give a new name.", reason=error)
            raise FormatError(said).within(name) from None
        except FormatError as error:
            self._connection.close()
            raise error.within(name) from None

    def _begin(self, digest: str | None, text: str) -> None:
        about = dict(self._connection.execute("SELECT key, value FROM about"))
        wanted = {"recipe": digest, "engine": engine_version()}
        if digest is None:
            if "recipe" not in about:
                raise FormatError(tr("The file is no table of a survey; choose another."))
            return
        if not about:
            for row in (*wanted.items(), ("text", text)):
                self._insert("about", row)
            self._connection.commit()
        elif any(about.get(key) != value for key, value in wanted.items()):
            raise FormatError(
                tr("The file has the survey of another recipe, or of another version; give a new name.")
            )

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        self.close()

    def done(self) -> set[int]:
        """Return the numbers of the networks that are in the table with all their states."""
        return {number for (number,) in self._connection.execute("SELECT id FROM networks")}

    def count(self) -> int:
        """Return the number of rows."""
        return self._connection.execute("SELECT COUNT(*) FROM systems").fetchone()[0]

    def known(self, key: bytes, formalism: str) -> KnownSystem | None:
        """Return a system of a key and a formalism that is in the table."""
        row = self._connection.execute(
            f"SELECT {', '.join(OF_SYSTEM)}, places, file"
            " FROM systems JOIN networks ON networks.id = systems.of WHERE key = ? AND formalism = ?",
            (key, formalism),
        ).fetchone()
        if row is None:
            return None
        *values, places, file = row
        return KnownSystem(_measures(values), tuple(_network(file).labels), tuple(json.loads(places)))

    def add(self, number: int, family: str, member: Member, measures: NetworkMeasures) -> None:
        """Add a network; it is kept when `commit` is called, with its systems."""
        substrate = member.substrate
        file = zlib.compress(json.dumps(substrate.to_dict(), separators=(",", ":")).encode(), 6)
        given = json.dumps(member.parameters, ensure_ascii=False)
        row = (number, family, member.name, given, substrate.n, substrate.sha256, file)
        self._insert("networks", (*row, *(getattr(measures, name) for name in OF_NETWORK)))

    def add_system(
        self,
        number: int,
        state: str,
        formalism: str,
        measures: SystemMeasures,
        key: bytes | None,
        places: Sequence[int],
    ) -> None:
        """Add a system of the network of a number; a `key` offers it to systems that are the same."""
        found = measures.complexes
        first, phi = found[0] if found else (None, None)
        count = measures.relations
        self._insert(
            "systems",
            (
                *(number, state, formalism, measures.phi_s, measures.big_phi, measures.elements),
                *(measures.sum_phi, str(count) if count is not None and count > LARGEST else count),
                measures.reason,
                None if found is None else json.dumps(found, ensure_ascii=False),
                *(None if first is None else " ".join(first), phi, measures.is_labelled, measures.has_rivals),
                *(key, json.dumps(list(places))),
            ),
        )

    def _insert(self, table: str, row: Iterable[Any]) -> None:
        values = tuple(row)
        self._connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)

    def commit(self) -> None:
        """Keep what was added."""
        self._connection.commit()

    def network(self, number: int) -> Substrate:
        """Return the network of a number."""
        row = self._connection.execute("SELECT file FROM networks WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise FormatError(tr("There is no network {number} in the table.", number=number))
        return _network(row[0])

    def largest(self, formalism: str, measure: str) -> list[tuple[str, str, float]]:
        """Return network, state and value of the largest of a measure; nothing if none is above 0.

        Parameters
        ----------
        formalism : str
        measure : {"phi_s", "big_phi"}
        """
        if measure not in COLUMNS:
            raise FormatError(
                tr("There is no column {name}; use {known}.", name=measure, known=", ".join(COLUMNS))
            )
        return self._connection.execute(
            f"SELECT network, state, {measure} FROM atlas WHERE formalism = ? AND {measure} > 0"
            f" ORDER BY {measure} DESC LIMIT 1",
            (formalism,),
        ).fetchall()

    def to_frame(self, **where: str) -> DataFrame:
        """Return the whole table, or the rows with some values, as a table of pandas.

        Parameters
        ----------
        **where : str
            Values by column, such as ``formalism="iit3"``.
        """
        odd = set(where) - set(COLUMNS)
        if odd:
            known = ", ".join(COLUMNS)
            raise FormatError(tr("There is no column {name}; use {known}.", name=min(odd), known=known))
        wanted = " AND ".join(f"{name} = ?" for name in where)
        rows = self._connection.execute(
            f"SELECT of, {', '.join(COLUMNS)} FROM systems"
            f" JOIN networks ON networks.id = systems.of {'WHERE ' + wanted if wanted else ''} ORDER BY of",
            tuple(where.values()),
        ).fetchall()
        columns = {name: [row[i + 1] for row in rows] for i, name in enumerate(COLUMNS)}
        about: Mapping[str, str] = dict(self._connection.execute("SELECT key, value FROM about"))
        return frame(columns, about, [row[0] for row in rows])


def _network(file: bytes) -> Substrate:
    return Substrate.from_dict(json.loads(zlib.decompressobj().decompress(file, 1 << 24)))


def _measures(values: Sequence[Any]) -> SystemMeasures:
    known: dict[str, Any] = dict(zip(OF_SYSTEM, values, strict=True))
    if known["complexes"] is not None:
        known["complexes"] = tuple((tuple(units), phi) for units, phi in json.loads(known["complexes"]))
    if known["relations"] is not None:
        known["relations"] = int(known["relations"])
    known |= {name: bool(known[name]) for name in ("is_labelled", "has_rivals")}
    return SystemMeasures(**known)
