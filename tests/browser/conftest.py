"""A built site, a server on the loopback address, and the system's Chromium."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.quizzes import build_site

ROOT = Path(__file__).parents[2]


@dataclass
class Watched:
    """A page that remembers what went wrong on it: console errors, and requests to another host."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Go to an address and wait until it is loaded."""
        self.page.goto(address)
        return self.page


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site, built once for all workers."""
    own = tmp_path_factory.getbasetemp()
    place = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = place / "学库 网站"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    with (place / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The site's address over http."""
    with served(site) as address:
        yield address


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder over http."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="session")
def quiz_bases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A small site with every kind of question: its address over http, and as files."""
    folder = build_site(tmp_path_factory.mktemp("自测") / "项 目")
    with served(folder) as address:
        yield {"http": address, "file": f"file://{folder}"}


Opener = Callable[..., Watched]


@pytest.fixture
def opener(chromium: Browser) -> Iterator[Opener]:
    """A function that makes a watched page; its options go to a new browser context."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Watched:
        options = {"viewport": {"width": 1366, "height": 768}, "locale": "zh-CN", **options}
        context = chromium.new_context(**options)
        contexts.append(context)
        watched = Watched(context.new_page())
        watched.page.on("console", lambda message: _note_console(watched, message.type, message.text))
        watched.page.on("pageerror", lambda error: watched.troubles.append(f"script: {error}"))
        watched.page.on("request", lambda request: _note_request(watched, request.url))
        return watched

    yield make
    for context in contexts:
        context.close()


def _note_console(watched: Watched, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        watched.troubles.append(f"console: {text}")


def _note_request(watched: Watched, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("file", "data", "blob") and parts.hostname != "127.0.0.1":
        watched.troubles.append(f"request: {url}")
