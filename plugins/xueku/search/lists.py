"""The lists of a shard as codes: the names of its pairs, and for each term its postings field by field. FORMAT.md §3."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xueku.search.bits import Codes, Integers, bit_length, gamma
from xueku.search.places import Columns
from xueku.search.rows import NO_PAIR
from xueku.search.scoring import FIELDS, LEVELS, TEXT, TITLE

_FIELDS = len(FIELDS)
_USUAL_TEXT_IMPACT = 3
"""A term that stands once in a text of usual length; half of all postings have this impact or the next."""

Grouped = tuple[Codes, Integers]
"""Codes with the shard of each, ascending."""


def woven(*parts: Grouped) -> Grouped:
    """The codes of all parts shard by shard, in each one part after another."""
    shard = np.concatenate([one for _, one in parts])
    order = np.argsort(shard, kind="stable")
    return Codes.joined(*(codes for codes, _ in parts))[order], shard[order]


def pair_codes(numbers: Integers, shard: Integers, shards: int) -> Grouped:
    """How many pairs each shard has, and their names as gaps.

    `numbers` are those of terms, pairs ascending within each shard; `shard` has an entry a term.
    """
    named = numbers < NO_PAIR
    pairs, shard = numbers[named], shard[named]
    counts = np.bincount(shard, minlength=shards)
    gaps = rice(_gaps(pairs, shard), rice_parameter(NO_PAIR, counts)[shard])
    return woven((gamma(counts + 1), np.arange(shards)), (gaps, shard))


def term_codes(
    columns: Columns, kept: Integers, sizes: Integers, shard: Integers, leaf_counts: Integers
) -> Grouped:
    """The postings of terms.

    `kept` are the positions that are written; `sizes`, shape (terms × fields), the length of each list before it was cut; `shard` has
    an entry a term.
    """
    term = columns.term[kept]
    lists = term * _FIELDS + columns.field[kept]
    is_present = sizes.ravel() > 0
    present = np.flatnonzero(is_present)
    # A term is its fields, then for each of them the number of postings and the postings by place.
    heads = np.arange(len(sizes)), present // _FIELDS
    lists_before: Integers = np.cumsum(is_present) - is_present
    rows_before = np.searchsorted(lists, np.arange(is_present.size))
    places = np.concatenate(
        (
            heads[0] + lists_before[::_FIELDS] + rows_before[::_FIELDS],
            heads[1] + 1 + np.arange(len(present)) + rows_before[present],
            term + 1 + lists_before[lists] + 1 + np.arange(len(kept)),
        )
    )
    codes = Codes.joined(
        gamma((sizes > 0) @ (1 << np.arange(_FIELDS))),
        gamma(sizes.ravel()[present]),
        _postings(columns, kept, lists, leaf_counts),
    )
    order = np.empty(len(places), dtype=np.int64)
    order[places] = np.arange(len(places))
    return codes[order], shard[np.concatenate((*heads, term))[order]]


def _postings(columns: Columns, kept: Integers, lists: Integers, leaf_counts: Integers) -> Codes:
    """A code for each posting: the gap to the document before it in its list, the leaf where there are several, the impact."""
    document, field = columns.document[kept], columns.field[kept]
    parameter = rice_parameter(len(leaf_counts), np.bincount(lists))[lists]
    leaf_bits = bit_length(leaf_counts - 1)[document]
    leaf_bits[field == FIELDS.index(TITLE)] = 0
    gaps = rice(_gaps(document, lists), parameter)
    impact_bits, impact = _impacts(columns.impact[kept], field == FIELDS.index(TEXT))
    value = ((gaps.value << leaf_bits | columns.leaf[kept]) << impact_bits) | impact
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
