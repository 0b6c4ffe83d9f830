"""`xueku import`: Word files, Markdown, HTML and tables become draft records."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueku.cli.common import KindChoice, config_option, day_of, refused, settings_of, stop
from xueku.importers.confirmation import FOLDER
from xueku.kinds import KINDS
from xueku.model.diagnostic import XuekuError, shown

if TYPE_CHECKING:
    from xueku.batch import Batch, Outcome
    from xueku.importers.manuscripts import Source
    from xueku.model.settings import Settings
    from xueku.returning import Update

_DASHES = re.compile("[—―–－-]*[—―–－][—―–－-]*(?=[a-z])")
_BY_NAME = {kind.kind.name: kind for kind in KINDS if kind.kind.name != "path"}


@click.command("import")
@click.argument("files", metavar="文件...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=KindChoice(kind.kind for kind in _BY_NAME.values()),
    default=None,
    help="导入成哪一类材料；从学库导出的 Word 不用写",
)
@click.option("--id", "id_", default="", help="编号；不写就用标题的拼音。只在导入一个文件时能写")
@click.option("--accept-changes", is_flag=True, help="有修订和批注的，照接受全部修订导入，列出每一处")
@click.option("--keep-original", is_flag=True, help="原稿也留下，作为材料的附件")
@click.option("--date", "day", default=None, help="原稿里没有日期时写这一天，如 2026-07-01；不写就用今天")
@click.option(
    "--report",
    default=Path(FOLDER),
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="待确认的网页放进这个文件夹",
)
@click.option("--yes", "is_agreed", is_flag=True, help="从学库导出的 Word 改回来，不再问，直接写")
@click.option(
    "--table",
    "table",
    default=None,
    type=click.Path(path_type=Path, dir_okay=False),
    help="不导入，写一张空的样表：.xlsx 或 .csv，配合 --kind case 或 guide",
)
@config_option
def import_(
    files: tuple[Path, ...],
    kind: str | None,
    id_: str,
    accept_changes: bool,
    keep_original: bool,
    day: str | None,
    report: Path,
    is_agreed: bool,
    table: Path | None,
    config_file: Path,
) -> None:
    """把 Word、Markdown、网页和表格导入成草稿：小标题、表格、图片、落款都认出来，猜的都列成“待确认”。

    Word 是 docx；Markdown 是 Typora、语雀、Obsidian 导出的 md；网页是 html；表格是 xlsx 或 csv，一行一个案例，或者一行一种书目。

    可以写几个文件，也可以写一个文件夹（表格要写文件名）。已经导入过的跳过，原有的材料一概不动。全部导入时退出码是 0，有的导不进是 1。

    类型：course 课程包、guide 学习指引、case 案例、article 文章、work 原文

    用 xueku export docx 导出的文件，改好再导入，就改回原来那份材料，先给您看改了什么。

    例：xueku import 经验材料.docx --kind case
    """
    from xueku.batch import Batch
    from xueku.bringing import Wish
    from xueku.importers.manuscripts import Own, sources_in

    if table is not None:
        _write_template(table, kind or "case", config_file)
        return
    if not files:
        raise click.UsageError("没有写要导入的文件")
    try:
        settings, _ = settings_of(config_file)
        wish = Wish(_BY_NAME[kind] if kind else None, day_of(day), id_, accept_changes, keep_original)
        _refuse_dashes(files)
        own = {settings.content_dir, settings.docs_dir, settings.root / report, report}
        listed = list(sources_in(_with_blanks(files), Own(settings.root, own)))
        if id_ and len(listed) > 1:
            raise XuekuError(
                "--id", f"有 {len(listed)} 个文件，编号只够一份材料", "去掉 --id，或者一次导入一个"
            )
        batch = Batch(settings, wish, report)
        batch.plan(listed)
        outcomes: list[Outcome] = []
        with click.progressbar(
            listed, label="导入", file=sys.stderr, hidden=not _shows_progress(listed)
        ) as waiting:
            for file in waiting:
                outcomes += batch.bring(file)
        batch.write_summary(outcomes)
    except XuekuError as error:
        stop(error)
    except OSError as error:
        stop(refused(error))
    for outcome in outcomes:
        click.echo(outcome.told(in_full=len(outcomes) == 1))
        if outcome.update is not None:
            _change(settings, outcome.update, is_agreed)
    _tell_all(batch, outcomes)
    sys.exit(1 if any(outcome.is_refused for outcome in outcomes) else 0)


def _tell_all(batch: Batch, outcomes: Sequence[Outcome]) -> None:
    for line in batch.unkept_links(outcomes):
        click.echo(line, err=True)
    if len(outcomes) > 1:
        click.echo(batch.summary(outcomes), err=True)


def _change(settings: Settings, update: Update, is_agreed: bool) -> None:
    """Show what a file that came back changes, and write it where that is agreed to."""
    from xueku.mending import difference, write
    from xueku.returning import remember

    for mending in update.mendings:
        click.echo(difference(mending))
    for text in update.rewritten:
        click.echo(f"这一段照 Word 重新写过，链接和加粗请核对：{shown(text, 40)}")
    if not update.mendings:
        return
    question = f"把这些改动写进 {update.id} 吗？审签过的，要重新签"
    if not (is_agreed or (sys.stdin.isatty() and click.confirm(question, err=True))):
        click.echo("什么也没有写；同意就加上 --yes", err=True)
        return
    for mending in update.mendings:
        if write(mending):
            click.echo(f"改好了 {mending.path}，再运行 xueku check {mending.path} 看一遍", err=True)
        else:
            stop(XuekuError(mending.path, "刚刚被改过，没有动它", "再导入一次"))
    remember(settings, update)


def _write_template(place: Path, kind: str, config_file: Path) -> None:
    from xueku.importers.record_table import template
    from xueku.source.vocabularies import read_vocabularies

    try:
        if place.exists():
            raise XuekuError(str(place), "已经有这个文件，没有动它", "换一个文件名")
        settings, _ = settings_of(config_file)
        vocabularies, _ = read_vocabularies(settings.content_dir, settings.root)
        place.write_bytes(template(kind, vocabularies, as_workbook=place.suffix.lower() != ".csv"))
    except XuekuError as error:
        stop(error)
    except OSError as error:
        stop(refused(error, "检查文件夹是否存在、文件是否正开着"))
    click.echo(f"写好了 {place}", err=True)


def _refuse_dashes(paths: Sequence[Path]) -> None:
    """Raises XuekuError for an option whose two hyphens became a dash, as Word writes them."""
    for path in paths:
        if (match := _DASHES.match(str(path))) and not path.exists():
            option = str(path)[match.end() :]
            raise XuekuError(str(path), "选项前面要写两个英文减号 --", f"改成 --{option}")


def _with_blanks(paths: Sequence[Path]) -> Sequence[Path]:
    """These paths. Raises XuekuError where they are the parts of one name that holds blanks."""
    whole = Path(" ".join(map(str, paths)))
    if len(paths) > 1 and whole.exists() and not any(path.exists() for path in paths):
        raise XuekuError(whole.name, "文件名里有空格，被当成了几个文件", f'两头加上英文引号："{whole}"')
    return paths


def _shows_progress(files: Sequence[Source]) -> bool:
    return len(files) > 1 and sys.stderr.isatty()
