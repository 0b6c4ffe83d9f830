from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.conftest import run, tree, write_project
from xueku.model.diagnostic import XuekuError
from xueku.render import pool


def _squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("count", [0, 1, pool.POOL_FROM - 1, pool.POOL_FROM, 3 * pool.POOL_FROM + 5])
def test_results_come_in_the_order_of_the_jobs_wherever_they_are_made(count: int) -> None:
    made = list(pool.spread(_squared, range(count), count))
    assert [square for square, _ in made] == [number * number for number in range(count)]
    others = {pid for _, pid in made} - {os.getpid()}
    assert bool(others) == (count >= pool.POOL_FROM) or os.cpu_count() == 1


def test_jobs_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def jobs() -> Iterator[int]:
        for number in range(10_000):
            taken.append(number)
            yield number

    results = pool.spread(_squared, jobs(), 10_000)
    next(results)
    assert len(taken) < 1000
    results.close()  # type: ignore[attr-defined]


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(XuekuError) as caught:
        pool.give_to("ray://127.0.0.1")
    assert "dask://" in caught.value.remedy


def test_a_cluster_makes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="pip install 'xueku[dask]'")
    here, there = write_project(tmp_path / "甲"), write_project(tmp_path / "乙")
    for project in (here, there):
        for number in range(pool.POOL_FROM + 6):
            text = f"---\nid: duoyu-{number}\ntitle: 第{number}篇\nsummary: 多的一篇\ntopics: [党性教育]\ndate: 2026-05-{number % 28 + 1:02}\ncolumn: 读书分享\nauthor: 示例作者\n---\n\n## 正文\n\n第{number}篇的话。\n"
            (project / f"content/articles/多{number}.md").write_text(text, "utf-8")
    with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        done = run(there, "xueku", "build", "--executor", address)
        assert done.returncode == 0, done.stderr
    assert run(here, "xueku", "build").returncode == 0
    assert tree(here / "site") == tree(there / "site")


def test_heavy_jobs_are_shared_from_the_second_on_and_come_in_order() -> None:
    made = list(pool.spread(_squared, range(4), 4, is_heavy=True))
    assert [square for square, _ in made] == [0, 1, 4, 9]
    assert os.getpid() not in {pid for _, pid in made} or os.cpu_count() == 1
