"""Postings become shards: small scripts that each hold all there is about some terms. FORMAT.md §2 and §3."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
import numpy.typing as npt

from xueku.search.bits import Codes, Integers, pack
from xueku.search.engine import part
from xueku.search.lists import NO_PAIR, pair_code, pair_codes, term_codes
from xueku.search.postings import Collector, Columns, first_row, terms_of, with_terms
from xueku.search.scoring import CUTS, FIELDS, SINGLE_CUT, TEXT
from xueku.search.terms import is_han

_SHARDS_A_PLACE = 2
_SHARDS_A_ROOT = 57
_FIELDS = len(FIELDS)
_BATCH = 128
"""Shards written together: as many as memory should hold taken apart."""


def shard_count(places: int) -> int:
    """How many shards so many places are spread over; grows by steps of √2, so that an edit hardly ever changes it.

    A query fetches a score of shards, and the manifest names all: both stay small if their number grows as the root of the size.
    """
    wish = max(1.0, min(_SHARDS_A_PLACE * places, _SHARDS_A_ROOT * places**0.5))
    return round(2 ** (round(2 * float(np.log2(wish))) / 2))


def shard_of(key: str, count: int) -> int:
    """The shard that a key is filed in: FNV-1a over UTF-16 code units, mixed once."""
    value = 0x811C9DC5
    units = key.encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        value = (value ^ (high << 8 | low)) * 0x01000193 & 0xFFFFFFFF
    return (value ^ value >> 15) % count


@dataclass(frozen=True)
class Filing:
    """How the terms of a table are filed: the key that a term's shard is chosen by, and its name there."""

    key: Callable[[str], str]
    name: Callable[[str], str]


def write_table(
    letter: str, postings: Collector, filing: Filing, leaf_counts: Sequence[int], count: int
) -> list[bytes]:
    """The content of each of `count` shards, with all postings. `leaf_counts` has an entry a document."""
    return [*_write(letter, _arrange(postings, postings.rows(), filing, count), leaf_counts, None)]


def write_cut_table(
    letters: str, postings: Collector, filing: Filing, leaf_counts: Sequence[int], counts: tuple[int, int]
) -> tuple[list[bytes], list[bytes]]:
    """Two tables: the best postings of each list, and the rest. `letters` and `counts` name them and say how many shards they have.

    Of texts that hold a single Han character there is no rest: too many do.
    """
    dropped: list[Integers] = []
    best = [*_write(letters[0], _arrange(postings, postings.rows(), filing, counts[0]), leaf_counts, dropped)]
    rest = _arrange(postings, np.concatenate(dropped), filing, counts[1])
    return best, [*_write(letters[1], rest, leaf_counts, None)]


@dataclass(frozen=True)
class _Arranged:
    """The used terms shard by shard, in each the pairs first, and the rows that go with them, whose terms are positions in `terms`.

    `original` is what number a term had, `ends` where each shard's terms end, with a 0 before; `filing` names terms.
    """

    terms: npt.NDArray[np.object_]
    original: Integers
    pairs: Integers
    shard: Integers
    ends: Integers
    rows: Integers
    filing: Filing


def _arrange(postings: Collector, rows: Integers, filing: Filing, count: int) -> _Arranged:
    terms = np.array([*postings.terms], dtype=object)
    used = terms_of(rows)
    shard = np.array([shard_of(filing.key(term), count) for term in terms[used]], dtype=np.int64)
    pairs = np.array([pair_code(term) for term in terms[used]], dtype=np.int64)
    order = np.lexsort((terms[used], pairs, shard)) if len(used) else used
    original = used[order]
    places = np.zeros(len(terms), dtype=np.int64)
    places[original] = np.arange(len(original))
    rows = with_terms(rows, places)
    rows.sort()
    ends = np.concatenate(([0], np.searchsorted(shard[order], np.arange(count), side="right")))
    return _Arranged(terms[original], original, pairs[order], shard[order], ends, rows, filing)


def _write(
    letter: str, table: _Arranged, leaf_counts: Sequence[int], dropped: list[Integers] | None
) -> Iterator[bytes]:
    """The shards of a table. Rows beyond the cut of their list go to `dropped`; with None nothing is cut."""
    count = len(table.ends) - 1
    for first in range(0, count, _BATCH):
        last = min(first + _BATCH, count)
        begin, end = table.ends[first], table.ends[last]
        rows = table.rows[first_row(table.rows, begin) : first_row(table.rows, end)]
        columns = Columns.of(rows, begin)
        sizes = np.bincount(columns.term * _FIELDS + columns.field, minlength=int(end - begin) * _FIELDS)
        kept = np.arange(len(rows))
        if dropped is not None:
            cuts, has_rest = _cuts(table.terms[begin:end])
            kept = _best(columns, np.minimum(sizes, cuts))
            lists = np.delete(columns.term * _FIELDS + columns.field, kept)
            dropped.append(with_terms(np.delete(rows, kept)[has_rest[lists]], table.original))
        shard = table.shard[begin:end] - first
        both = (
            pair_codes(table.pairs[begin:end], shard, last - first),
            term_codes(columns, kept, sizes, shard, leaf_counts),
        )
        group = np.concatenate([one[1] for one in both])
        order = np.argsort(group, kind="stable")
        data = pack(Codes.joined(*(one[0] for one in both))[order], group[order], last - first)
        for number, text in enumerate(data, first):
            own = slice(table.ends[number], table.ends[number + 1])
            names = map(table.filing.name, table.terms[own][table.pairs[own] == NO_PAIR])
            yield part(f"{letter}{number}", front_coded(names), text)


def front_coded(names: Iterable[str]) -> str:
    """The names, parted by spaces, each as how many characters it shares with the one before, in base 36, and the others."""
    found: list[str] = []
    before = ""
    for name in names:
        shared = min(
            35, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, name, strict=False)))
        )
        found.append(_DIGITS[shared] + name[shared:])
        before = name
    return " ".join(found)


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _cuts(terms: Iterable[str]) -> tuple[Integers, npt.NDArray[np.bool_]]:
    """For each list, shape (terms × fields), how many postings it may keep, and whether it has a rest."""
    single = np.array([len(term) == 1 and is_han(term) for term in terms], dtype=bool)
    cuts = np.tile(CUTS, (len(single), 1))
    cuts[single, FIELDS.index(TEXT)] = SINGLE_CUT
    has_rest = np.ones(cuts.shape, dtype=bool)
    has_rest[single, FIELDS.index(TEXT)] = False
    return cuts.ravel(), has_rest.ravel()


def _best(columns: Columns, sizes: Integers) -> Integers:
    """The rows that are kept: of each list as many as `sizes` says, those of most impact, of equal ones the first."""
    lists = columns.term * _FIELDS + columns.field
    order = np.lexsort((-columns.impact, lists))
    rank = np.arange(len(order)) - np.searchsorted(lists, lists)
    return np.sort(order[rank < sizes[lists]])
