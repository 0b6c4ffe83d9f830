"""A server on the loopback address that counts what it sends, as a browser with gzip would receive it."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".css": "text/css",
    ".wasm": "application/wasm",
}


@dataclass
class Counter:
    """Bytes of the bodies that were sent, and how many."""

    sent: list[int] = field(default_factory=list)

    def take(self) -> tuple[int, int]:
        """Bytes and requests since the last call."""
        sent, self.sent = self.sent, []
        return sum(sent), len(sent)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Counter]]:
    """The folder's address while the context lasts, and what was sent."""
    counter = Counter()
    packed: dict[str, tuple[bytes, bool]] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body in one segment: else the second write of each answer waits for the browser's delayed acknowledgement.
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            file = folder / path
            if not file.is_file():
                self.send_error(404)
                return
            if path not in packed:
                content = file.read_bytes()
                smaller = gzip.compress(content, 9, mtime=0)
                is_packed = len(smaller) < len(content)
                packed[path] = (smaller if is_packed else content, is_packed)
            body, is_packed = packed[path]
            counter.sent.append(len(body))
            self.send_response(200)
            self.send_header("Content-Type", _TYPES.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(body)))
            if is_packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A browser that went away is no error."""

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", counter
        server.shutdown()
