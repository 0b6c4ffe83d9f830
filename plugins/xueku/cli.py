"""The command line: thin commands over the pipeline; the engine is imported only where a site is built."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

import click

from xueku import __version__
from xueku.kinds import KINDS
from xueku.model.diagnostic import Diagnostic, Severity, XuekuError
from xueku.model.settings import Settings
from xueku.report import FORMATS, summary
from xueku.source.settings import read_settings
from xueku.source.skeleton import skeleton

if TYPE_CHECKING:
    from xueku.health.checks import Health

_BY_NAME = {kind.kind.name: kind for kind in KINDS}
_config_option = click.option(
    "--config",
    "config_file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(path_type=Path),
    help="站点的设置文件",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="学库 xueku %(version)s")
def main() -> None:
    """学库：检查内容、新建材料、生成和预览网站。"""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
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
@_config_option
def check(paths: tuple[Path, ...], format_name: str, strict: bool, config_file: Path) -> None:
    """检查全部内容，列出所有要改的地方；写上路径就只列这些文件的。

    没有问题时退出码是 0，有错误是 1，无法检查是 2。

    例：xueku check content/courses
    """
    from xueku.build import examine

    try:
        settings, in_settings = _settings(config_file)
        wanted = [_below(path, settings.root) for path in paths]
        checked = examine(settings)
    except XuekuError as error:
        _stop(error)
    found = sorted([*in_settings, *checked.findings])
    findings = [finding for finding in found if not wanted or _is_wanted(finding, wanted)]
    click.echo(FORMATS[format_name](findings), nl=False)
    if format_name == "text":
        click.echo(summary(findings, len(checked.linked.catalog.records)), err=True)
    worst = max((finding.severity for finding in findings), default=Severity.HINT)
    sys.exit(1 if worst == Severity.ERROR or (strict and worst == Severity.WARNING) else 0)


@main.command()
@click.argument("kind", type=click.Choice([*_BY_NAME]))
@click.argument("id_", metavar="编号")
@click.option("--title", default="", help="标题；不写就先用编号代替")
@click.option("--date", "day", default=None, help="日期，如 2026-07-01；不写就用今天")
@_config_option
def new(kind: str, id_: str, title: str, day: str | None, config_file: Path) -> None:
    """新建一份材料：写好全部字段和说明，改掉例子就能用。

    KIND：course 课程包、guide 学习指引、case 案例、path 学习路径、article 文章、work 原文

    例：xueku new course chongwen-shici --title 重温入党誓词
    """
    try:
        settings, _ = _settings(config_file)
        files = skeleton(settings, KINDS, _BY_NAME[kind], id_, title or id_, _day(day))
        for path, content in files.items():
            place = settings.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
            click.echo(f"写好了 {path}")
    except XuekuError as error:
        _stop(error)
    except OSError as error:
        _stop(XuekuError(str(error.filename), f"写不进去（{error.strerror}）", "检查文件夹的权限"))
    click.echo("用编辑器打开它，按 # 后面的说明改；改完运行 xueku check")


@main.command()
@click.option("--strict", is_flag=True, help="有警告也不生成")
@click.option("--no-cache", is_flag=True, help="不用上次留下的结果，全部重新生成")
@click.option("--verify", is_flag=True, help="另外完整生成一遍，逐字节比较")
@click.option("--profile", is_flag=True, help="列出每一步用了多久、做了多少")
@click.option("--executor", default="", help="把活分给一组机器：dask://主机:端口")
@_config_option
def build(
    strict: bool, no_cache: bool, verify: bool, profile: bool, executor: str, config_file: Path
) -> None:
    """生成网站：只重做改动牵涉到的网页；有错误就什么都不写。"""
    try:
        _engine().build_site(config_file, strict, not no_cache, executor)
        if profile:
            click.echo(_engine().profile_of(config_file), err=True)
        differing = _engine().differing_files(config_file) if verify else []
    except XuekuError as error:
        _stop(error)
    if verify:
        click.echo("\n".join(differing) or "和完整生成的一遍逐字节相同", err=True)
    sys.exit(1 if differing else 0)


@main.command()
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="端口")
@click.option("--host", default="127.0.0.1", show_default=True, help="地址")
@_config_option
def serve(port: int, host: str, config_file: Path) -> None:
    """在本机预览网站，改了内容会自动刷新；草稿也看得到。"""
    try:
        _engine().serve_site(config_file, host, port)
    except XuekuError as error:
        _stop(error)


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1), help="最多列出几条")
@click.option("--explain", is_flag=True, help="说明每一条为什么排在这里")
@click.option("--drafts", is_flag=True, help="草稿也搜")
@_config_option
def search(words: tuple[str, ...], limit: int, explain: bool, drafts: bool, config_file: Path) -> None:
    """在终端里搜材料，和网页上搜到的一样；手册只在网页上搜。

    什么也没找到时退出码是 1。

    例：xueku search 重温入党誓词　　xueku search cwrdsc　　xueku search '"精确短语" -不要的词'
    """
    # A command loads what it needs: the search engine alone takes a third of a second.
    from xueku.build import examine, searcher
    from xueku.search.terminal import format_answer

    try:
        settings, _ = _settings(config_file)
        found = searcher(examine(settings), "preview" if drafts else "publish")
    except XuekuError as error:
        _stop(error)
    answer = found.search(" ".join(words))
    click.echo(format_answer(found, answer, limit, explain), nl=False)
    sys.exit(0 if answer.found else 1)


@main.command()
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
@_config_option
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
        day = date.fromisoformat(_day(as_of, "--as-of")) if as_of else None
        settings, _ = _settings(config_file)
        wanted = [_below(path, settings.root) for path in paths]
        found = build.health(settings, build.examine(settings), day)
        _put(_health_table(found.below(wanted) if wanted else found, format_name, shows_all), output)
    except XuekuError as error:
        _stop(error)


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
        raise XuekuError(
            str(output), f"写不进去（{error.strerror}）", "检查文件夹是否存在、文件是否正开着"
        ) from None
    click.echo(f"写好了 {output}", err=True)


def _engine() -> ModuleType:
    try:
        from xueku.adapters.mkdocs import commands
    except ModuleNotFoundError as error:
        _stop(XuekuError("xueku", f"没有安装网站引擎（{error.name}）", "运行 pip install 'xueku[mkdocs]'"))
    return commands


def _settings(config_file: Path) -> tuple[Settings, list[Diagnostic]]:
    return read_settings(config_file.resolve())


def _day(text: str | None, option: str = "--date") -> str:
    try:
        return (date.fromisoformat(text) if text else date.today()).isoformat()
    except ValueError:
        raise XuekuError(str(text), "日期应写成 年-月-日", f"例如 {option} 2026-07-01") from None


def _below(path: Path, root: Path) -> str:
    if not path.exists():
        raise XuekuError(str(path), "没有这个文件或文件夹", "检查路径")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        raise XuekuError(str(path), "不在这个项目里", f"在 {root.name} 里运行") from None


def _is_wanted(finding: Diagnostic, wanted: list[str]) -> bool:
    path = finding.span.path
    return any(path == way or path.startswith(f"{way}/") or way == "." for way in wanted)


def _stop(error: XuekuError) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(2)
