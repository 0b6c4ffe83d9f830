"""Which files change in a project, told as they change."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

_QUIET_SECONDS = 0.01
"""An editor that saves a file touches it more than once; so long nothing may happen before we look."""
_MOST_SECONDS = 0.1
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "vboxsf", "drvfs", "fuse.sshfs", "virtiofs"}
)
"""File systems that tell nothing of what other machines write."""


class ChangeHandler(FileSystemEventHandler):
    """Puts the path of every changed file in a queue; of one file only, if it is given."""

    def __init__(self, changes: queue.Queue[Path], only: Path | None) -> None:
        self._changes, self._only = changes, only

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a file that was written, moved or removed. That it was opened or read is no change."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        if event.is_directory and event.event_type == "modified":
            return
        for name in (event.src_path, getattr(event, "dest_path", "")):
            path = Path(str(name))
            is_left_over = path.name.startswith((".", "~$")) or path.name.endswith(
                ("~", ".swp", ".tmp", ".bak")
            )
            if name and not is_left_over and self._only in (None, path):
                self._changes.put(path)


def until_quiet(changes: queue.Queue[Path]) -> Iterator[Path]:
    """What else changes at once."""
    deadline = time.monotonic() + _MOST_SECONDS
    while time.monotonic() < deadline:
        try:
            yield changes.get(timeout=_QUIET_SECONDS)
        except queue.Empty:
            return


def observer_of(root: Path) -> Any:
    """A watcher that the system tells of changes; on a network drive one that looks for them twice a second."""
    return PollingObserver(timeout=0.5) if _is_remote(root) else Observer(timeout=0.005)


def _is_remote(folder: Path) -> bool:
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    except OSError:
        return False
    place = str(folder.resolve())
    above = [(mount[1], mount[2]) for mount in mounts if f"{place}/".startswith(f"{mount[1].rstrip('/')}/")]
    return bool(above) and max(above, key=lambda mount: len(mount[0]))[1] in _REMOTE
