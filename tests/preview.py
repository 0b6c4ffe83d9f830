"""A running preview, to edit and to look at."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.site.conftest import write_project

PAGE = "articles/dushu-san-bian/index.html"


@dataclass
class Preview:
    """A running preview of a project."""

    project: Path
    address: str
    process: subprocess.Popen[bytes]

    def get(self, address: str, seconds: float = 5) -> str:
        """What the preview sends, within so many seconds."""
        with urlopen(f"{self.address}/{address}", timeout=seconds) as answer:
            return str(answer.read().decode())

    def told(self, event: str) -> str:
        """What a browser that comes now is told first under this name."""
        with urlopen(f"{self.address}/xueku-live", timeout=5) as events:
            for line in events:
                if line.decode().strip() == f"event: {event}":
                    return str(next(events).decode())
        return ""

    @property
    def file(self) -> Path:
        """The source of `PAGE`."""
        return next(
            file
            for file in (self.project / "content/articles").glob("*.md")
            if "dushu-san-bian" in file.read_text("utf-8")
        )


def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds; half a minute at most."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def without_notes(page: str) -> str:
    """A page without what the preview says of it."""
    return re.sub(
        r'<p class="xk-preview">.*?</p>|<section class="xk-notes".*?</section>', "", page, flags=re.DOTALL
    )


def answers(address: str) -> bool:
    """Whether a server answers there with a page."""
    try:
        with urlopen(address, timeout=5):
            return True
    except (URLError, OSError):
        return False


@contextmanager
def previewing(folder: Path) -> Iterator[Preview]:
    """A preview of the small project, in a process of its own, while the context lasts."""
    project = write_project(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "xueku", "serve", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=project, stdout=log, stderr=log)
    running = Preview(project, f"http://127.0.0.1:{port}", process)
    try:
        until(lambda: answers(f"{running.address}/index.html") or process.poll() is not None)
        yield running
    finally:
        process.terminate()
        process.wait(20)
