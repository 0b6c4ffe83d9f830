"""The command line: thin commands over the pipeline. A command loads what it needs when it runs."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from xueku import __version__
from xueku.cli.bundle import bundle
from xueku.cli.check import check
from xueku.cli.doctor import doctor
from xueku.cli.export import export
from xueku.cli.fonts import fonts
from xueku.cli.health import health
from xueku.cli.importing import import_
from xueku.cli.new import new
from xueku.cli.quiz import quiz
from xueku.cli.release import diff, install, list_, prune, release, rollback, sign_release, verify, withdraw
from xueku.cli.review import review, sign
from xueku.cli.schema import schema
from xueku.cli.search import search
from xueku.cli.site import build, serve
from xueku.cli.submit import submit
from xueku.cli.wording import Main


@click.group(
    cls=Main,
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


_CONTENT = (
    check,
    new,
    import_,
    schema,
    submit,
    quiz,
    sign,
    review,
    health,
    search,
    export,
    fonts,
    build,
    serve,
)
_RELEASES = (release, sign_release, verify, install, rollback, list_, prune, diff, withdraw)
_MACHINES = (bundle, doctor)

for _command in (*_CONTENT, *_RELEASES, *_MACHINES):
    main.add_command(_command)
