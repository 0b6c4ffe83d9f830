"""`xueku check`: what is to be mended, and mending it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from xueku.cli.common import below, config_option, refused, settings_of, stop
from xueku.model.diagnostic import Diagnostic, Severity, XuekuError, in_order
from xueku.model.settings import Settings
from xueku.report import FORMATS, summary


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice([*FORMATS]),
    default="text",
    show_default=True,
    help="输出的样子",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过")
@click.option("--fix", "is_fixing", is_flag=True, help="能放心改的替你改好：先给你看，你同意了才写")
@click.option("--yes", "is_agreed", is_flag=True, help="和 --fix 一起用：不再问")
@config_option
def check(
    paths: tuple[Path, ...],
    format_name: str,
    strict: bool,
    is_fixing: bool,
    is_agreed: bool,
    config_file: Path,
) -> None:
    """检查全部内容，列出所有要改的地方；写上路径就只列这些文件的。

    没有问题时退出码是 0，有错误是 1，无法检查是 2。

    例：xueku check content/courses　　xueku check --fix content/courses
    """
    from xueku.update.examining import examined

    def look() -> tuple[list[Diagnostic], int]:
        """The findings that are asked for, and how many records there are."""
        with examined(settings) as found:
            records = found.known.records.keys()
            told = in_order([*in_settings, *found.findings])
            return [one for one in told if not wanted or _is_wanted(one, wanted)], len(records)

    try:
        settings, in_settings = settings_of(config_file)
        wanted = [below(path, settings.root) for path in paths]
        is_left = is_fixing and _mend(lambda: look()[0], settings, is_agreed)
        findings, number = look()
    except XuekuError as error:
        stop(error)
    click.echo(FORMATS[format_name](findings), nl=False)
    if format_name == "text":
        click.echo(summary(findings, number), err=True)
    worst = max((finding.severity for finding in findings), default=Severity.HINT)
    sys.exit(1 if is_left or worst == Severity.ERROR or (strict and worst == Severity.WARNING) else 0)


def _mend(check: Callable[[], list[Diagnostic]], settings: Settings, is_agreed: bool) -> bool:
    """Mend what can be mended; gives whether something was left that could have been."""
    from xueku.mending import mend

    def agree(mendings: int, files: int) -> bool:
        if is_agreed or not sys.stdin.isatty():
            return is_agreed
        return click.confirm(f"改 {files} 个文件里的 {mendings} 处吗？", err=True)

    try:
        mended = mend(
            check, settings.root, settings.content_dir, lambda text: click.echo(text, err=True), agree
        )
    except OSError as error:
        stop(refused(error))
    for path in mended.changed:
        click.echo(f"{path} 刚刚被改过，这次没有动它；再运行一遍", err=True)
    if mended.unwritten:
        click.echo(f"有 {mended.unwritten} 处可以替你改，还没有改；同意就加 --yes", err=True)
    elif mended.written:
        click.echo(f"改好了 {mended.written} 处，下面是还要你自己看的", err=True)
    return bool(mended.unwritten or mended.changed)


def _is_wanted(finding: Diagnostic, wanted: list[str]) -> bool:
    path = finding.span.path
    return any(path == way or path.startswith(f"{way}/") or way == "." for way in wanted)
