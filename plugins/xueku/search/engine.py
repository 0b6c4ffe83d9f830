"""The interface of a search engine: the default one writes shards, lunr is the simple one beside it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from xueku.search.documents import Document, Labels

FORMAT = 3
"""What a client must know to read the files; see FORMAT.md."""

FOLDER = "assets/search"
MANIFEST = f"{FOLDER}/manifest.js"
"""The one file of an index whose name never changes; it leads to all others."""


class SearchEngine(Protocol):
    """Writes an index that the browser's client of the same name reads."""

    @property
    def name(self) -> str:
        """What settings call it."""
        ...

    @property
    def client(self) -> str:
        """The file in `assets/` that reads the index in the browser."""
        ...

    def index(self, documents: Sequence[Document], labels: Labels) -> Mapping[str, bytes]:
        """The files of the index: address → bytes.

        Every file but the manifest is named by the hash of its content. Equal documents give equal bytes.
        """
        ...


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


def facet_columns(documents: Sequence[Document], labels: Labels) -> tuple[list[Any], str]:
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
