"""Which files of the site belong to what, so that a file whose owner no longer makes it is removed."""

from __future__ import annotations

from collections.abc import Iterable

from xueku.update.store import Store


class Addresses:
    """The addresses that each owner made; an owner is a record's path or a name that begins with a slash."""

    def __init__(self, store: Store) -> None:
        self._table = store.table("addresses")
        self._left: set[str] = set()
        self._new: set[str] = set()

    def own(self, owner: str, addresses: Iterable[str]) -> None:
        """Let these be all addresses of an owner."""
        now = set(addresses)
        before = set(self._table.get(owner, ()))
        self._left = (self._left | (before - now)) - now
        self._new = (self._new - (before - now)) | now
        if now != before:
            self._table[owner] = tuple(sorted(now))

    def expected(self, kept: Iterable[str]) -> set[str]:
        """All addresses of the site, where it had the `kept` ones before; what follows counts from them."""
        found = (set(kept) - self._left) | self._new
        self._left, self._new = set(), set()
        return found
