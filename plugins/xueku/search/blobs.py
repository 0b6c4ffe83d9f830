"""A shard as it is kept between builds: its terms and all their postings, uncut, by slot.

Little-endian numbers of 32 bits: how many pairs, how many terms, how many bytes of names; the codes of the pairs; for each term and field
the number of postings; the postings. Then the other names, parted by line feeds.
"""

from __future__ import annotations

import numpy as np

from xueku.search.bits import Integers
from xueku.search.groups import Group
from xueku.search.rows import FIELD, NO_PAIR, POSTING, TERM, Terms
from xueku.search.scoring import FIELDS

_NUMBER = np.dtype("<u4")
_FIELDS = len(FIELDS)


def encode_shard(group: Group, own: slice, its: slice) -> bytes:
    """A shard of a group, of which these are the terms and the rows."""
    numbers = group.numbers[own]
    pairs = numbers[numbers < NO_PAIR]
    names = "\n".join(group.names(own)).encode()
    sizes = group.list_sizes[own].ravel()
    head = np.array([len(pairs), len(numbers), len(names)])
    arrays = head, pairs, sizes, POSTING.of(group.rows[its])
    return np.concatenate(arrays).astype(_NUMBER).tobytes() + names


def decode_shard(content: bytes, terms: Terms) -> Integers:
    """The rows of a shard, in no order."""
    pairs, count, names = np.frombuffer(content, _NUMBER, 3).tolist()
    numbers = np.frombuffer(content[: len(content) - names], _NUMBER)[3:].astype(np.int64)
    named = content[len(content) - names :].decode().split("\n") if count > pairs else []
    term = np.concatenate((numbers[:pairs], terms.numbers(named)))
    sizes = numbers[pairs : pairs + count * _FIELDS]
    lists = (term[:, np.newaxis] << TERM.shift) + (np.arange(_FIELDS) << FIELD.shift)
    rows: Integers = np.repeat(lists.ravel(), sizes) + numbers[pairs + count * _FIELDS :]
    return rows
