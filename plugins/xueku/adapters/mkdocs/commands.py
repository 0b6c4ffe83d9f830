"""`xueku build` and `xueku serve` are MkDocs' own commands, with our errors told our way."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from mkdocs.__main__ import cli

from xueku.model.diagnostic import XuekuError


def build_site(config_file: Path, strict: bool) -> None:
    """Build the site of `config_file`. Ends the process with status 1 or 2 where that cannot be done."""
    _run(["build", "--config-file", str(config_file), *(["--strict"] if strict else [])])


def serve_site(config_file: Path, host: str, port: int) -> None:
    """Serve the site of `config_file` until interrupted. Raises XuekuError if the port is taken."""
    try:
        _run(["serve", "--config-file", str(config_file), "--dev-addr", f"{host}:{port}"])
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
            raise
        raise XuekuError(
            f"{host}:{port}",
            f"这个地址用不了（{error.strerror}）",
            f"换一个端口，例如 PORT={port + 1 if port > 1023 else 8000}",
        ) from None


def _run(arguments: list[str]) -> None:
    # Material prints a notice on its end of life at every build; docs/dev/decisions holds what follows from it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    cli(arguments, prog_name="xueku")
