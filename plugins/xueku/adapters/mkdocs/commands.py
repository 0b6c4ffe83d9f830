"""`xueku build` and `xueku serve` are MkDocs' own commands, with our errors told our way."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

# Material prints a notice on its end of life at every build; docs/dev/decisions holds what follows from it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def build_site(config_file: Path, strict: bool) -> None:
    """Build the site of `config_file`. Ends the process with status 1 or 2 where that cannot be done."""
    _run(["build", "--config-file", str(config_file), *(["--strict"] if strict else [])])


def serve_site(config_file: Path, address: str) -> None:
    """Serve the site of `config_file` at `address` (host:port) until interrupted."""
    _run(["serve", "--config-file", str(config_file), "--dev-addr", address])


def _run(arguments: list[str]) -> None:
    from mkdocs.__main__ import cli

    logging.getLogger("mkdocs").setLevel(logging.INFO)
    cli(arguments, prog_name="xueku", standalone_mode=True)
    sys.exit(0)
