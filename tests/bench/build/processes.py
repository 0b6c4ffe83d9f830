"""Running a command and measuring the whole tree of its processes. Linux only: it reads /proc."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Cost:
    """Seconds of processor, user and system, of a process and all that it waited for; seconds; peak megabytes."""

    cpu: float
    wall: float
    peak_mb: float


class EngineError(RuntimeError):
    """A command failed, ended too early or has not made what it should; the message has the end of what it printed."""


class TimeLimitError(RuntimeError):
    """The time ran out; what was running has been ended."""


def run(command: Sequence[str], folder: Path, log: Path, limit: float) -> Cost:
    """Run a command in `folder` to its end, its output into `log`. Raises EngineError or TimeLimitError."""
    started = time.monotonic()
    process = _start(command, folder, log)
    ended = os.pidfd_open(process.pid)
    try:
        with PeakMemory(process.pid) as memory:
            is_ended, _, _ = select.select([ended], [], [], limit)
            wall = time.monotonic() - started
    finally:
        os.close(ended)
        # The group is gone if the command has ended well; what it left running goes with it.
        _end_group(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if not is_ended:
        raise TimeLimitError
    if process.returncode:
        raise EngineError(_tail(log))
    return Cost(used.ru_utime + used.ru_stime, wall, memory.peak_mb)


@contextmanager
def running(command: Sequence[str], folder: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server that runs while the context lasts."""
    process = _start(command, folder, log)
    try:
        yield process
    finally:
        _end_group(process.pid)
        process.wait()


def check_alive(process: subprocess.Popen[bytes], log: Path) -> None:
    """Raise EngineError if a server has ended by itself."""
    if process.poll() is not None:
        raise EngineError(_tail(log))


class PeakMemory:
    """The most memory that a process and its descendants held together while the context lasted.

    It is the sum of their proportional set sizes, in which memory shared by several is counted once. A sample follows
    the last after ten times its own duration, so that looking takes no more than a tenth of one core.
    """

    def __init__(self, root: int) -> None:
        self.peak_mb = 0.0
        self._root = root
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            started = time.monotonic()
            self.peak_mb = max(self.peak_mb, sum(map(_proportional_kb, tree(self._root))) / 1024)
            pause = max(0.02, 10 * (time.monotonic() - started))


def tree(root: int) -> list[int]:
    """A process and all its descendants that run now."""
    found = [root]
    for pid in found:
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _proportional_kb(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def _start(command: Sequence[str], folder: Path, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _end_group(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _tail(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")[-600:].strip()
