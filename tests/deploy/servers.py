"""Web servers with the configurations of `deploy/`, on the loopback address, for a folder of releases."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SERVED = "/srv/xueku/current/site"


@contextmanager
def serving(name: str, root: Path, folder: Path) -> Iterator[int]:
    """The server of that name, for the releases at `root`; gives its port. Its own files are in `folder`."""
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if program is None:
        message = f"！！跳过：没有 {name}，deploy/ 里它的配置没有试过（apt install {name}）"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    process = subprocess.Popen(
        _COMMANDS[name](program, root, folder, port), cwd=folder, env=_environment(folder)
    )
    try:
        _await(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by lower-case name, and body of what the server answers; `path` goes out as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def _nginx(program: str, root: Path, folder: Path, port: int) -> list[str]:
    text = (DEPLOY / "nginx/xueku.conf").read_text("utf-8")
    assert text.count(f"root {SERVED};") == text.count("listen 80;") == 1
    text = text.replace(f"root {SERVED};", f"root {root}/current/site;")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "site.conf").write_text(text, "utf-8")
    passing = "\n".join(
        f"{what}_temp_path {folder}/{what};" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors.log; worker_processes 1;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; {passing}\ninclude {folder}/site.conf; }}\n",
        "utf-8",
    )
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    return [program, "-e", f"{folder}/errors.log", "-c", f"{folder}/nginx.conf", *user]


def _caddy(program: str, root: Path, folder: Path, port: int) -> list[str]:
    text = (DEPLOY / "caddy/Caddyfile").read_text("utf-8")
    assert text.count(f"root * {SERVED} ") == text.count("\n:80 {") == 1
    text = text.replace(f"root * {SERVED} ", f"root * {root}/current/site ")
    (folder / "Caddyfile").write_text(text.replace("\n:80 {", f"\nhttp://127.0.0.1:{port} {{"), "utf-8")
    return [program, "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


_COMMANDS: dict[str, Callable[[str, Path, Path, int], list[str]]] = {"nginx": _nginx, "caddy": _caddy}


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


def _await(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")
