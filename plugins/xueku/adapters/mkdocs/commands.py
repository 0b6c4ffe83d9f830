"""`xueku build` and `xueku serve` are MkDocs' own commands, with our errors told our way."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import click
import mkdocs  # noqa: F401 - that there is no engine is told before anything is done

from xueku.adapters.mkdocs.quick import build_quickly
from xueku.model.diagnostic import XuekuError
from xueku.update.run import refusal


def build_site(config_file: Path, strict: bool) -> None:
    """Build the site of `config_file`. Ends the process with status 1 or 2 where that cannot be done. Raises XuekuError."""
    done = build_quickly(config_file, strict)
    if done is None:
        _run(["build", "--config-file", str(config_file), *(["--strict"] if strict else [])])
        return
    updater, outcome = done
    updater.close()
    for finding in outcome.findings:
        click.echo(str(finding), err=True)
    for reason in updater.reasons:
        click.echo(f"{reason}，有关的网页都重新生成", err=True)
    if outcome.is_refused:
        click.echo(refusal(outcome, "没有写出任何文件"), err=True)
        sys.exit(1)
    click.echo(f"写出 {outcome.written} 个文件，删除 {outcome.removed} 个", err=True)


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
    # Half a second to load, which most builds need not spend.
    from mkdocs.__main__ import cli

    # Material prints a notice on its end of life at every build; docs/dev/decisions holds what follows from it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    cli(arguments, prog_name="xueku")
