"""Kits brought up to date: one is made anew where something that goes into it is not as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xueku.catalog.assembly import in_terms
from xueku.kinds import Course
from xueku.release.kit import compose, kit
from xueku.release.papers import Source
from xueku.render.pool import spread
from xueku.review.publish import narrowed
from xueku.site.kit import kit_address
from xueku.site.writer import write_file
from xueku.typesetting.press import Press
from xueku.update.addresses import Addresses
from xueku.update.facts import Facts
from xueku.update.outputs import Outputs
from xueku.update.preparing import unpack
from xueku.update.progress import tell_progress
from xueku.update.reading import Reading
from xueku.update.store import Store, Table, digest_of


@dataclass(frozen=True)
class MadeKit:
    """What became of a record's kit: its address, empty where there is none, what it was made of, and the digest of the staged archive, if it was made anew."""

    address: str = ""
    key: bytes = b""
    digest: bytes = b""


@dataclass(frozen=True)
class KitMaker:
    """Makes kits into `staging`, from prepared records and what they were made of last time.

    `shared` is the digest of what all kits follow from.
    """

    shown: Facts
    shared: bytes
    press: Press
    staging: Path

    def __call__(self, job: tuple[bytes, bytes]) -> MadeKit:
        """The kit of one record, unless it is as it was."""
        prepared, before = job
        found = unpack(prepared)
        record = found.read.record
        mine = self.shown.records.get(record.id) if record else None
        if record is None or mine is None or mine.path != record.path:
            return MadeKit()
        own = narrowed(in_terms(record, self.shown.vocabularies), self.shown.records)
        if not isinstance(own.resource, Course):
            return MadeKit()
        source = Source(self.shown.linked(record.id, found.parts), own, own.resource, self.press)
        composed, address = compose(source), kit_address(own)
        key = digest_of(
            self.shared, prepared, *(part for name, page in composed.pages.items() for part in (name, page))
        )
        if key == before:
            return MadeKit(address, key)
        content = kit(source, composed)
        write_file(self.staging / address, content)
        return MadeKit(address, key, digest_of(content))


class Kits:
    """Kits as a store keeps them, by the path of each record's main file."""

    def __init__(self, store: Store, addresses: Addresses, outputs: Outputs) -> None:
        self._keys: Table[bytes] = store.table("kits")
        self._addresses, self._outputs = addresses, outputs

    def make(self, paths: Iterable[str], maker: KitMaker, reading: Reading) -> int:
        """Make the kits of these records, where they are not as they were; gives how many were made."""
        stale, count = sorted(paths), 0
        jobs = ((reading.packed(path), self._keys.get(path, b"")) for path in stale)
        for path, made in zip(
            stale,
            tell_progress(spread(maker, jobs, len(stale), is_heavy=True), len(stale), "课程包"),
            strict=True,
        ):
            self._addresses.own(_owner(path), [made.address] if made.address else [])
            if made.digest:
                self._outputs.note_staged({made.address: made.digest})
                count += 1
            if made.address:
                self._keys[path] = made.key
        self._keys.drop(path for path in stale if not made.address)
        return count

    def forget(self, paths: Iterable[str] | None = None) -> None:
        """Let there be no kits of these records; without `paths` none at all."""
        gone = [*self._keys] if paths is None else [path for path in paths if path in self._keys]
        for path in gone:
            self._addresses.own(_owner(path), [])
        self._keys.drop(gone)


def _owner(path: str) -> str:
    return f"/kit/{path}"
