"""Jobs done in other processes: of this machine, or of a Dask cluster. Loaded where there are many."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, Protocol, TypeVar

from xueku.model.diagnostic import XuekuError
from xueku.render import pool
from xueku.render.pool import Limited, give_back

Job = TypeVar("Job")
Result = TypeVar("Result")

_CHUNK = 16
_CHUNKS_A_WORKER = 3
"""So many are on their way to a worker: none waits, and not all jobs are in memory at once."""
_MOST_UNSEEN = 100_000
"""So many objects are made at most before those that nobody has any more are looked for."""
_work: Callable[[Any], Any]


class _Running(Protocol):
    def result(self) -> list[Any]: ...


Submit = Callable[[list[Any]], _Running]
"""Gives some jobs away."""


def _forks() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def share_out(
    work: Callable[[Job], Result], jobs: Iterator[Job], is_heavy: bool, cluster: str
) -> Iterator[Result]:
    """What `work` makes of each job, in order; done in processes, or in the Dask cluster at an address. See `pool.spread`."""
    size = 1 if is_heavy else _CHUNK
    # A fork has the locks of threads that it does not have, and would wait for them without end.
    forks = _forks() and not is_heavy
    if forks and not cluster:
        # What the first jobs load, dictionaries of words above all, the other processes then share.
        here = work.mild if isinstance(work, Limited) else work
        yield from map(here, islice(jobs, size))
    with _dask(work, cluster) if cluster else _processes(work, forks) as (submit, places):
        running: deque[tuple[list[Job], _Running]] = deque()
        try:
            while True:
                while len(running) < places * _CHUNKS_A_WORKER and (chunk := list(islice(jobs, size))):
                    running.append((chunk, _submitted(submit, chunk)))
                if not running:
                    return
                yield from running[0][1].result()
                running.popleft()
        except BrokenProcessPool:
            if not isinstance(work, Limited):
                raise
    # A process died, and took with it what the others had on their way.
    yield from (_alone(work, job, forks) for chunk, _ in running for job in chunk)
    yield from share_out(work, jobs, is_heavy, cluster)


def _submitted(submit: Submit, chunk: list[Any]) -> _Running:
    try:
        return submit(chunk)
    except BrokenProcessPool:
        return _Broken()


class _Broken:
    """Jobs that could not even be given away."""

    def result(self) -> list[Any]:
        raise BrokenProcessPool


def _alone(work: Limited[Job, Result], job: Job, forks: bool) -> Result:
    """What `work` makes of a job in a process of its own; if that dies, the job has ended."""
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(1, context, _start, (work,)) as executor:
        try:
            found: Result = executor.submit(_run, [job]).result()[0]
            return found
        except BrokenProcessPool:
            return work.ended(job)


@contextmanager
def _processes(work: Callable[[Any], Any], forks: bool) -> Iterator[tuple[Submit, int]]:
    give_back()
    # Objects that workers share are not to be touched, and so copied, by a collection.
    gc.freeze()
    often = gc.get_threshold()
    # Much is made while they work, and let go: it is looked for before it becomes very much.
    gc.set_threshold(min(often[0], _MOST_UNSEEN), *often[1:])
    context = multiprocessing.get_context("fork" if forks else "spawn")
    try:
        with ProcessPoolExecutor(pool.workers(), context, _start, (work,)) as executor:
            yield (lambda chunk: executor.submit(_run, chunk)), pool.workers()
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()
        give_back()


@contextmanager
def _dask(work: Callable[[Any], Any], address: str) -> Iterator[tuple[Submit, int]]:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise XuekuError("dask", "没有安装 Dask", "运行 pip install 'xueku[dask]'") from None
    try:
        client = Client(address, timeout=10)
    except OSError as error:
        raise XuekuError(
            address, f"连不上这个 Dask（{error}）", "检查地址，或先启动 dask scheduler"
        ) from None
    with client:
        # Sent once to every worker, however many jobs there are.
        sent = client.scatter(work, broadcast=True, hash=False)
        yield (lambda chunk: client.submit(_run_with, sent, chunk, pure=False)), len(client.nthreads())


def _start(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _run(jobs: list[Any]) -> list[Any]:
    return [_work(job) for job in jobs]


def _run_with(work: Callable[[Any], Any], jobs: list[Any]) -> list[Any]:
    return [work(job) for job in jobs]
