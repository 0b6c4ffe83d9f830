"""Tables of a store as they are now, for other processes: a store itself is one process's alone until it commits."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Generic, TypeVar

from xueku.update.store import Store

Value = TypeVar("Value")
_MOST_AT_HAND = 1024
"""What many records ask for is the same few."""


class Copy:
    """Some tables of a store in a file beside it, until `remove`. A file that a killed process left is removed first."""

    def __init__(self, store: Store, names: Iterable[str]) -> None:
        beginning = f"{store.file.name}-copy-"
        for left in store.file.parent.glob(f"{beginning}*"):
            left.unlink()
        # Of a name that no process knows anything of yet.
        opened, file = mkstemp(prefix=beginning, dir=store.file.parent)
        os.close(opened)
        self._file = Path(file)
        connection = sqlite3.connect(self._file)
        connection.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF;")
        self.tables: dict[str, Mapping[str, Any]] = {}
        for name in names:
            connection.execute(f'CREATE TABLE "{name}" (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID')
            connection.executemany(f'INSERT INTO "{name}" VALUES (?, ?)', store.table(name).packed)
            self.tables[name] = _Copied[Any](str(self._file), name)
        connection.commit()
        connection.close()

    def remove(self) -> None:
        """Remove the file; what other processes have of it they can still read."""
        with suppress(FileNotFoundError):
            self._file.unlink()


class _Copied(Mapping[str, Value], Generic[Value]):
    """One table of a copy, each value read when it is asked for, by whatever process."""

    def __init__(self, file: str, name: str) -> None:
        self._file, self._name = file, name

    def __getitem__(self, name: str) -> Value:
        found: Value = _read(self._file, self._name, name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._run(f'SELECT name FROM "{self._name}" ORDER BY name'))

    def __len__(self) -> int:
        count: int = self._run(f'SELECT count(*) FROM "{self._name}"')[0][0]
        return count

    def _run(self, command: str) -> list[tuple[Any, ...]]:
        return _opened(self._file, os.getpid()).execute(command).fetchall()


@lru_cache(_MOST_AT_HAND)
def _read(file: str, table: str, name: str) -> Any:
    connection = _opened(file, os.getpid())
    row = connection.execute(f'SELECT value FROM "{table}" WHERE name = ?', (name,)).fetchone()
    if row is None:
        raise KeyError(name)
    return pickle.loads(row[0])


@lru_cache(1)
def _opened(file: str, process: int) -> sqlite3.Connection:
    """A connection that this process may use: one that was opened before a fork may not be."""
    return sqlite3.connect(f"{Path(file).as_uri()}?immutable=1", uri=True, check_same_thread=False)
