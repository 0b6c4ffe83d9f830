"""The same work for many jobs: in this process when they are few, spread over the processors otherwise."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

POOL_FROM = 64
"""Fewer jobs are done sooner than processes are started."""
_CHUNK = 16
_MOST_WORKERS = 8
_CHUNKS_A_WORKER = 3
"""So many are on their way to a worker: none waits, and not all jobs are in memory at once."""
_work: Callable[[Any], Any]


def spread(work: Callable[[Job], Result], jobs: Iterable[Job], count: int) -> Iterator[Result]:
    """What `work` makes of each of `count` jobs, in order. Jobs are taken one by one, as they are needed.

    `work` must do the same in another process: it depends on its own fields and the job only.
    """
    workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    if count < POOL_FROM or workers == 1:
        return map(work, jobs)
    return _spread(work, iter(jobs), workers)


def _spread(work: Callable[[Job], Result], jobs: Iterator[Job], workers: int) -> Iterator[Result]:
    # Objects that workers share are not to be touched, and so copied, by a collection.
    gc.collect()
    gc.freeze()
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    with ProcessPoolExecutor(workers, context, _start, (work,)) as pool:
        running: deque[Future[list[Result]]] = deque()
        while True:
            while len(running) < workers * _CHUNKS_A_WORKER and (chunk := list(islice(jobs, _CHUNK))):
                running.append(pool.submit(_run, chunk))
            if not running:
                break
            yield from running.popleft().result()
    gc.unfreeze()


def _start(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _run(jobs: list[Any]) -> list[Any]:
    return [_work(job) for job in jobs]
