"""Readers who fetch all the time while releases are switched under nginx: not one read fails."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.release.releases import COURSE, package, server
from xueku.release.install import install

_CONF = """\
user root; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 64; }}
http {{
  access_log off; charset utf-8;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  types {{ text/html html; text/javascript js; text/css css; }}
  server {{ listen 127.0.0.1:{port}; root {root}/current/site; index index.html; keepalive_requests 100000; }}
}}
"""


@contextmanager
def _nginx(folder: Path, root: Path) -> Iterator[int]:
    if shutil.which("nginx") is None:
        pytest.skip("！！没有 nginx，换发布时的读者没有试")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    conf = folder / "nginx.conf"
    conf.write_text(_CONF.format(folder=folder, root=root, port=port), "utf-8")
    with subprocess.Popen(["nginx", "-c", str(conf), "-p", str(folder)]) as running:
        try:
            _wait_for(port)
            yield port
        finally:
            running.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")


class _Reader(threading.Thread):
    """Opens the first page, then what that page needs, once more and once more. `failed` holds what it did not get."""

    def __init__(self, port: int, shards: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.count, self.failed, self.is_over = 0, list[str](), False
        self._port, self._shards = port, shards

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        while not self.is_over:
            page = self._read(connection, "index.html")
            name = page.rstrip("\n").rpartition("<p>")[2].rpartition("第")[2]
            # The page stays open for a while: releases are switched meanwhile.
            for address in (
                COURSE,
                self._shards.get(f"第{name}", "index.html"),
                "assets/xueku/xueku-23e67a20ea77.css",
            ) * 5:
                self._read(connection, address)

    def _read(self, connection: http.client.HTTPConnection, address: str) -> str:
        connection.request("GET", f"/{address}")
        answer = connection.getresponse()
        text = answer.read().decode()
        self.count += 1
        if answer.status != 200 or not text:
            self.failed.append(f"{answer.status} {address}")
        return text


@pytest.mark.parametrize(
    ("releases", "reads"), [(3, 1_000), pytest.param(20, 100_000, marks=pytest.mark.long)]
)
def test_no_read_fails_while_releases_are_switched(tmp_path: Path, releases: int, reads: int) -> None:
    served = server(tmp_path / "www")
    packages = [package(tmp_path / str(n), n, f"第{n}次") for n in range(1, releases + 2)]
    shards = {f"第{n}次": f"assets/search/t/g/{n:010}.js" for n in range(1, releases + 2)}
    install(served, packages[0], tell=lambda line: None)
    with _nginx(tmp_path / "nginx", served.root) as port:
        readers = [_Reader(port, shards) for _ in range(2)]
        for reader in readers:
            reader.start()
        for turn, file in enumerate(packages[1:], 1):
            while sum(reader.count for reader in readers) < reads * turn // (releases + 1):
                time.sleep(0.02)
            install(served, file, tell=lambda line: None)
        while sum(reader.count for reader in readers) < reads:
            time.sleep(0.02)
        for reader in readers:
            reader.is_over = True
        for reader in readers:
            reader.join(60)
    assert [failed for reader in readers for failed in reader.failed] == []
    assert sum(reader.count for reader in readers) >= reads
