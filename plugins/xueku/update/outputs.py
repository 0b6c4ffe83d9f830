"""The files of a site: staged first, decided in one commit, then put in their places by moves that a later run can finish."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.model.system_error import system_reason
from xueku.site.writer import list_files, make_staging, same_bytes, write_file, write_site
from xueku.update.store import Store, digest_of

Kept = tuple[bytes, int, int]
"""What is known of a file in its place: digest, size in bytes, time of last change in nanoseconds."""
_NOT_PUT: Kept = (b"", -1, -1)
"""Of a file that nobody put there: no file is like it."""


class Outputs:
    """The site in `target` as `store` remembers it, and what this run makes of it. Until `decide` nothing in it is touched."""

    def __init__(self, store: Store, target: Path) -> None:
        self.target = target.absolute()
        self.staging = Path()
        self._table = store.table("outputs")
        self._store = store
        self.kept: dict[str, Kept] = self._table.get("kept", {})
        self._staged: dict[str, bytes] = {}
        self._is_behind = self._is_decided = False

    def finish(self) -> None:
        """Do what a killed run had decided. If what it staged is gone, `altered` tells what is missing."""
        if "pending" in self._table:
            self.staging, gone = self._table.must("pending")
            if self.staging.is_dir():
                self._put(gone)
            else:
                del self._table["pending"]

    def altered(self) -> list[str]:
        """Addresses of files that are not in their places as they were put, and of those that nobody put there."""
        found = list_files(self.target) if self.target.is_dir() else {}
        kept = self.kept
        odd = [address for address, as_found in found.items() if kept.get(address, _NOT_PUT)[1:] != as_found]
        return sorted([*odd, *(kept.keys() - found.keys())])

    def begin(self, staging: Path | None = None) -> None:
        """Stage files in an empty folder, or in that of a run which this one goes on for. Raises XuekuError if that cannot be done."""
        self.staging = staging or make_staging(self.target)

    def stage(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Stage files: address, content."""
        for address, content in files:
            write_file(self.staging / address, content)
            self._staged[address] = digest_of(content)

    def stage_copies(self, files: Mapping[str, Path]) -> None:
        """Stage copies of files: address → path."""
        self.stage((address, path.read_bytes()) for address, path in files.items())

    def note_files(self, addresses: Iterable[str]) -> None:
        """Take files that another wrote into the staging folder."""
        self.note_staged({address: digest_of((self.staging / address).read_bytes()) for address in addresses})

    def note_staged(self, digests: Mapping[str, bytes]) -> None:
        """Take files that stand in the staging folder already: address → digest."""
        self._staged.update(digests)

    def others(self) -> set[str]:
        """Addresses of staged files that are others than those in their places."""
        return {
            address
            for address, digest in self._staged.items()
            if address not in self.kept or self.kept[address][0] != digest
        }

    def place(self, address: str) -> Path:
        """Where a file of the site that is going to be is now."""
        return (self.staging if address in self._staged else self.target) / address

    def decide(self, expected: Iterable[str], held: Set[str]) -> tuple[int, int]:
        """Fix in the store what the site will be: `expected` are all its addresses, and `held` those that stay as they are. Gives how many files will be written and removed.

        With the store's commit the run has happened: a process that is killed then is only late in putting files in their places.
        """
        others, gone = self._settle(expected, held)
        if self._is_behind:
            self._table["kept"] = self.kept
        if others or gone:
            self._table["pending"] = self.staging, gone
        self._store.commit()
        self._is_behind, self._is_decided = False, bool(others or gone)
        return len(others), len(gone)

    def put_for_now(self, expected: Iterable[str], held: Set[str]) -> list[str]:
        """Put everything but what is `held` in its place without fixing it in the store; gives the addresses of files that are other ones now."""
        others, gone = self._settle(expected, held)
        self._write(gone)
        return others

    def put(self) -> None:
        """Put everything that was decided in its place. Raises XuekuError if the disk refuses."""
        if "pending" in self._table:
            self._put(self._table["pending"][1])

    def abandon(self) -> None:
        """Remove what is staged, unless the next run is to go on with it."""
        if self.staging != Path() and not self._is_decided:
            shutil.rmtree(self.staging, ignore_errors=True)

    def _settle(self, expected: Iterable[str], held: Set[str]) -> tuple[list[str], list[str]]:
        """Know the site as it will be; gives the addresses of files that are to be written and to be removed."""
        before = self.kept or (list_files(self.target) if self.target.is_dir() else {})
        for address in held & self._staged.keys():
            (self.staging / address).unlink()
            del self._staged[address]
        others = [address for address, digest in self._staged.items() if self._is_other(address, digest)]
        self._staged.clear()
        wanted = set(expected)
        if not wanted <= self.kept.keys():
            raise self._store.damaged()
        gone = sorted((before.keys() | self.kept.keys()) - wanted)
        for address in gone:
            self.kept.pop(address, None)
            self._is_behind = True
        return others, gone

    def _is_other(self, address: str, digest: bytes) -> bool:
        """Whether a staged file is another one than that in its place; if not, it is dropped."""
        source, place = self.staging / address, self.target / address
        kept = self.kept.get(address)
        is_other = kept[0] != digest if kept else not same_bytes(source, place)
        if is_other or not kept:
            status = (source if is_other else place).stat()
            self.kept[address] = digest, status.st_size, status.st_mtime_ns
            self._is_behind = True
        if not is_other:
            source.unlink()
        return is_other

    def _put(self, gone: list[str]) -> None:
        self._write(gone)
        del self._table["pending"]
        self._store.commit()
        self._is_decided = False

    def _write(self, gone: list[str]) -> None:
        try:
            write_site(self.staging, self.target, gone)
            # Empty folders are left, which the next run had to look through.
            shutil.rmtree(self.staging, ignore_errors=True)
            self.staging.mkdir(exist_ok=True)
        except OSError as error:
            raise XuekuError(
                self.target.name,
                f"写不进去（{system_reason(error)}）",
                "检查权限和磁盘空间，再生成一次，会接着写完",
            ) from None
