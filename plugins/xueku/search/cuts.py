"""Long lists are cut: the best postings stand in one table, the rest in another. FORMAT.md §3."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from xueku.search.bits import Integers
from xueku.search.groups import Group
from xueku.search.places import Columns, Places
from xueku.search.rows import NO_ROWS, each_once, is_single
from xueku.search.scoring import CUTS, FIELDS, LEVELS, SINGLE_CUT, TEXT

_TEXT = FIELDS.index(TEXT)


def best(group: Group, columns: Columns) -> Integers:
    """The positions that are kept: of each list as many as its cut, those of most impact, of equal ones the first."""
    cuts = np.tile(CUTS, (len(group.numbers), 1))
    cuts[is_single(group.numbers), _TEXT] = SINGLE_CUT
    is_long = group.list_sizes > cuts
    if not is_long.any():
        return np.arange(len(columns.term))
    lists = columns.term * len(FIELDS) + columns.field
    kept = ~is_long.ravel()[lists]
    of_long = np.flatnonzero(~kept)
    kept[of_long] = _are_best(lists[of_long], LEVELS - columns.impact[of_long], cuts.ravel())
    return np.flatnonzero(kept)


def _are_best(lists: Integers, levels: Integers, cuts: Integers) -> npt.NDArray[np.bool_]:
    """Which members of lists that are longer than their cuts are kept. `lists` is ascending, `levels` are best first."""
    numbers, starts = each_once(lists)
    list_ = np.repeat(np.arange(len(numbers)), np.diff(starts, append=len(lists)))
    counts = np.bincount(list_ * LEVELS + levels, minlength=len(numbers) * LEVELS).reshape(-1, LEVELS)
    up_to = np.cumsum(counts, axis=1)
    # The first level that is not kept whole, and how many of it are.
    last = (up_to <= cuts[numbers][:, np.newaxis]).sum(axis=1)
    of_last = cuts[numbers] - np.where(last > 0, up_to[np.arange(len(numbers)), last - 1], 0)
    is_last = levels == last[list_]
    before = np.cumsum(is_last) - is_last
    rank = before - before[starts][list_]
    kept: npt.NDArray[np.bool_] = (levels < last[list_]) | is_last & (rank < of_last[list_])
    return kept


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
