"""The same work for many jobs: in this process when they are few, else spread over processors, or over a Dask cluster."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from xueku.model.diagnostic import XuekuError
from xueku.render.limit import OverTimeError, limited

Job = TypeVar("Job")
Result = TypeVar("Result")

POOL_FROM = 64
"""Fewer jobs are done sooner than processes are started."""
_CHUNK = 16
_MOST_WORKERS = 8
_CHUNKS_A_WORKER = 3
"""So many are on their way to a worker: none waits, and not all jobs are in memory at once."""
_DASK = "dask://"
_work: Callable[[Any], Any]
_cluster = ""


class _Running(Protocol):
    def result(self) -> list[Any]: ...


Submit = Callable[[list[Any]], _Running]
"""Gives some jobs away."""


def give_to(executor: str) -> None:
    """Let work be done by a Dask cluster, whose address is `dask://host:port`, from now on. Its workers see the project's folder.

    Raises XuekuError if that is no such address.
    """
    global _cluster
    if not executor.startswith(_DASK):
        raise XuekuError(executor, "不认识这种写法", f"写成 {_DASK}主机:端口")
    _cluster = executor.removeprefix(_DASK)


def spread(
    work: Callable[[Job], Result],
    jobs: Iterable[Job],
    count: int,
    *,
    is_heavy: bool = False,
    ended: Callable[[Job], Result] | None = None,
) -> Iterator[Result]:
    """What `work` makes of each of `count` jobs, in order. Jobs are taken one by one, as they are needed.

    `work` must do the same in another process: it depends on its own fields and the job only. A job that `is_heavy` takes a second or more, and may use
    libraries with threads of their own. If `ended` is given, a job that takes too long is broken off (see `limit`), as is one whose process dies of it, and
    what `ended` makes of it stands in its place.
    """
    if count < (2 if is_heavy else POOL_FROM) or (_workers() == 1 and not _cluster):
        return map(work if ended is None else _Limited(work, ended), jobs)
    if ended is None:
        return _spread(work, iter(jobs), is_heavy)
    return _spread(_Limited(work, ended, may_die=True), iter(jobs), is_heavy)


@dataclass(frozen=True)
class _Limited(Generic[Job, Result]):
    """Work that is broken off where it takes too long."""

    work: Callable[[Job], Result]
    ended: Callable[[Job], Result]
    may_die: bool = False

    def __call__(self, job: Job) -> Result:
        try:
            with limited(may_die=self.may_die):
                return self.work(job)
        except OverTimeError:
            return self.ended(job)

    @property
    def mild(self) -> _Limited[Job, Result]:
        """The same in this process, which must not die."""
        return _Limited(self.work, self.ended)


def give_back() -> None:
    """Give the system the memory that nothing needs any more: the C library keeps most of it in small pieces."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def _forks() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _spread(work: Callable[[Job], Result], jobs: Iterator[Job], is_heavy: bool) -> Iterator[Result]:
    size = 1 if is_heavy else _CHUNK
    # A fork has the locks of threads that it does not have, and would wait for them without end.
    forks = _forks() and not is_heavy
    if forks and not _cluster:
        # What the first jobs load, dictionaries of words above all, the other processes then share.
        here = work.mild if isinstance(work, _Limited) else work
        yield from map(here, islice(jobs, size))
    with _dask(work, _cluster) if _cluster else _processes(work, forks) as (submit, workers):
        running: deque[tuple[list[Job], _Running]] = deque()
        try:
            while True:
                while len(running) < workers * _CHUNKS_A_WORKER and (chunk := list(islice(jobs, size))):
                    running.append((chunk, _submitted(submit, chunk)))
                if not running:
                    return
                yield from running[0][1].result()
                running.popleft()
        except BrokenProcessPool:
            if not isinstance(work, _Limited):
                raise
    # A process died, and took with it what the others had on their way.
    yield from (_alone(work, job, forks) for chunk, _ in running for job in chunk)
    yield from _spread(work, jobs, is_heavy)


def _submitted(submit: Submit, chunk: list[Any]) -> _Running:
    try:
        return submit(chunk)
    except BrokenProcessPool:
        return _Broken()


class _Broken:
    """Jobs that could not even be given away."""

    def result(self) -> list[Any]:
        raise BrokenProcessPool


def _alone(work: _Limited[Job, Result], job: Job, forks: bool) -> Result:
    """What `work` makes of a job in a process of its own; if that dies, the job has ended."""
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(1, context, _start, (work,)) as pool:
        try:
            found: Result = pool.submit(_run, [job]).result()[0]
            return found
        except BrokenProcessPool:
            return work.ended(job)


@contextmanager
def _processes(work: Callable[[Any], Any], forks: bool) -> Iterator[tuple[Submit, int]]:
    give_back()
    # Objects that workers share are not to be touched, and so copied, by a collection.
    gc.freeze()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(_workers(), context, _start, (work,)) as pool:
        yield (lambda chunk: pool.submit(_run, chunk)), _workers()
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


def _workers() -> int:
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def _start(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _run(jobs: list[Any]) -> list[Any]:
    return [_work(job) for job in jobs]


def _run_with(work: Callable[[Any], Any], jobs: list[Any]) -> list[Any]:
    return [work(job) for job in jobs]
