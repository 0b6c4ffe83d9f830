"""Which files of the site belong to what, so that a file whose owner no longer makes it is removed."""

from __future__ import annotations

from collections.abc import Iterable, Set

from xueku.update.store import Store


class Addresses:
    """The addresses that each owner made; an owner is a record's path or a name that begins with a slash."""

    def __init__(self, store: Store) -> None:
        self._table = store.table("addresses")
        # Of very many owners: tuples are a quarter of sets.
        self._before: dict[str, tuple[str, ...]] = {}
        self._now: dict[str, tuple[str, ...]] = {}

    def own(self, owner: str, addresses: Iterable[str]) -> None:
        """Let these be all addresses of an owner."""
        before, now = self._table.get(owner, ()), tuple(sorted(set(addresses)))
        self._before.setdefault(owner, before)
        self._now[owner] = now
        if now != before:
            self._table[owner] = now

    def of(self, owners: Iterable[str]) -> set[str]:
        """All addresses of these owners."""
        return {address for owner in owners for address in self._table.get(owner, ())}

    def expected(self, kept: Iterable[str]) -> set[str]:
        """All addresses of the site, where it had the `kept` ones before; what follows counts from them."""
        found = self.planned(kept)
        self._before, self._now = {}, {}
        return found

    def planned(self, kept: Iterable[str]) -> set[str]:
        """The same, before it is decided. What one owner left and another has now stays, whoever was asked first."""
        return set(kept).difference(*self._before.values()).union(*self._now.values())

    def owners(self, addresses: Set[str]) -> dict[str, str]:
        """Who owns these addresses."""
        return {
            address: owner
            for owner, owned in self._table.all().items()
            for address in owned
            if address in addresses
        }
