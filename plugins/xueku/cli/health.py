"""`xueku health`: what is to be done about the content."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueku.cli.common import below, config_option, day_of, refused, settings_of, stop
from xueku.model.diagnostic import XuekuError

if TYPE_CHECKING:
    from xueku.health.checks import Health


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as-of", "as_of", default=None, help="按哪一天算，如 2026-07-01；不写就按最近一次提交的日子")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "csv", "xlsx", "json"]),
    default="text",
    show_default=True,
    help="输出的样子；csv、xlsx 用表格软件打开",
)
@click.option(
    "--output", default=None, type=click.Path(path_type=Path), help="写进这个文件；不写就打在屏幕上"
)
@click.option("--all", "shows_all", is_flag=True, help="每一类都列全，不只前十件")
@config_option
def health(
    paths: tuple[Path, ...],
    as_of: str | None,
    format_name: str,
    output: Path | None,
    shows_all: bool,
    config_file: Path,
) -> None:
    """给全部内容做一次体检：到期的、断了的、重复的、没人管的、还缺的。

    这是一份报告，不拦任何事：有多少件要做，退出码都是 0；无法体检是 2。写上路径就只列这些文件的。

    例：xueku health --format xlsx --output 内容体检.xlsx
    """
    from xueku import build

    try:
        if format_name == "xlsx" and output is None:
            raise XuekuError("--format xlsx", "表格不能打在屏幕上", "加上 --output 内容体检.xlsx")
        day = day_of(as_of, "--as-of") if as_of else None
        settings, _ = settings_of(config_file)
        wanted = [below(path, settings.root) for path in paths]
        found = build.health(settings, build.examine(settings), day)
        _put(_health_table(found.below(wanted) if wanted else found, format_name, shows_all), output)
    except XuekuError as error:
        stop(error)


def _health_table(found: Health, format_name: str, shows_all: bool) -> bytes:
    # A command loads what it needs: spreadsheets take a quarter of a second.
    from xueku.exports import health_table
    from xueku.health.summary import summary

    if format_name == "text":
        return summary(found, shows_all=shows_all).encode()
    if format_name == "json":
        return health_table.as_json(found).encode()
    return (health_table.as_csv if format_name == "csv" else health_table.as_xlsx)(found)


def _put(content: bytes, output: Path | None) -> None:
    """Write to a file, or to the screen. Raises XuekuError if the file cannot be written."""
    if output is None:
        # Text goes through click, which knows what a Windows terminal can show.
        click.echo(content if content.startswith(BOM_UTF8) else content.decode(), nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise refused(error, "检查文件夹是否存在、文件是否正开着") from None
    click.echo(f"写好了 {output}", err=True)
