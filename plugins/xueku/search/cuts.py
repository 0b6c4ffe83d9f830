"""Long lists are cut: the best postings stand in one table, the rest in another. FORMAT.md §3."""

from __future__ import annotations

import numpy as np

from xueku.search.bits import Integers
from xueku.search.groups import Group
from xueku.search.places import Columns, Places
from xueku.search.rows import NO_ROWS, is_single
from xueku.search.scoring import CUTS, FIELDS, LEVELS, SINGLE_CUT, TEXT

_TEXT = FIELDS.index(TEXT)


def best(group: Group, columns: Columns) -> Integers:
    """The positions that are kept: of each list as many as its cut, those of most impact, of equal ones the first."""
    cuts = np.tile(CUTS, (len(group.numbers), 1))
    cuts[is_single(group.numbers), _TEXT] = SINGLE_CUT
    sizes = group.list_sizes
    if not (sizes > cuts).any():
        return np.arange(len(columns.term))
    lists = columns.term * len(FIELDS) + columns.field
    is_long = (sizes > cuts).ravel()[lists]
    of_long = np.flatnonzero(is_long)
    order = (lists[of_long] * LEVELS + LEVELS - columns.impact[of_long]) << 32 | of_long
    order.sort()
    position = order & 0xFFFFFFFF
    list_ = lists[position]
    rank = np.arange(len(position)) - np.searchsorted(list_, list_)
    is_long[position[rank < cuts.ravel()[list_]]] = False
    return np.flatnonzero(~is_long)


def rest_in(group: Group, places: Places) -> Integers:
    """The rows of a group that are not kept, sorted, but for those of texts that hold a single Han character: too many do."""
    columns = Columns.of(group, places)
    return rest_of(group, columns, best(group, columns), places)


def rest_of(group: Group, columns: Columns, kept: Integers, places: Places) -> Integers:
    """See `rest_in`; `kept` is what `best` gave."""
    if len(kept) == len(columns.term):
        return NO_ROWS
    has_rest = (columns.field != _TEXT) | ~is_single(group.numbers)[columns.term]
    has_rest[kept] = False
    return columns.rows(np.flatnonzero(has_rest), group, places)
