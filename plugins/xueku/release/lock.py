"""One at a time: who changes a project's releases, or a server's, holds a lock that ends with the process."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.model.system_error import system_reason

LOCK = ".lock"
_PAUSE = 0.2


@contextmanager
def locked(
    folder: Path, command: str, wait: float = 60, tell: Callable[[str], None] = lambda line: None
) -> Iterator[None]:
    """Hold the lock of a folder. Who has to wait is told once for whom.

    Raises XuekuError if another process still holds it after `wait` seconds, or the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise XuekuError(
            str(folder / LOCK), f"写不进去（{system_reason(error)}）", "检查文件夹和这个文件的权限、磁盘空间"
        ) from None
    try:
        _take(opened, folder, wait, tell)
        with suppress(OSError):
            os.ftruncate(opened, 0)
            os.pwrite(opened, json.dumps({"pid": os.getpid(), "command": command}).encode(), 0)
        yield
    finally:
        os.close(opened)


def _take(opened: int, folder: Path, wait: float, tell: Callable[[str], None]) -> None:
    end, has_told = time.monotonic() + wait, False
    while True:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            holder = _holder(opened)
            if time.monotonic() >= end:
                raise XuekuError(str(folder), f"{holder}正在用，等了 {wait:.0f} 秒", "等它做完再来") from None
        if not has_told:
            tell(f"{holder}正在用 {folder}，等它做完……")
            has_told = True
        time.sleep(_PAUSE)


def _holder(opened: int) -> str:
    try:
        told = json.loads(os.pread(opened, 4096, 0))
        return f"另一个命令（{told['command']}，进程 {told['pid']}）"
    except (ValueError, KeyError, TypeError):
        return "另一个命令"
