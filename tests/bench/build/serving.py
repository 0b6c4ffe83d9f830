"""How long a saved text takes to its page in an engine's own live server."""

from __future__ import annotations

import http.client
import random
import socket
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from tests.bench.build.engines import Engine
from tests.bench.build.pages import Page
from tests.bench.build.processes import PeakMemory, check_alive, running

_SETTLED = 2.0
# Of no fixed length: some servers look for changes in a rhythm of their own, and edits must not fall in step with it.
_BETWEEN = (0.5, 1.5)


def measure_edits(
    engine: Engine,
    folder: Path,
    log: Path,
    pages: Sequence[Page],
    edit: Callable[[Page, str], None],
    limit: float,
) -> tuple[list[float], float]:
    """Seconds of each edit that was served before the limit, and the server's peak megabytes.

    `edit` saves a page with a text added. Raises EngineError if the server ends.
    """
    deadline = time.monotonic() + limit
    port = _free_port()
    seconds: list[float] = []
    chance = random.Random(len(pages))
    with running(engine.serve(port), folder, log) as server, PeakMemory(server.pid) as memory:

        def shows(page: Page, text: str) -> bool:
            """Ask until the page has the text. False if the time ran out."""
            while (left := deadline - time.monotonic()) > 0:
                check_alive(server, log)
                if text.encode() in _get(port, engine.address(page), left):
                    return True
            return False

        if shows(pages[0], pages[0].title):
            # Watchers take note of the files as they are only after the first page is out.
            time.sleep(_SETTLED)
            for number, page in enumerate(pages):
                text = f"第{number + 1}次改动"
                edit(page, text)
                saved = time.monotonic()
                if not shows(page, text):
                    break
                seconds.append(time.monotonic() - saved)
                time.sleep(chance.uniform(*_BETWEEN))
    return seconds, memory.peak_mb


def _get(port: int, address: str, limit: float) -> bytes:
    """A page's bytes; none of a page that is not there, or of a server that does not answer yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=limit)
    try:
        connection.request("GET", f"/{quote(address)}")
        response = connection.getresponse()
        return response.read() if response.status == 200 else b""
    except ConnectionRefusedError:
        time.sleep(0.02)
        return b""
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port
