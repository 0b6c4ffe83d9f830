"""The lists of a shard as codes: the names of its pairs, and for each term its postings field by field. FORMAT.md §3."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from xueku.search.bits import Codes, Integers, bit_length, gamma
from xueku.search.postings import Columns
from xueku.search.scoring import FIELDS, LEVELS, TEXT, TITLE

_FIRST_HAN, _HAN = 0x3400, 0xA000 - 0x3400
NO_PAIR = _HAN * _HAN
"""The code of a term that is no pair of Han characters: it comes after all that are."""

_FIELDS = len(FIELDS)
_USUAL_TEXT_IMPACT = 3
"""A term that stands once in a text of usual length; half of all postings have this impact or the next."""


def pair_code(term: str) -> int:
    """The number of a pair of Han characters in the order of all such pairs; NO_PAIR for any other term."""
    if len(term) != 2:
        return NO_PAIR
    first, second = (ord(unit) - _FIRST_HAN for unit in term)
    return first * _HAN + second if 0 <= first < _HAN and 0 <= second < _HAN else NO_PAIR


def pair_codes(pairs: Integers, shard: Integers, shards: int) -> tuple[Codes, Integers]:
    """How many pairs each shard has, and their names as gaps; with the shard of each code.

    `pairs` holds the pair codes of terms in ascending order within each shard, and NO_PAIR; `shard` has an entry a term.
    """
    named = pairs < NO_PAIR
    pairs, shard = pairs[named], shard[named]
    counts = np.bincount(shard, minlength=shards)
    gaps = rice(_gaps(pairs, shard), rice_parameter(NO_PAIR, counts)[shard])
    return Codes.joined(gamma(counts + 1), gaps), np.concatenate((np.arange(shards), shard))


def term_codes(
    columns: Columns, kept: Integers, sizes: Integers, shard: Integers, leaf_counts: Sequence[int]
) -> tuple[Codes, Integers]:
    """The postings of terms, with the shard of each code.

    `kept` are the rows that are written; `sizes`, the length of each list before it was cut, has an entry for each term and field;
    `shard` has one a term.
    """
    lists = (columns.term * _FIELDS + columns.field)[kept]
    present = np.flatnonzero(sizes)
    codes = Codes.joined(
        gamma((sizes.reshape(-1, _FIELDS) > 0) @ (1 << np.arange(_FIELDS))),
        gamma(sizes[present]),
        _postings(columns, kept, lists, leaf_counts),
    )
    # A term is its fields, then for each of them the number of postings and the postings by place.
    by_list = np.concatenate((np.arange(len(shard)) * _FIELDS, present, lists))
    by_part = np.concatenate((np.full(len(shard), -2), np.full(len(present), -1), kept))
    order = np.lexsort((by_part, by_list))
    return codes[order], shard[by_list[order] // _FIELDS]


def _postings(columns: Columns, rows: Integers, lists: Integers, leaf_counts: Sequence[int]) -> Codes:
    """A code for each row: the gap to the document before it in its list, the leaf where there are several, the impact."""
    document = columns.document[rows]
    parameter = rice_parameter(len(leaf_counts), np.bincount(lists))[lists]
    leaf_bits = bit_length(np.array(leaf_counts, dtype=np.int64) - 1)[document]
    leaf_bits[columns.field[rows] == FIELDS.index(TITLE)] = 0
    gaps = rice(_gaps(document, lists), parameter)
    impact_bits, impact = _impacts(columns.impact[rows], columns.field[rows] == FIELDS.index(TEXT))
    value = ((gaps.value << leaf_bits | columns.leaf[rows]) << impact_bits) | impact
    return Codes(gaps.zeros, gaps.width + leaf_bits + impact_bits, value)


def _impacts(impact: Integers, in_text: npt.NDArray[np.bool_]) -> tuple[Integers, Integers]:
    """Width and value of each impact: of texts the distance from the usual one as a Rice code, of other fields four bits."""
    distance = (impact - _USUAL_TEXT_IMPACT) % LEVELS
    width = np.where(in_text, (distance >> 1) + 2, 4)
    return width, np.where(in_text, 2 | distance & 1, impact - 1)


def rice_parameter(most: int, counts: Integers) -> Integers:
    """How many bits of a gap are written as they are, where `counts` numbers below `most` are written as gaps."""
    return np.maximum(0, bit_length(most * 11 // (16 * np.maximum(1, counts))) - 1)


def rice(gaps: Integers, parameter: Integers) -> Codes:
    """Golomb-Rice codes: the quotient by 2**`parameter` as zeros, the remainder as bits."""
    return Codes(gaps >> parameter, parameter, gaps & ((1 << parameter) - 1))


def _gaps(numbers: Integers, group: Integers) -> Integers:
    """Each number less the one before it in its group; groups are contiguous."""
    before = np.concatenate(([0], numbers[:-1]))[: len(numbers)]
    is_first = np.concatenate(([True], group[1:] != group[:-1]))[: len(group)]
    return numbers - np.where(is_first, 0, before)
