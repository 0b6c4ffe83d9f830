from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.samples import article
from tests.site.conftest import write_project

PAGE = "articles/dushu-san-bian/index.html"


@dataclass
class Preview:
    """A running preview of a project."""

    project: Path
    address: str
    process: subprocess.Popen[bytes]

    def get(self, address: str) -> str:
        with urlopen(f"{self.address}/{address}", timeout=5) as answer:
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
        return next(
            file
            for file in (self.project / "content/articles").glob("*.md")
            if "dushu-san-bian" in file.read_text("utf-8")
        )


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5):
            return True
    except (URLError, OSError):
        return False


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    project = write_project(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "xueku", "serve", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=project, stdout=log, stderr=log)
    running = Preview(project, f"http://127.0.0.1:{port}", process)
    try:
        _until(lambda: _answers(f"{running.address}/index.html") or process.poll() is not None)
        yield running
    finally:
        process.terminate()
        process.wait(20)


def test_an_edit_is_on_its_page_and_on_no_other(preview: Preview) -> None:
    others = {
        file: file.stat().st_mtime_ns
        for file in (preview.project / ".xueku/preview").rglob("*.html")
        if PAGE not in str(file)
    }
    preview.file.write_text(preview.file.read_text("utf-8") + "\n新添的一句话。\n", "utf-8")
    _until(lambda: "新添的一句话" in preview.get(PAGE))
    assert {file: file.stat().st_mtime_ns for file in others} == others


def test_a_mistake_is_told_with_its_place_and_the_last_good_page_stays(preview: Preview) -> None:
    good = preview.file.read_text("utf-8")
    before = preview.get(PAGE)
    preview.file.write_text(good + "\n见[规则](xk:mei-you)。\n", "utf-8")
    _until(lambda: "XK302" in preview.told("faults"))
    assert re.search(r"content/articles/[^:]+\.md:\d+:\d+", preview.told("faults"))
    assert preview.get(PAGE) == before
    preview.file.write_text(good + "\n改好了。\n", "utf-8")
    _until(lambda: "改好了" in preview.get(PAGE))
    _until(lambda: "XK302" not in preview.told("faults"))


def test_a_new_file_and_a_removed_one_are_seen(preview: Preview) -> None:
    new = preview.project / "content/articles/新.md"
    new.write_text(article("xin-de", "新的一篇", "正文在这里。"), "utf-8")
    _until(lambda: _answers(f"{preview.address}/articles/xin-de/index.html"))
    assert "新的一篇" in preview.get("articles/index.html")
    new.unlink()
    _until(lambda: not _answers(f"{preview.address}/articles/xin-de/index.html"))
    _until(lambda: "新的一篇" not in preview.get("articles/index.html"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_however_a_preview_ends_nothing_goes_on_answering(preview: Preview, number: int) -> None:
    os.kill(preview.process.pid, number)
    preview.process.wait(20)
    _until(lambda: not _answers(f"{preview.address}/index.html"))
