"""Which shards many keys of one length are filed in: `hash_of` for whole arrays. FORMAT.md §2."""

from __future__ import annotations

import numpy as np

from xueku.model.text_hash import BASIS, MASK, PRIME
from xueku.search.bits import Integers


def hashes_of_units(*units: Integers) -> Integers:
    """The hashes of many keys of one length: an array for each of their code units."""
    value = np.full(len(units[0]), BASIS, dtype=np.int64)
    for one in units:
        value = (value ^ one) * PRIME & MASK
    return value ^ value >> 15
