"""What it costs to make our index, and to make it again after an edit: processor time, memory, files."""

from __future__ import annotations

import resource
import sqlite3
import time
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench.search.sets import Page
from xueku.search.documents import Document, Labels, Passage
from xueku.search.engine import Entry, Load, State
from xueku.search.xueku_engine import XuekuEngine

_LABELS = Labels((("page", "页面"),))
_SENTENCE = "\n缺页写明，用完当天放回公共柜。"


class _Table(MutableMapping[str, bytes]):
    """A table in a file."""

    def __init__(self, file: Path) -> None:
        self._rows = sqlite3.connect(file)
        self._rows.execute("create table kept (key text primary key, value blob)")

    def __getitem__(self, key: str) -> bytes:
        for (value,) in self._rows.execute("select value from kept where key = ?", (key,)):
            return bytes(value)
        raise KeyError(key)

    def __setitem__(self, key: str, value: bytes) -> None:
        self._rows.execute("insert or replace into kept values (?, ?)", (key, value))

    def __delitem__(self, key: str) -> None:
        self._rows.execute("delete from kept where key = ?", (key,))

    def __iter__(self) -> Iterator[str]:
        return iter([key for (key,) in self._rows.execute("select key from kept")])

    def __len__(self) -> int:
        return len([*self])


def measure_updates(pages: Sequence[Page], file: Path) -> None:
    """Print a row for each of some builds, one after another; what is kept between them goes into a new file."""
    state = _Table(file)
    keys = [page.id for page in pages]
    by_key = {page.id: page for page in pages}

    def load(wanted: Iterable[str]) -> Iterator[Document]:
        return (_document(by_key[key]) for key in wanted)

    def with_sentence(wanted: Iterable[str]) -> Iterator[Document]:
        return map(_with_sentence, load(wanted))

    half = keys[len(keys) // 2]
    print("| build | CPU s | peak MB above start | files | MB written |\n|---|---|---|---|---|")
    _measure("all", _entries(keys, {}), load, state)
    _measure("nothing changed", _entries(keys, {}), load, state)
    _measure("a sentence more in one body", _entries(keys, {half: b"1"}), with_sentence, state)
    _measure("the same taken away", _entries(keys, {}), load, state)
    _measure("one page less", _entries([key for key in keys if key != half], {}), load, state)
    _measure("and back again", _entries(keys, {}), load, state)


def _document(page: Page) -> Document:
    passages = (
        Passage(f"{page.id}.html#{n}", heading, text) for n, (heading, text) in enumerate(page.sections)
    )
    return Document(page.title, "page", (Passage(f"{page.id}.html", "", ""), *passages))


def _with_sentence(document: Document) -> Document:
    *others, last = document.passages
    return replace(document, passages=(*others, replace(last, text=last.text + _SENTENCE)))


def _entries(keys: Iterable[str], edited: dict[str, bytes]) -> list[Entry]:
    return [Entry(key, edited.get(key, b"0")) for key in keys]


def _measure(name: str, entries: Sequence[Entry], load: Load, state: State) -> None:
    sizes: list[int] = []
    before, started = _peak(), time.process_time()
    XuekuEngine().update(entries, load, _LABELS, state, lambda _, content: sizes.append(len(content)))
    used = time.process_time() - started
    print(
        f"| {name} | {used:.2f} | {_peak() - before:.0f} | {len(sizes)} | {sum(sizes) / 1e6:.1f} |",
        flush=True,
    )


def _peak() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
