"""The simple engine: an index of the `lunr` package, read by lunr.js in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lunr.builder import Builder

from xueku.search.analyzer import pinyin_tokens, words
from xueku.search.documents import Document
from xueku.search.engine import MANIFEST, hashed, script

_BOOSTS = {"title": 8, "heading": 3, "text": 1, "pinyin": 4}


@dataclass(frozen=True)
class LunrEngine:
    """One index file that holds everything; good for some hundred pages."""

    name: str = "lunr"
    client: str = "search-lunr.js"

    def index(self, documents: Sequence[Document], kinds: Sequence[tuple[str, str]]) -> Mapping[str, bytes]:
        """See `SearchEngine.index`."""
        content = script(
            "xuekuSearchIndex",
            {
                "format": 1,
                "engine": self.name,
                "kinds": [{"id": id_, "label": label} for id_, label in kinds],
                "documents": [
                    {
                        "address": document.address,
                        "record": document.record,
                        "title": document.title,
                        "heading": document.heading,
                        "kind": document.kind,
                        "text": document.text,
                    }
                    for document in documents
                ],
                "lunr": _lunr_index(documents),
            },
        )
        name = hashed("index", content)
        manifest = script("xuekuSearchManifest", {"format": 1, "engine": self.name, "index": name})
        return {f"assets/search/{name}": content, MANIFEST: manifest}


def _lunr_index(documents: Sequence[Document]) -> dict[str, Any]:
    builder = Builder()
    for field, boost in _BOOSTS.items():
        builder.field(field, boost=boost)
    for number, document in enumerate(documents):
        is_first = not document.heading
        builder.add(
            {
                "id": str(number),
                "title": words(document.title + " " + " ".join(document.keywords)) if is_first else [],
                "heading": words(document.heading),
                "text": words(document.text),
                "pinyin": pinyin_tokens(document.title) if is_first else [],
            },
        )
    serialized: dict[str, Any] = builder.build().serialize()
    return serialized
