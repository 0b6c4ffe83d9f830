"""The interface of a search engine: the default one writes shards, lunr is the simple one beside it."""

from __future__ import annotations

import base64
import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from xueku.catalog.facets import FacetValue
from xueku.search.documents import Document, Labels

FORMAT = 3
"""What a client must know to read the files; see FORMAT.md."""

FOLDER = "assets/search"
MANIFEST = f"{FOLDER}/manifest.js"
"""The one file of an index whose name never changes; it leads to all others."""


State = MutableMapping[str, bytes]
"""What an engine keeps between builds. An engine that finds anything else in it clears it."""

Load = Callable[[Sequence[str]], Iterable[Document]]
"""Gives the documents that have these keys, in this order, each when it is asked for."""

Write = Callable[[str, bytes], None]
"""Takes a file of the index: address, content."""


@dataclass(frozen=True)
class Entry:
    """A document as light as can be: its key, which no other has, and a digest of everything in it."""

    key: str
    digest: bytes


class SearchEngine(ABC):
    """Writes an index that the browser's client of the same name reads."""

    name: ClassVar[str]
    """What settings call it."""

    client: ClassVar[str]
    """The file in `assets/` that reads the index in the browser."""

    @abstractmethod
    def update(
        self, entries: Sequence[Entry], load: Load, labels: Labels, state: State, write: Write
    ) -> AbstractSet[str]:
        """Write the files that the last build with this `state` did not write alike; gives the addresses of all files there are now.

        `entries` are all documents in order. Only those that changed are loaded, if `state` is what the last build left; with any
        other all are, and all files written. Every file but the manifest is named by the hash of its content. Equal documents give equal
        bytes, whatever was written before. Raises ValueError if two entries have the same key.
        """

    def index(self, documents: Sequence[Document], labels: Labels) -> Mapping[str, bytes]:
        """All files of the index over these documents: address → bytes."""
        files: dict[str, bytes] = {}
        entries = [Entry(str(number), b"") for number in range(len(documents))]

        def load(keys: Sequence[str]) -> Iterable[Document]:
            return (documents[int(key)] for key in keys)

        self.update(entries, load, labels, _NoState(), files.__setitem__)
        return files


class _NoState(dict[str, bytes]):
    """Keeps nothing: after this build there is no other."""

    def __setitem__(self, key: str, value: bytes) -> None:
        pass


def script(function: str, *values: Any) -> bytes:
    """A classic script that hands values to a registered function, so that http and file:// are the same."""
    text = ",".join(
        json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for value in values
    )
    # U+2028 and U+2029 end a line in scripts of before ES2019.
    return f"{function}({text});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def part(name: str, *values: Any) -> bytes:
    """A script that hands the part of an index that has this name to the page."""
    return script("xuekuSearchPart", name, *values)


def short_hash(content: bytes, length: int) -> str:
    """Lower-case base 32, five bits a letter: names that differ do so on every file system."""
    return base64.b32encode(hashlib.sha256(content).digest()).decode().lower()[:length]


def manifest(engine: str, labels: Labels, **own: Any) -> bytes:
    """The manifest of an engine's index: what every client reads of it, and what only the engine's own does."""
    kinds = [{"id": id_, "label": label} for id_, label in labels.kinds]
    return script("xuekuSearchManifest", {"format": FORMAT, "engine": engine, "kinds": kinds, **own})


class Listed(Protocol):
    """What narrowing needs to know of a document."""

    @property
    def kind(self) -> str:
        """The id of its kind."""
        ...

    @property
    def day(self) -> str:
        """An ISO date or ""."""
        ...

    @property
    def facets(self) -> Mapping[str, tuple[FacetValue, ...]]:
        """Its values by facet name."""
        ...


def facet_columns(documents: Sequence[Listed], labels: Labels) -> tuple[list[Any], str]:
    """Every facet as name, label, values (id, label) and column; and the day of each document.

    In a column documents are parted by `;`, the values of one by `,` as positions in the facet's list. The kind is the first facet.
    """
    kinds = [id_ for id_, _ in labels.kinds]
    kind_column = ";".join(str(kinds.index(document.kind)) for document in documents)
    columns: list[Any] = [["kind", "类别", [list(kind) for kind in labels.kinds], kind_column]]
    for name, label in labels.facets:
        values = sorted({value for document in documents for value in document.facets.get(name, ())})
        places = {value: number for number, value in enumerate(values)}
        column = (
            ",".join(str(places[value]) for value in document.facets.get(name, ())) for document in documents
        )
        columns.append([name, label, [[value.id, value.label] for value in values], ";".join(column)])
    return columns, ";".join(document.day for document in documents)
