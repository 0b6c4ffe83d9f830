"""Names by their marks: against a plain mapping, and what is looked at for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from xueku.update.inverted import Inverted
from xueku.update.store import Store, StoreError

Marks = NDArray[numpy.uint64]
_MARK = st.one_of(
    st.integers(0, 40).map(lambda number: number << 58), st.sampled_from([0, 1, 2**63, 2**64 - 1])
)
_STATES = st.lists(
    st.dictionaries(st.sampled_from("甲乙丙丁"), st.sets(_MARK, max_size=12)), min_size=1, max_size=5
)


def _marks(numbers: set[int]) -> Marks:
    return numpy.array(sorted(numbers), numpy.uint64)


def _many(seed: int, count: int) -> Marks:
    return numpy.unique(numpy.random.default_rng(seed).integers(0, 2**64, count, numpy.uint64))


@contextmanager
def _counted(store: Store) -> Iterator[list[int]]:
    """How many rows each command gives or takes in the meantime."""
    rows: list[int] = []
    run, run_many = store.run, store.run_many

    def counted(command: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        found = run(command, values)
        rows.append(len(found))
        return found

    def counted_many(command: str, values: list[tuple[object, ...]]) -> None:
        rows.append(len(values))
        run_many(command, values)

    store.run, store.run_many = counted, counted_many  # type: ignore[method-assign, assignment]
    yield rows
    store.run, store.run_many = run, run_many  # type: ignore[method-assign]


@given(_STATES)
def test_the_owners_of_marks_are_those_of_a_plain_mapping(states: list[dict[str, set[int]]]) -> None:
    store = Store(None)
    before: dict[str, set[int]] = {}
    for now in states:
        had = {name: _marks(numbers) for name, numbers in before.items()}
        Inverted(store, "记号").change(had, {name: _marks(numbers) for name, numbers in now.items()})
        kept = Inverted(store, "记号")
        for mark in {0, 1, 2**63, 2**64 - 1}.union(*before.values(), *now.values()):
            owners = {name for name, numbers in now.items() if mark in numbers}
            assert kept.owners(_marks({mark})) == owners
        everything = {mark for numbers in now.values() for mark in numbers}
        assert set(kept.whole().hashes.tolist()) == everything
        assert kept.owners(_marks(everything)) == {name for name, numbers in now.items() if numbers}
        before = now
    store.close()


def test_a_small_change_among_many_marks_reads_and_writes_few_rows() -> None:
    store = Store(None)
    names = [f"r{number}" for number in range(400)]
    had = {name: _many(number, 300) for number, name in enumerate(names)}
    kept = Inverted(store, "记号")
    kept.change({}, had)
    name, marks = names[7], had[names[7]]
    changed = numpy.unique(numpy.concatenate([marks[3:], _many(999, 2)]))
    kept = Inverted(store, "记号")
    with _counted(store) as rows:
        kept.change({name: marks}, {name: changed})
        assert kept.owners(marks[:1]) == set()
        assert kept.owners(changed[:1]) == {name}
    # Five marks that come or go, in a bucket each, read and written; the names; two that are asked for.
    assert sum(rows) <= 2 * 5 + 6
    store.close()


def test_buckets_that_grow_too_full_are_parted_again() -> None:
    store = Store(None)
    kept = Inverted(store, "记号")
    kept.change({}, {"甲": _many(1, 40_000)})
    for number in range(40):
        kept.change({}, {f"r{number}": _many(10 + number, 10_000)[::200]})
    few = len(store.table("记号"))
    for number in range(40):
        kept.change({}, {f"s{number}": _many(100 + number, 10_000)})
    assert len(store.table("记号")) >= 4 * few
    assert "r7" in kept.owners(_many(17, 10_000)[:1])
    store.close()


def test_a_bucket_that_is_lost_is_noticed(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.db")
    Inverted(store, "记号").change({}, {"甲": _marks({1, 2**63})})
    store.table("记号").drop(["1"])
    with pytest.raises(StoreError):
        Inverted(store, "记号").owners(_marks({2**63}))
    store.close()


def test_changes_that_are_noted_count_once_they_are_settled_together() -> None:
    store = Store(None)
    kept, none = Inverted(store, "记号"), _marks(set())
    kept.note("甲", none, _marks({1, 2}))
    kept.note("乙", none, _marks({2}))
    kept.settle()
    kept.note("甲", _marks({1, 2}), none)
    kept.note("甲", none, _marks({3}))
    assert kept.owners(_marks({1, 2, 3})) == {"甲", "乙"}
    kept.settle()
    assert [kept.owners(_marks({mark})) for mark in (1, 2, 3)] == [set(), {"乙"}, {"甲"}]
    store.close()


def test_a_mark_that_very_many_have_does_not_have_all_written_each_time() -> None:
    store = Store(None)
    kept, common = Inverted(store, "记号"), _marks({7})
    kept.change({}, {f"r{number}": _marks({7, *_many(number, 40).tolist()}) for number in range(3000)})
    with _counted(store) as rows:
        kept.change({"r5": common}, {"s": common})
    assert sum(rows) <= 8
    store.close()
