"""What the last build made, in one SQLite file: tables of names, digests and values.

All changes of a build are one transaction, committed when everything is ready to be put in its place. A process that is killed
before leaves the store as it was; a file that cannot be read, or that other code wrote, is begun anew.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

from xueku.model.diagnostic import XuekuError

Value = TypeVar("Value")
FORMAT = "1"


def digest_of(*values: bytes | str) -> bytes:
    """Sixteen bytes that differ where the values, or the places where one ends and the next begins, differ."""
    hasher = hashlib.blake2b(digest_size=16)
    for value in values:
        content = value.encode() if isinstance(value, str) else value
        hasher.update(len(content).to_bytes(8, "little"))
        hasher.update(content)
    return hasher.digest()


def pack(value: object) -> bytes:
    """A value as bytes, the same for equal values without sets, in any process."""
    content = io.BytesIO()
    pickler = pickle.Pickler(content, protocol=5)
    # Without its memory a pickler writes equal values alike, whether they are one object or two.
    pickler.fast = True
    pickler.dump(value)
    return content.getvalue()


class Store:
    """The tables of one file. Not to be used by two threads at once."""

    def __init__(self, file: Path | None) -> None:
        """Open the file, or begin it anew if it is absent, damaged or not ours. Raises XuekuError if another process has it.

        Without a file the store lasts as long as this object.
        """
        self._passing = None if file else TemporaryDirectory(prefix="xueku-")
        self.file = file or Path(self._passing.name if self._passing else "") / "store.db"
        self._tables: set[str] = set()
        try:
            self._open()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                self.clear()
            else:
                raise XuekuError(
                    self.file.name, "另一个学库命令正在用这个项目", "等它做完再来；预览和生成可以同时进行"
                ) from None
        except (sqlite3.DatabaseError, pickle.UnpicklingError):
            self.clear()

    def table(self, name: str) -> Table[Any]:
        """The table of this name; a new one is empty."""
        if name not in self._tables:
            self._connection.execute(
                f'CREATE TABLE IF NOT EXISTS "{name}" (name TEXT PRIMARY KEY, digest BLOB, value BLOB)'
            )
            self._tables.add(name)
        return Table(self._connection, name)

    def commit(self) -> None:
        """Keep everything since the last commit."""
        self._connection.commit()

    def rollback(self) -> None:
        """Forget everything since the last commit."""
        self._connection.rollback()
        self._tables.clear()

    def forget(self, kept: Collection[str]) -> None:
        """Empty all tables but the `kept` ones."""
        rows = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in rows:
            if name not in kept:
                self._connection.execute(f'DELETE FROM "{name}"')

    def clear(self) -> None:
        """Begin the file anew."""
        self.close()
        for file in (self.file, Path(f"{self.file}-journal")):
            file.unlink(missing_ok=True)
        self._open()

    def close(self) -> None:
        """Forget what was not committed, and let the file go."""
        self._tables.clear()
        if hasattr(self, "_connection"):
            self._connection.close()
        if self._passing:
            self._passing.cleanup()

    def _open(self) -> None:
        self._connection = sqlite3.connect(
            self.file, timeout=1, isolation_level=None, check_same_thread=False
        )
        # A crash of the machine may damage the file, which is then begun anew; a crash of the process may not.
        self._connection.executescript(
            "PRAGMA synchronous=OFF; PRAGMA cache_size=-8000; PRAGMA locking_mode=EXCLUSIVE;"
        )
        self._connection.isolation_level = "DEFERRED"
        self._connection.execute("BEGIN EXCLUSIVE")
        about = self.table("about")
        if about.get("format") != FORMAT:
            if len(about):
                raise sqlite3.DatabaseError("another format")
            about["format"] = FORMAT
            self.commit()


class Table(MutableMapping[str, Value], Generic[Value]):
    """Values by name. A digest tells, without reading it, whether a value is another one."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._run, self._many, self._name = connection.execute, connection.executemany, name

    def __getitem__(self, name: str) -> Value:
        row = self._run(f'SELECT value FROM "{self._name}" WHERE name = ?', (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        value: Value = pickle.loads(row[0])
        return value

    def __setitem__(self, name: str, value: Value) -> None:
        self.put({name: value})

    def __delitem__(self, name: str) -> None:
        self.drop([name])

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._run(f'SELECT name FROM "{self._name}" ORDER BY name').fetchall())

    def __len__(self) -> int:
        count: int = self._run(f'SELECT count(*) FROM "{self._name}"').fetchone()[0]
        return count

    def clear(self) -> None:
        """Forget every value."""
        self._run(f'DELETE FROM "{self._name}"')

    def all(self) -> dict[str, Value]:
        """Every value, by name."""
        rows = self._run(f'SELECT name, value FROM "{self._name}" ORDER BY name')
        return {name: pickle.loads(value) for name, value in rows}

    @property
    def digests(self) -> dict[str, bytes]:
        """The digest of every value, by name."""
        return dict(self._run(f'SELECT name, digest FROM "{self._name}" ORDER BY name').fetchall())

    def digest(self, name: str) -> bytes | None:
        """The digest of one value; None if there is no such value."""
        row = self._run(f'SELECT digest FROM "{self._name}" WHERE name = ?', (name,)).fetchone()
        return None if row is None else row[0]

    def put(self, values: Mapping[str, Value]) -> dict[str, bytes]:
        """Keep these values; gives their digests."""
        rows = [
            (name, packed, digest_of(packed)) for name, value in values.items() for packed in (pack(value),)
        ]
        self._many(f'INSERT OR REPLACE INTO "{self._name}" (name, value, digest) VALUES (?, ?, ?)', rows)
        return {name: digest for name, _, digest in rows}

    def drop(self, names: Iterable[str]) -> None:
        """Forget these values; an absent one is no error."""
        self._many(f'DELETE FROM "{self._name}" WHERE name = ?', [(name,) for name in names])

    def replace(self, values: Mapping[str, Value]) -> set[str]:
        """Keep just these values; gives the names of those that are new, different or gone."""
        before = self.digests
        packed = {name: pack(value) for name, value in values.items()}
        changed = {name for name, content in packed.items() if before.get(name) != digest_of(content)}
        gone = before.keys() - packed.keys()
        self.put({name: values[name] for name in changed})
        self.drop(gone)
        return changed | gone
