"""What was found, and findings as a store keeps them, by the path of each record's main file: hints by themselves, for there may be very many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.update.store import Store, Table


@dataclass(frozen=True)
class Found:
    """The findings on one record, and the facts that they followed from. `sought` is what a comparison with the library starts from."""

    findings: tuple[Diagnostic, ...] = ()
    read: tuple[str, ...] = ()
    sought: bytes = b""


class KeptFindings:
    """The findings of one sort of check."""

    def __init__(self, store: Store, name: str) -> None:
        self._weighty: Table[tuple[Diagnostic, ...]] = store.table(name)
        self._hints: Table[tuple[Diagnostic, ...]] = store.table(f"{name}, hints")
        self._read: dict[str, tuple[bytes, tuple[Diagnostic, ...]]] = {}

    def put(self, found: Mapping[str, Sequence[Diagnostic]]) -> None:
        """Let these be all findings on these paths."""
        self.drop(found)
        for table, are_hints in ((self._weighty, False), (self._hints, True)):
            parts = {
                path: tuple(one for one in findings if (one.severity == Severity.HINT) == are_hints)
                for path, findings in found.items()
            }
            table.put({path: part for path, part in parts.items() if part})

    def drop(self, paths: Iterable[str]) -> None:
        """Forget the findings on these paths."""
        gone = [*paths]
        self._weighty.drop(gone)
        self._hints.drop(gone)

    def of(self, path: str) -> tuple[Diagnostic, ...]:
        """All findings on this path."""
        return (*self._weighty.get(path, ()), *self._hints.get(path, ()))

    def weighty(self) -> Iterator[Diagnostic]:
        """Every error and warning. A server asks after each edit: what it was told before is not read again."""
        self._read = self._weighty.all_since(self._read)
        return (finding for _, found in self._read.values() for finding in found)

    def hints(self) -> Iterator[Diagnostic]:
        """Every hint."""
        return (finding for found in self._hints.all().values() for finding in found)

    @property
    def has_hints(self) -> bool:
        """Whether there are hints."""
        return bool(self._hints)
