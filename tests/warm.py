"""Processes for commands, forked from one that has loaded what they all load: half of a small build goes into that.

As a module of its own this is that process: python -m tests.warm. It reads a request a line, as JSON, and answers with the exit code.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.samples import REPOSITORY

MODULES = ("xueku", "mkdocs")


def run_warm(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run `python -m COMMAND` in a folder, with this environment alone; one of `MODULES` only."""
    origin = _origin()
    assert origin.stdin
    assert origin.stdout
    with TemporaryDirectory() as told:
        request = {
            "command": [*command],
            "folder": str(folder),
            "environment": dict(environment),
            "told": told,
        }
        origin.stdin.write(json.dumps(request) + "\n")
        origin.stdin.flush()
        code = int(origin.stdout.readline())
        stdout, stderr = (Path(told, name).read_text("utf-8") for name in ("stdout", "stderr"))
    return subprocess.CompletedProcess([*command], code, stdout, stderr)


@cache
def _origin() -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    origin = subprocess.Popen(
        [sys.executable, "-m", __name__], cwd=REPOSITORY, stdin=pipe, stdout=pipe, encoding="utf-8"
    )
    atexit.register(origin.communicate)
    return origin


def _load() -> None:
    for module in (
        "material.plugins",
        "mkdocs.commands.build",
        "mkdocs.commands.serve",
        "xueku.adapters.mkdocs.plugin",
        "xueku.catalog.first_characters",
        "xueku.cli",
        "xueku.update.making",
        "opencc",
        "pypinyin",
    ):
        import_module(module)


def _answer() -> None:
    """Fork for every request; only a child comes back, to be what was asked for."""
    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    for line in requests:
        request = json.loads(line)
        child = os.fork()
        if not child:
            _become(request)
            return
        answers.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        answers.flush()
    sys.exit()


def _become(request: dict[str, Any]) -> None:
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    files = [os.devnull, *(f"{request['told']}/{name}" for name in ("stdout", "stderr"))]
    for number, file in enumerate(files):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv[:] = request["command"]


if __name__ == "__main__":
    _load()
    _answer()
    # As with `python -m` the folder one is in comes first.
    sys.path[0] = str(Path.cwd())
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
