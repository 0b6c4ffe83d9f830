"""A server on the loopback address that sends every file with gzip, packed before the first request, and counts what it sends."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """The folder's address while the context lasts, and the bytes of every body that was sent."""
    sent: list[int] = []
    packed = {
        file.relative_to(folder).as_posix(): _pack(file.read_bytes())
        for file in folder.rglob("*")
        if file.is_file()
    }

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body in one segment: else the second write of each answer waits for the browser's delayed acknowledgement.
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            if path not in packed:
                self.send_error(404)
                return
            body, is_packed = packed[path]
            sent.append(len(body))
            self.send_response(200)
            self.send_header("Content-Type", _TYPES.get(Path(path).suffix, "application/octet-stream"))
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
        yield f"http://127.0.0.1:{server.server_port}", sent
        server.shutdown()


def _pack(content: bytes) -> tuple[bytes, bool]:
    smaller = gzip.compress(content, 9, mtime=0)
    return (smaller, True) if len(smaller) < len(content) else (content, False)
