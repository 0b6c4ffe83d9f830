"""How well a file was read: headings, tables, pictures, 落款, 附件 against the answer, and characters that were lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.importers.word.maker import Answer


@dataclass(frozen=True)
class Found:
    """What one reader found. `depths` says whether its headings' depths mean anything."""

    headings: Sequence[tuple[int, str]] = ()
    tables: Sequence[Sequence[Sequence[str]]] = ()
    pictures: int = 0
    units: Sequence[str] = ()
    day: str = ""
    attachments: Sequence[str] = ()
    title: str = ""
    text: str = ""


@dataclass
class Score:
    """Counts over many files: of each thing how many there are, how many were found, how many of those are right."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, answer: Answer, found: Found, characters: Counter[str]) -> None:
        """Count one file. `characters` are those that it holds."""
        self._compare(
            name,
            "headings",
            [_plain(words) for _, words in answer.headings],
            [_plain(w) for _, w in found.headings],
        )
        self._compare(
            name,
            "levels",
            [f"{depth} {_plain(words)}" for depth, words in answer.headings],
            [f"{depth} {_plain(words)}" for depth, words in found.headings],
        )
        self._compare(name, "tables", list(map(_table, answer.tables)), list(map(_table, found.tables)))
        self._compare(name, "pictures", ["picture"] * answer.pictures, ["picture"] * found.pictures)
        foot = [*answer.units, answer.day] if answer.day or answer.units else []
        self._compare(
            name,
            "signatures",
            list(map(_plain, foot)),
            [_plain(one) for one in (*found.units, found.day) if one],
        )
        self._compare(
            name, "attachments", list(map(_plain, answer.attachments)), list(map(_plain, found.attachments))
        )
        self._compare(name, "titles", [_plain(answer.title)], [_plain(found.title)] if found.title else [])
        missing = characters - Counter(_plain(found.text))
        self.lost += missing.total()
        if missing:
            self.misses.append(f"{name}: lost {''.join(missing.elements())[:40]}")

    def _compare(self, name: str, what: str, wanted: list[str], found: list[str]) -> None:
        common = Counter(wanted) & Counter(found)
        self.wanted[what] += len(wanted)
        self.found[what] += len(found)
        self.right[what] += common.total()
        for kind, words in (("missing", Counter(wanted) - common), ("wrong", Counter(found) - common)):
            self.misses += [f"{name}: {what} {kind}: {one[:60]}" for one in words.elements()]

    def f1(self, what: str) -> float:
        """Of precision and recall the harmonic mean; 1 where there was nothing to find and nothing was found."""
        total = self.wanted[what] + self.found[what]
        return 2 * self.right[what] / total if total else 1.0


def _table(rows: Iterable[Iterable[str]]) -> str:
    """The words of the cells that have any: how a merged cell is filled up is nobody's merit."""
    return "\n".join("|".join(filter(None, map(_plain, row))) for row in rows)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)
