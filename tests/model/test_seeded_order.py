"""Orders by seed: the same in Python and in the browser."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from xueku.model.seeded_order import mixed_order, seeded_order

FIXTURE = Path(__file__).parents[2] / "web/test/fixtures/orders.json"
SEEDS = ["", "1", "八月二日会场", "2026/chongwen-shici#3", "A", "B", "𠀀 罕字", "room 7"]
COUNTS = [0, 1, 2, 3, 5, 10, 40]


def orders() -> list[dict[str, object]]:
    """What the browser must give as well."""
    return [
        {"seed": seed, "count": count, "order": seeded_order(count, seed), "mixed": mixed_order(count, seed)}
        for seed in SEEDS
        for count in COUNTS
    ]


def test_the_stored_orders_are_still_the_same() -> None:
    """Whoever changes this file makes another paper of every seed that was told to a room."""
    assert json.loads(FIXTURE.read_text("utf-8")) == json.loads(json.dumps(orders()))


@given(st.integers(0, 60), st.text())
def test_an_order_has_every_number_once(count: int, seed: str) -> None:
    assert sorted(seeded_order(count, seed)) == list(range(count))


@given(st.integers(2, 12), st.text())
def test_a_mixed_order_is_never_the_order_as_written(count: int, seed: str) -> None:
    assert sorted(mixed_order(count, seed)) == list(range(count)) != list(mixed_order(count, seed))


def test_every_order_of_three_comes_about_equally_often() -> None:
    found = [seeded_order(3, f"第{number}场") for number in range(6000)]
    counts = [found.count(order) for order in set(found)]
    assert len(counts) == 6
    assert max(counts) - min(counts) < 160
