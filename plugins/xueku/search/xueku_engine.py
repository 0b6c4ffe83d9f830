"""The default engine: shards of postings and of sounds, texts leaf by leaf. FORMAT.md says what is in the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xueku.search.documents import Document, Labels, first_handbook
from xueku.search.engine import FOLDER, MANIFEST, facet_columns, manifest, part, short_hash
from xueku.search.leaves import Leaf, leaves
from xueku.search.postings import sound_postings, term_postings
from xueku.search.shards import Filing, shard_count, write_cut_table, write_table
from xueku.search.sounds import readings, stem
from xueku.search.terms import is_han, key_of, variants, variants_for

SHARD_HASH = 6
TEXT_HASH = 10
DIRECTORY = 64
"""Documents whose texts one directory names."""
_FILES_A_FOLDER = 1000
_PLACES_A_FURTHER_SHARD = 48
"""Sounds, and what is beyond the best postings, take so much less space than these."""


@dataclass(frozen=True)
class XuekuEngine:
    """Static postings of character pairs; a query fetches the few shards that it needs."""

    name: str = "xueku"
    client: str = "search-xueku.js"

    def index(self, documents: Sequence[Document], labels: Labels) -> Mapping[str, bytes]:
        """See `SearchEngine.index`."""
        leaves_of = [leaves(document) for document in documents]
        counts = [len(parts) for parts in leaves_of]
        shards, fewer = shard_count(sum(counts)), shard_count(sum(counts) // _PLACES_A_FURTHER_SHARD)
        best, rest = write_cut_table(
            "pr",
            term_postings(documents, leaves_of),
            Filing(key_of, _named),
            counts,
            (shards, fewer),
        )
        files, directories = _write_texts(documents, leaves_of)
        tables = {
            "p": best,
            "r": rest,
            "s": write_table("s", sound_postings(documents), Filing(stem, str), counts, fewer),
            "d": directories,
            "f": [part("f0", *facet_columns(documents, labels))],
            "v": [part("v0", _joined(variants()))],
        }
        named: dict[str, str] = {}
        for letter, contents in tables.items():
            hashes = [short_hash(content, SHARD_HASH) for content in contents]
            named[letter] = "".join(hashes)
            for number, (content, digest) in enumerate(zip(contents, hashes, strict=True)):
                files[f"{FOLDER}/{letter}/{number // _FILES_A_FOLDER}/{number}-{digest}.js"] = content
        files[MANIFEST] = manifest(
            self.name,
            labels,
            documents=len(documents),
            leaves=[[number, count] for number, count in enumerate(counts) if count > 1],
            aside=first_handbook(documents),
            variants=_joined(variants_for(_texts(documents, labels))),
            **named,
        )
        return files


def _texts(documents: Sequence[Document], labels: Labels) -> Iterator[str]:
    """Everything that queries are compared with."""
    for document in documents:
        yield from document.texts
    yield from (label for _, label in labels.kinds)


def _joined(pairs: Mapping[str, str]) -> str:
    return "".join(old + new for old, new in sorted(pairs.items()))


def _named(term: str) -> str:
    """A term as it is, and a Han character with its readings: 重=zhong=chong."""
    return "=".join((term, *readings(term))) if len(term) == 1 and is_han(term) else term


def _write_texts(
    documents: Sequence[Document], leaves_of: Sequence[Sequence[Leaf]]
) -> tuple[dict[str, bytes], list[bytes]]:
    """A file for each leaf, named by its content, and the directories that name them, `DIRECTORY` documents each."""
    files: dict[str, bytes] = {}
    names: list[str] = []
    for document, parts in zip(documents, leaves_of, strict=True):
        names.append("")
        for leaf in parts:
            content = _text(document, leaf)
            name = short_hash(content, TEXT_HASH)
            files[f"{FOLDER}/t/{name[:1]}/{name}.js"] = content.replace(b"?", name.encode(), 1)
            names[-1] += name
    starts = range(0, len(names), DIRECTORY)
    return files, [
        part(f"d{n}", " ".join(names[start : start + DIRECTORY])) for n, start in enumerate(starts)
    ]


def _text(document: Document, leaf: Leaf) -> bytes:
    """What is shown of a leaf; its name, the hash of its content, goes in the place of the question mark."""
    passages = [[passage.address, passage.heading, passage.text] for passage in leaf]
    return part("?", document.title, document.kind, document.day, passages)
