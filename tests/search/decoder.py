"""A slow, plain reader of shards, written from FORMAT.md alone: what the writer wrote is what this reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from xueku.model.text_hash import hash_of

ALPHABET = [chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\']
CUTS = {"text": 512, "heading": 4096, "title": 4096}
FIELDS = ("text", "heading", "title")

Postings = dict[tuple[int, int], int]
"""(document, leaf) → impact."""


def shard_of(key: str, count: int) -> int:
    """The shard that a key is filed in, of so many."""
    return hash_of(key) % count


def values(content: bytes) -> list[Any]:
    """What a script hands over."""
    found: list[Any] = json.loads(f"[{content.decode().partition('(')[2].rpartition(')')[0]}]")
    return found


def read_table(
    files: Mapping[str, bytes], letter: str, documents: int, leaf_counts: Mapping[int, int]
) -> dict[str, tuple[list[str], dict[str, tuple[int, Postings]]]]:
    """Every term of a table: its readings, and by field the size of its list before it was cut, and the postings."""
    found: dict[str, tuple[list[str], dict[str, tuple[int, Postings]]]] = {}
    for address, content in files.items():
        if address.startswith(f"assets/search/{letter}/"):
            _, names, data = values(content)
            found |= _read_shard(names, data, documents, leaf_counts, is_cut=letter == "p")
    return found


def _read_shard(
    names: str, data: str, documents: int, leaf_counts: Mapping[int, int], is_cut: bool
) -> dict[str, tuple[list[str], dict[str, tuple[int, Postings]]]]:
    bits = "".join(
        f"{ALPHABET.index(high) * 92 + ALPHABET.index(low):013b}"
        for high, low in zip(data[::2], data[1::2], strict=True)
    )
    stream = iter(bits)
    count = _gamma(stream) - 1
    terms: list[list[str]] = []
    code = 0
    for _ in range(count):
        code += _rice(stream, 27648**2, count)
        terms.append([chr(0x3400 + code // 27648) + chr(0x3400 + code % 27648)])
    before = ""
    for coded in names.split(" ") if names else []:
        before = before[: int(coded[0], 36)] + coded[1:]
        terms.append(before.split("="))
    found = {}
    for term, *readings in terms:
        mask = _gamma(stream)
        lists = {}
        for number, field in enumerate(FIELDS):
            if mask >> number & 1:
                size = _gamma(stream)
                cut = 8 if field == "text" and len(term) == 1 and "㐀" <= term <= "鿿" else CUTS[field]
                lists[field] = (
                    size,
                    _read_postings(
                        stream,
                        min(size, cut) if is_cut else size,
                        documents,
                        {} if field == "title" else leaf_counts,
                        in_text=field == "text",
                    ),
                )
        found[term] = readings, lists
    assert set(stream) <= {"0"}, "only zeros may fill up the last word"
    return found


def _read_postings(
    stream: Iterator[str], count: int, documents: int, leaf_counts: Mapping[int, int], *, in_text: bool
) -> Postings:
    found: Postings = {}
    document = 0
    for _ in range(count):
        document += _rice(stream, documents, count)
        leaf = _bits(stream, (leaf_counts.get(document, 1) - 1).bit_length())
        if in_text:
            distance = _zeros(stream) * 2 + _bits(stream, 1)
            found[document, leaf] = (distance + 3 - 1) % 16 + 1
        else:
            found[document, leaf] = _bits(stream, 4) + 1
    return found


def _gamma(stream: Iterator[str]) -> int:
    zeros = _zeros(stream)
    return 1 << zeros | _bits(stream, zeros)


def _rice(stream: Iterator[str], most: int, count: int) -> int:
    parameter = max(0, (11 * most // (16 * max(1, count))).bit_length() - 1)
    return _zeros(stream) << parameter | _bits(stream, parameter)


def _zeros(stream: Iterator[str]) -> int:
    zeros = 0
    while next(stream) == "0":
        zeros += 1
    return zeros


def _bits(stream: Iterator[str], count: int) -> int:
    return int("0" + "".join(next(stream) for _ in range(count)), 2)
