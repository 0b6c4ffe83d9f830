"""A group of rows becomes shards: small scripts that each hold all there is about some terms. FORMAT.md §2 and §3."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from xueku.search.bits import Integers, pack
from xueku.search.engine import part
from xueku.search.groups import Group
from xueku.search.lists import pair_codes, term_codes, woven
from xueku.search.places import Columns, Places

_SHARDS_A_PLACE = 2
_SHARDS_A_ROOT = 57


def shard_count(places: int) -> int:
    """How many shards so many places are spread over; grows by steps of √2, so that an edit hardly ever changes it.

    A query fetches a score of shards, and the manifest names all: both stay small if their number grows as the root of the size.
    """
    wish = max(1.0, min(_SHARDS_A_PLACE * places, _SHARDS_A_ROOT * places**0.5))
    return round(2 ** (round(2 * float(np.log2(wish))) / 2))


def write_shards(
    letter: str, group: Group, columns: Columns, kept: Integers, places: Places, name: Callable[[str], str]
) -> list[bytes]:
    """The content of each shard of a group, with the postings at the `kept` positions. `name` gives what a term is called there."""
    shards = len(group.shards)
    codes, shard = woven(
        pair_codes(group.numbers, group.shard, shards),
        term_codes(columns, kept, group.list_sizes, group.shard, places.leaf_counts),
    )
    return [
        part(f"{letter}{number}", front_coded(map(name, group.names(own))), data)
        for (number, own, _), data in zip(group.each(), pack(codes, shard, shards), strict=True)
    ]


def front_coded(names: Iterable[str]) -> str:
    """The names, parted by spaces, each as how many characters it shares with the one before, in base 36, and the others."""
    found: list[str] = []
    before = ""
    for name in names:
        shared = 0
        for one, other in zip(before, name[: len(_DIGITS) - 1], strict=False):
            if one != other:
                break
            shared += 1
        found.append(_DIGITS[shared] + name[shared:])
        before = name
    return " ".join(found)


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
