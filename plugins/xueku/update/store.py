"""What the last build made, in one SQLite file: tables of names, digests and values.

All changes of a build are one transaction, committed when everything is ready to be put in its place. A process that is killed
before leaves the store as it was; a file that cannot be read, or that other code wrote, is begun anew. Damage that shows
only later is `StoreError`, and the file is gone when the store is closed.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import shutil
import sqlite3
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

from xueku.model.diagnostic import XuekuError
from xueku.model.system_error import system_reason

Value = TypeVar("Value")
FORMAT = "5"

_DISK = {
    sqlite3.SQLITE_FULL: "磁盘满了",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
    sqlite3.SQLITE_READONLY: "只能读",
    sqlite3.SQLITE_CANTOPEN: "打不开",
    sqlite3.SQLITE_PERM: "没有权限",
}
"""Errors that are the disk's, by code, and what is said of them."""


class StoreError(XuekuError):
    """A store holds something else than was put there. What was made with it is worth nothing; a store begun anew is right."""


def digest_of(*values: bytes | str) -> bytes:
    """Sixteen bytes that differ where the values, or the places where one ends and the next begins, differ."""
    contents = [value.encode() if isinstance(value, str) else value for value in values]
    sizes = struct.pack(f"<Q{len(contents)}Q", len(contents), *map(len, contents))
    return hashlib.blake2b(b"".join((sizes, *contents)), digest_size=16).digest()


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
        self._is_damaged = False
        try:
            self._open()
        except StoreError:
            self.clear()

    def table(self, name: str) -> Table[Any]:
        """The table of this name; a new one is empty."""
        if name not in self._tables:
            self.run(f'CREATE TABLE IF NOT EXISTS "{name}" (name TEXT PRIMARY KEY, digest BLOB, value BLOB)')
            # Digests are read without the values beside them, which may be long.
            self.run(f'CREATE INDEX IF NOT EXISTS "{name} digests" ON "{name}" (name, digest)')
            self._tables.add(name)
        return Table(self, name)

    def run(self, command: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows that an SQL command gives. Raises StoreError, or XuekuError if the disk refuses."""
        with self._told():
            return self._connection.execute(command, values).fetchall()

    def rows(self, command: str) -> Iterator[tuple[Any, ...]]:
        """The rows that an SQL command gives, read as they are asked for. Raises as `run`."""
        with self._told():
            yield from self._connection.execute(command)

    def run_many(self, command: str, rows: Iterable[Sequence[object]]) -> None:
        """Run an SQL command for each row of values. Raises as `run`."""
        with self._told():
            self._connection.executemany(command, rows)

    def commit(self) -> None:
        """Keep everything since the last commit. Raises as `run`."""
        with self._told():
            self._connection.commit()

    def rollback(self) -> None:
        """Forget everything since the last commit."""
        with self._told():
            self._connection.rollback()
        self._tables.clear()

    def damaged(self) -> StoreError:
        """What is to be raised where something that was kept is not there."""
        self._is_damaged = True
        return StoreError(self.file.name, "上次生成时记下的东西读不出来了", "再生成一次，会从头生成全部网页")

    def forget(self, kept: Collection[str]) -> None:
        """Empty all tables but the `kept` ones."""
        for (name,) in self.run("SELECT name FROM sqlite_master WHERE type = 'table'"):
            if name not in kept:
                self.run(f'DELETE FROM "{name}"')

    def clear(self) -> None:
        """Begin the file anew. Raises XuekuError if the disk refuses."""
        self._connection.close()
        self._remove()
        self._open()

    def close(self) -> None:
        """Forget what was not committed, and let the file go; one that is damaged is removed."""
        self._connection.close()
        if self._is_damaged:
            self._remove()
        if self._passing:
            self._passing.cleanup()

    def _remove(self) -> None:
        self._tables.clear()
        self._is_damaged = False
        try:
            for file in (self.file, Path(f"{self.file}-journal")):
                if file.is_dir() and not file.is_symlink():
                    shutil.rmtree(file)
                else:
                    file.unlink(missing_ok=True)
        except OSError as error:
            raise self._refusal(system_reason(error)) from None

    def _open(self) -> None:
        try:
            self._begin()
        except BaseException:
            # Nobody else can close what failed to open, and the file would stay locked.
            if hasattr(self, "_connection"):
                self._connection.close()
            raise

    def _begin(self) -> None:
        with self._told():
            self._connection = sqlite3.connect(
                ":memory:" if self.file.is_dir() else self.file,
                timeout=1,
                isolation_level=None,
                check_same_thread=False,
            )
            if self.file.is_dir():
                raise self.damaged()
            # A crash of the machine may damage the file, which is then begun anew; a crash of the process may not.
            self._connection.executescript(
                "PRAGMA synchronous=OFF; PRAGMA cache_size=-8000; PRAGMA locking_mode=EXCLUSIVE;"
            )
            self._connection.isolation_level = "DEFERRED"
            self._connection.execute("BEGIN EXCLUSIVE")
        about = self.table("about")
        if about.get("format") != FORMAT:
            if self.run("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name != 'about'") or len(about):
                raise self.damaged()
            about["format"] = FORMAT
            self.commit()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what goes wrong with the file in our words."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
            if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise XuekuError(
                    self.file.name,
                    "另一个学库命令正在用这个项目",
                    "等它做完再来；也许预览已经开着，看看浏览器。预览和生成可以同时进行",
                ) from None
            if code & 0xFF in _DISK and code != sqlite3.SQLITE_IOERR_SHORT_READ:
                raise self._refusal(_DISK[code & 0xFF]) from None
            raise self.damaged() from error

    def _refusal(self, reason: str) -> XuekuError:
        return XuekuError(self.file.name, f"写不进去（{reason}）", "检查文件夹的权限和磁盘空间，再试一次")


class Table(MutableMapping[str, Value], Generic[Value]):
    """Values by name. A digest tells, without reading it, whether a value is another one."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._run, self._many, self._name = store, store.run, store.run_many, name

    def __getitem__(self, name: str) -> Value:
        rows = self._run(f'SELECT digest, value FROM "{self._name}" WHERE name = ?', (name,))
        if not rows:
            raise KeyError(name)
        return self._value(name, *rows[0])

    def __setitem__(self, name: str, value: Value) -> None:
        self.put({name: value})

    def __delitem__(self, name: str) -> None:
        self.drop([name])

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._run(f'SELECT name FROM "{self._name}" ORDER BY name'))

    def __len__(self) -> int:
        count: int = self._run(f'SELECT count(*) FROM "{self._name}"')[0][0]
        return count

    def clear(self) -> None:
        """Forget every value."""
        self._run(f'DELETE FROM "{self._name}"')

    def must(self, name: str) -> Value:
        """The value of a name that has one; if not, the store is damaged."""
        try:
            return self[name]
        except KeyError:
            raise self._store.damaged() from None

    def all(self) -> dict[str, Value]:
        """Every value, by name."""
        rows = self._run(f'SELECT name, digest, value FROM "{self._name}" ORDER BY name')
        return {row[0]: self._value(*row) for row in rows}

    def all_since(self, known: Mapping[str, tuple[bytes, Value]]) -> dict[str, tuple[bytes, Value]]:
        """Every value with its digest, by name in order; those that are `known` with the digest that they have are not read."""
        digests = self.digests
        same = {name for name, (digest, _) in known.items() if digests.get(name) == digest}
        if 2 * len(same) < len(digests):
            return {name: (digests.get(name, b""), value) for name, value in self.all().items()}
        return {name: known[name] if name in same else (digests[name], self.must(name)) for name in digests}

    @property
    def packed(self) -> Iterator[tuple[str, bytes]]:
        """Every name with what its value is packed as, in order, one after the other."""
        return self._store.rows(f'SELECT name, value FROM "{self._name}" ORDER BY name')

    @property
    def digests(self) -> dict[str, bytes]:
        """The digest of every value, by name."""
        return dict(self._run(f'SELECT name, digest FROM "{self._name}" ORDER BY name'))

    def digest(self, name: str) -> bytes | None:
        """The digest of one value; None if there is no such value."""
        rows = self._run(f'SELECT digest FROM "{self._name}" WHERE name = ?', (name,))
        return rows[0][0] if rows else None

    def put(self, values: Mapping[str, Value]) -> dict[str, bytes]:
        """Keep these values; gives their digests."""
        return self.put_packed({name: pack(value) for name, value in values.items()})

    def put_packed(self, values: Mapping[str, bytes]) -> dict[str, bytes]:
        """Keep values that `pack` has packed; gives their digests."""
        rows = [(name, packed, digest_of(packed)) for name, packed in values.items()]
        self._many(f'INSERT OR REPLACE INTO "{self._name}" (name, value, digest) VALUES (?, ?, ?)', rows)
        return {name: digest for name, _, digest in rows}

    def drop(self, names: Iterable[str]) -> None:
        """Forget these values; an absent one is no error."""
        self._many(f'DELETE FROM "{self._name}" WHERE name = ?', [(name,) for name in names])

    def replace(self, values: Mapping[str, Value], packed: dict[int, bytes] | None = None) -> set[str]:
        """Keep just these values; gives the names of those that are new, different or gone.

        `packed` holds, by its `id`, what values are packed as that were packed before, and takes the others.
        """
        before = self.digests
        known = {} if packed is None else packed
        contents = {
            name: known.get(id(value)) or known.setdefault(id(value), pack(value))
            for name, value in values.items()
        }
        changed = {name for name, content in contents.items() if before.get(name) != digest_of(content)}
        gone = before.keys() - contents.keys()
        self.put_packed({name: contents[name] for name in sorted(changed)})
        self.drop(gone)
        return changed | gone

    def _value(self, name: str, digest: bytes, packed: bytes) -> Value:
        """What was packed, if it is what has this digest."""
        try:
            if digest_of(packed) == digest:
                value: Value = pickle.loads(packed)
                return value
        # Whatever code of another version raises at what it finds.
        except Exception as error:
            raise self._store.damaged() from error
        raise self._store.damaged()
