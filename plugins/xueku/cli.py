"""The command line: thin commands over the pipeline; the engine is imported only where a site is built."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

import click

from xueku import __version__, cli_review
from xueku.kinds import KINDS
from xueku.model.diagnostic import Diagnostic, Severity, XuekuError
from xueku.model.settings import Settings
from xueku.report import FORMATS, summary
from xueku.review.history import altered_ledgers
from xueku.review.publish import Withheld
from xueku.review.signing import Request
from xueku.source.settings import read_settings
from xueku.source.skeleton import skeleton

if TYPE_CHECKING:
    from xueku.update.examining import Examined

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
@click.option("--fix", "is_fixing", is_flag=True, help="能放心改的替你改好：先给你看，你同意了才写")
@click.option("--yes", "is_agreed", is_flag=True, help="和 --fix 一起用：不再问")
@_config_option
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
            in_history = altered_ledgers(settings.content_dir, settings.root, records)
            told = sorted([*in_settings, *found.findings, *in_history])
            return [one for one in told if not wanted or _is_wanted(one, wanted)], len(records)

    try:
        settings, in_settings = _settings(config_file)
        wanted = [_below(path, settings.root) for path in paths]
        is_left = is_fixing and _mend(lambda: look()[0], settings, is_agreed)
        findings, number = look()
    except XuekuError as error:
        _stop(error)
    click.echo(FORMATS[format_name](findings), nl=False)
    if format_name == "text":
        click.echo(summary(findings, number), err=True)
    worst = max((finding.severity for finding in findings), default=Severity.HINT)
    sys.exit(1 if is_left or worst == Severity.ERROR or (strict and worst == Severity.WARNING) else 0)


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
@click.argument("id_", metavar="编号")
@click.option("--stage", required=True, help="哪一级：初审、复审、终审；退回给编者写 退回")
@click.option("--by", required=True, help="审签人的姓名")
@click.option("--note", default=None, help="意见")
@click.option("--proofread", default=None, help="校对人的姓名")
@click.option("--date", "day", default=None, help="日期，如 2026-07-01；不写就用今天")
@click.option("--code", default="", help="审签单上的短码：纸上签的，由经办人录入")
@click.option("--key", type=click.Path(path_type=Path), help="SSH 私钥，做数字签名")
@_config_option
def sign(
    id_: str,
    stage: str,
    by: str,
    note: str | None,
    proofread: str | None,
    day: str | None,
    code: str,
    key: Path | None,
    config_file: Path,
) -> None:
    """审签一份材料：记下谁在哪一天通过了哪一级，签的是现在这一稿。

    例：xueku sign chongwen-shici --stage 初审 --by 示例编辑甲
    """
    from xueku.update.examining import examined

    try:
        settings, _ = _settings(config_file)
        request = Request(stage, by, date.fromisoformat(_day(day)), note, proofread, code, key)
        with examined(settings) as found:
            click.echo("\n".join(cli_review.sign(settings, found, id_, request)))
    except XuekuError as error:
        _stop(error)


_own_config_option = click.option(
    "--config", "config_file", type=click.Path(path_type=Path), help="站点的设置文件"
)


class _Review(click.Group):
    """A group whose first word may also be a record's id."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name, or the one that shows the record."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["show", *args])


@main.group(cls=_Review, invoke_without_command=True, subcommand_metavar="[编号]")
@click.option("--all", "lists_all", is_flag=True, help="每一栏全部列出")
@_config_option
@click.pass_context
def review(context: click.Context, lists_all: bool, config_file: Path) -> None:
    """看板：哪些材料等哪一级审签；写上编号就看这一份签到了哪里、签后改了什么。

    例：xueku review　　xueku review chongwen-shici　　xueku review sheet chongwen-shici
    """
    context.obj = config_file
    if context.invoked_subcommand is None:
        _tell_review(config_file, lambda settings, found: cli_review.show_board(settings, found, lists_all))


@review.command(hidden=True)
@click.argument("id_", metavar="编号")
@_own_config_option
@click.pass_obj
def show(above: Path, id_: str, config_file: Path | None) -> None:
    """看一份材料签到了哪里。"""
    config_file = config_file or above
    _tell_review(config_file, lambda settings, found: cli_review.show_record(settings, found, id_))


@review.command()
@click.argument("id_", metavar="编号")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写到哪里；不写就是 审签单-编号.pdf")
@_own_config_option
@click.pass_obj
def sheet(above: Path, id_: str, output: Path | None, config_file: Path | None) -> None:
    """打印审签单（PDF，A4）：给不用电脑的同志手签，签完由经办人照短码录入。"""
    from xueku.exports.review_sheet import review_sheet
    from xueku.update.examining import examined

    try:
        settings, _ = _settings(config_file or above)
        with examined(settings) as found:
            content = review_sheet(cli_review.sheet_of(settings, found, id_))
        place = output or Path(f"审签单-{id_}.pdf")
        place.write_bytes(content)
    except XuekuError as error:
        _stop(error)
    except OSError as error:
        _stop(XuekuError(str(error.filename), f"写不进去（{error.strerror}）", "换一个地方：-o 文件名"))
    click.echo(f"写好了 {place}")


@main.command()
@click.option("--strict", is_flag=True, help="有警告也不生成")
@click.option("--release", is_flag=True, help="只发布每一级都审签了、没有错误的材料，说明留下了什么")
@click.option("--no-cache", is_flag=True, help="不用上次留下的结果，全部重新生成")
@click.option("--verify", is_flag=True, help="另外完整生成一遍，逐字节比较")
@click.option("--profile", is_flag=True, help="列出每一步用了多久、做了多少")
@click.option("--executor", default="", help="把活分给一组机器：dask://主机:端口")
@_config_option
def build(
    strict: bool,
    release: bool,
    no_cache: bool,
    verify: bool,
    profile: bool,
    executor: str,
    config_file: Path,
) -> None:
    """生成网站：只重做改动牵涉到的网页；有错误就什么都不写。"""
    try:
        if release and verify:
            raise XuekuError("xueku build", "--release 和 --verify 不能一起用", "分两次运行")
        released = _released(config_file) if release else None
        _engine().build_site(config_file, strict, not no_cache, executor, released)
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
        _stop(XuekuError(str(error.filename), f"写不进去（{error.strerror}）", "检查文件夹的权限"))
    for path in mended.changed:
        click.echo(f"{path} 刚刚被改过，这次没有动它；再运行一遍", err=True)
    if mended.unwritten:
        click.echo(f"有 {mended.unwritten} 处可以替你改，还没有改；同意就加 --yes", err=True)
    elif mended.written:
        click.echo(f"改好了 {mended.written} 处，下面是还要你自己看的", err=True)
    return bool(mended.unwritten or mended.changed)


def _engine() -> ModuleType:
    try:
        from xueku.adapters.mkdocs import commands
    except ModuleNotFoundError as error:
        _stop(XuekuError("xueku", f"没有安装网站引擎（{error.name}）", "运行 pip install 'xueku[mkdocs]'"))
    return commands


def _tell_review(config_file: Path, tell: Callable[[Settings, Examined], Iterable[str]]) -> None:
    from xueku.update.examining import examined

    try:
        settings, _ = _settings(config_file)
        with examined(settings) as found:
            click.echo("\n".join(tell(settings, found)))
    except XuekuError as error:
        _stop(error)


def _released(config_file: Path) -> Mapping[str, Withheld]:
    """What a release leaves out, told to whoever asked for it."""
    from xueku.update.examining import examined

    settings, _ = _settings(config_file)
    with examined(settings) as found:
        left, shown = cli_review.left_out(settings, found)
    for one in sorted(left.values(), key=lambda one: one.path):
        title = f"《{one.title}》" if one.title else ""
        click.echo(f"留下没有发布：{one.path}{title}：{'；'.join(one.reasons)}", err=True)
    click.echo(f"发布 {shown} 份材料，留下 {len(left)} 份", err=True)
    return left


def _settings(config_file: Path) -> tuple[Settings, list[Diagnostic]]:
    return read_settings(config_file.resolve())


def _day(text: str | None) -> str:
    try:
        return (date.fromisoformat(text) if text else date.today()).isoformat()
    except ValueError:
        raise XuekuError(str(text), "日期应写成 年-月-日", "例如 --date 2026-07-01") from None


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
