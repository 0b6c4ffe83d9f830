"""`xueku submit`: an editor hands in what was written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xueku.cli.common import config_option, settings_of, stop
from xueku.model.diagnostic import Severity, XuekuError
from xueku.model.settings import Settings
from xueku.submitting import Repository, Submitted, Work, record_of

_MOST_SHOWN = 20


@click.command()
@click.option("-m", "--message", default="", help="说明改了什么；不写就用材料的名字")
@click.option("--name", default="", help="您的姓名，第一次要写，以后记得")
@click.option("--branch", default="", help="分支名；不写就由姓名和材料决定")
@click.option("--all", "takes_all", is_flag=True, help="内容文件夹以外改了的文件也一起交")
@config_option
def submit(message: str, name: str, branch: str, takes_all: bool, config_file: Path) -> None:
    """把写好的材料交上去：先检查，再做成一个分支、一次提交，推送到服务器。

    有错误就不交。只交内容文件夹里的改动。交上去的退出码是 0，检查不通过是 1，交不了是 2。

    例：xueku submit -m 新写一份课程包
    """
    try:
        settings, _ = settings_of(config_file)
        submitted = _submit(settings, message, name, branch, takes_all)
    except XuekuError as error:
        stop(error)
    click.echo(f"推送好了：{submitted.remote} 上的分支 {submitted.branch}（{submitted.commit}）")
    click.echo("下一步：告诉审稿的同志看这个分支。还要接着改，改完再运行一遍 xueku submit")


def _submit(settings: Settings, message: str, name: str, branch: str, takes_all: bool) -> Submitted:
    """Raises XuekuError where that cannot be done; ends the process with status 1 if there are errors."""
    repository = Repository(settings.root, may_ask=sys.stdin.isatty())
    content = Path(settings.site.content).as_posix()
    work = repository.work(content)
    paths = [*work.changed, *(work.others if takes_all else ())]
    if not paths and not repository.waiting(work):
        _nothing(work, content)
    if work.others and not takes_all:
        click.echo(
            f"{content} 以外也改了 {len(work.others)} 个文件，这次不交：{_some(work.others)}", err=True
        )
        click.echo("    要一起交，加上 --all", err=True)
    _check(settings)
    _know_name(repository, name)
    record = record_of(paths, content)
    where = branch or repository.free_branch(repository.name(), record, work)
    return repository.submit(work, paths, where, message or f"改动：{record}", click.echo)


def _nothing(work: Work, content: str) -> None:
    if work.others:
        raise XuekuError(
            content, f"没有改动；改了的是别处：{_some(work.others)}", "这些文件也要交，就加上 --all"
        )
    raise XuekuError(
        content, "没有可交的：和上一次提交一样", "先保存文件；改的是别的文件夹里的一份，就到那里运行"
    )


def _check(settings: Settings) -> None:
    """Tell every error; with one the process ends with status 1."""
    from xueku.update.examining import examined

    with examined(settings) as found:
        errors = [one for one in found.findings if one.severity == Severity.ERROR]
    for error in errors:
        click.echo(str(error))
    if errors:
        click.echo(f"有 {len(errors)} 处错误，没有交；改好再运行一遍", err=True)
        sys.exit(1)


def _know_name(repository: Repository, name: str) -> None:
    """Have the editor's name, asked for once."""
    known = repository.name()
    if not (name or known):
        if not sys.stdin.isatty():
            raise XuekuError("xueku submit", "不知道您的姓名", "写上 --name 姓名，以后就记得了")
        name = click.prompt("您的姓名（写进提交，以后不再问）", prompt_suffix="：").strip()
    repository.keep_name(name or known)


def _some(paths: tuple[str, ...]) -> str:
    more = f" 等 {len(paths)} 个" if len(paths) > _MOST_SHOWN else ""
    return "、".join(paths[:_MOST_SHOWN]) + more
