"""Orders that follow from a seed alone: the same in every browser, here and on paper.

The seed, any text, becomes 32 bits (`text_hash.hash_of`), these start the generator mulberry32, and Fisher and Yates's shuffle takes
one draw for each step: position `draw × n >> 32` of the first n. `web/src/seeded-order.ts` is the twin; both are held to
`web/test/fixtures/orders.json`.
"""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.text_hash import MASK, hash_of


def seeded_order(count: int, seed: str) -> tuple[int, ...]:
    """The numbers below `count`, in the order that follows from the seed."""
    order, draws = list(range(count)), _draws(hash_of(seed))
    for left in range(count, 1, -1):
        other = next(draws) * left >> 32
        order[left - 1], order[other] = order[other], order[left - 1]
    return tuple(order)


def mixed_order(count: int, seed: str) -> tuple[int, ...]:
    """As `seeded_order`, but never the numbers as they stand where there are two or more: then turned by one."""
    order = seeded_order(count, seed)
    return (*order[1:], order[0]) if count > 1 and order == tuple(range(count)) else order


def _draws(state: int) -> Iterator[int]:
    """Numbers of 32 bits: mulberry32."""
    while True:
        state = (state + 0x6D2B79F5) & MASK
        mixed = (state ^ state >> 15) * (state | 1) & MASK
        mixed ^= mixed + (mixed ^ mixed >> 7) * (mixed | 61) & MASK
        yield mixed ^ mixed >> 14
