"""Which shard a key is filed in: FNV-1a over UTF-16 code units, mixed once. FORMAT.md §2."""

from __future__ import annotations

import numpy as np

from xueku.search.bits import Integers

_BASIS, _PRIME, _MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def hash_of(key: str) -> int:
    """The hash of a key; its remainder is the shard's number."""
    value = _BASIS
    units = key.encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        value = (value ^ (high << 8 | low)) * _PRIME & _MASK
    return value ^ value >> 15


def hashes_of_units(*units: Integers) -> Integers:
    """The hashes of many keys of one length: an array for each of their code units."""
    value = np.full(len(units[0]), _BASIS, dtype=np.int64)
    for one in units:
        value = (value ^ one) * _PRIME & _MASK
    return value ^ value >> 15
