"""The same work for many jobs: in this process when they are few, else spread over processors, or over a Dask cluster."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from xueku.model.diagnostic import XuekuError
from xueku.render.limit import OverTimeError, limited

Job = TypeVar("Job")
Result = TypeVar("Result")

POOL_FROM = 64
"""Fewer jobs are done sooner than processes are started."""
_MOST_WORKERS = 8
_DASK = "dask://"
_cluster = ""


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
    if count < (2 if is_heavy else POOL_FROM) or (workers() == 1 and not _cluster):
        return map(work if ended is None else Limited(work, ended), jobs)
    # Most builds make little, and need nothing of what starts processes.
    from xueku.render.processes import share_out

    return share_out(
        work if ended is None else Limited(work, ended, may_die=True), iter(jobs), is_heavy, _cluster
    )


@dataclass(frozen=True)
class Limited(Generic[Job, Result]):
    """Work that is broken off where it takes too long."""

    work: Callable[[Job], Result]
    ended: Callable[[Job], Result]
    may_die: bool = False

    def __call__(self, job: Job) -> Result:
        """What `work` makes of the job, or `ended` where that takes too long."""
        try:
            with limited(may_die=self.may_die):
                return self.work(job)
        except OverTimeError:
            return self.ended(job)

    @property
    def mild(self) -> Limited[Job, Result]:
        """The same in this process, which must not die."""
        return Limited(self.work, self.ended)


def give_back() -> None:
    """Give the system the memory that nothing needs any more: the C library keeps most of it in small pieces."""
    import ctypes

    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def workers() -> int:
    """How many processes share the work."""
    return min(os.cpu_count() or 1, _MOST_WORKERS)
