"""The simple engine: an index of the `lunr` package, read by lunr.js in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from xueku.search.documents import Document, Labels
from xueku.search.engine import (
    FOLDER,
    MANIFEST,
    Entry,
    Load,
    SearchEngine,
    State,
    Write,
    facet_columns,
    manifest,
    part,
    short_hash,
)

_BOOSTS = {"title": 8, "heading": 3, "text": 1, "pinyin": 4}


class LunrEngine(SearchEngine):
    """One index file that holds everything; good for some hundred pages. It keeps nothing between builds."""

    name = "lunr"
    client = "search-lunr.js"

    def update(
        self, entries: Sequence[Entry], load: Load, labels: Labels, state: State, write: Write
    ) -> AbstractSet[str]:
        """See `SearchEngine.update`."""
        documents = [*load([entry.key for entry in entries])]
        passages = [
            {
                "address": passage.address,
                "document": number,
                "title": document.title,
                "heading": passage.heading,
                "kind": document.kind,
                "text": passage.text,
            }
            for number, document in enumerate(documents)
            for passage in document.passages
        ]
        content = part("l0", passages, _lunr_index(documents), *facet_columns(documents, labels))
        digest = short_hash(content, 10)
        address = f"{FOLDER}/index-{digest}.js"
        write(address, content)
        write(MANIFEST, manifest(self.name, labels, l=digest))
        return {address, MANIFEST}


def _lunr_index(documents: Sequence[Document]) -> dict[str, Any]:
    # A fifth of a second to load, and most sites use the other engine.
    from lunr.builder import Builder

    from xueku.search.analyzer import pinyin_tokens, words

    builder = Builder()
    for field, boost in _BOOSTS.items():
        builder.field(field, boost=boost)
    number = 0
    for document in documents:
        for passage in document.passages:
            is_first = not passage.heading
            builder.add(
                {
                    "id": str(number),
                    "title": words(document.title + " " + " ".join(document.keywords)) if is_first else [],
                    "heading": words(passage.heading),
                    "text": words(passage.text),
                    "pinyin": pinyin_tokens(document.title) if is_first else [],
                },
            )
            number += 1
    serialized: dict[str, Any] = builder.build().serialize()
    return serialized
