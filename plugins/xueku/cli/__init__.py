"""The command line: thin commands over the pipeline. A command, and what it needs, is loaded when it runs."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from xueku import __version__
from xueku.cli.wording import Main

_MODULES = {
    "check": ("check",),
    "new": ("new",),
    "importing": ("import",),
    "schema": ("schema",),
    "submit": ("submit",),
    "quiz": ("quiz",),
    "review": ("sign", "review"),
    "health": ("health",),
    "search": ("search",),
    "export": ("export",),
    "fonts": ("fonts",),
    "site": ("build", "serve"),
    "release": (
        "release",
        "sign-release",
        "verify",
        "install",
        "rollback",
        "list",
        "prune",
        "diff",
        "withdraw",
    ),
    "bundle": ("bundle",),
    "doctor": ("doctor",),
}
"""For each module of this room the commands in it."""


@click.group(
    cls=Main,
    modules={name: f"xueku.cli.{module}" for module, names in _MODULES.items() for name in names},
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
)
@click.version_option(__version__, message="学库 xueku %(version)s")
def main() -> None:
    """学库：检查内容、审签、新建材料、生成和预览网站。"""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
