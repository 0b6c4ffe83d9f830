"""The kits of a site as a store keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xueku.render.pool import spread
from xueku.update.addresses import Addresses
from xueku.update.outputs import Outputs
from xueku.update.progress import tell_progress
from xueku.update.reading import Reading
from xueku.update.store import Store, Table

if TYPE_CHECKING:
    from xueku.update.kit_making import KitMaker


@dataclass(frozen=True)
class MadeKit:
    """What became of a record's kit: its address, empty where there is none, what it was made of, and the digest of the staged archive, if it was made anew."""

    address: str = ""
    key: bytes = b""
    digest: bytes = b""


class Kits:
    """Kits as a store keeps them, by the path of each record's main file."""

    def __init__(self, store: Store, addresses: Addresses, outputs: Outputs) -> None:
        self._keys: Table[bytes] = store.table("kits")
        self._addresses, self._outputs = addresses, outputs

    def make(self, stale: Sequence[str], maker: KitMaker, reading: Reading) -> int:
        """Make the kits of these records, where they are not as they were; gives how many were made."""
        count = 0
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
