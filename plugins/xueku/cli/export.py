"""`xueku export`: what is taken along in files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import click

from xueku.cli.common import config_option, refused, settings_of, stop
from xueku.kinds import KINDS
from xueku.model.diagnostic import XuekuError


@click.group()
def export() -> None:
    """把材料做成可以带走的文件。"""


_drafts = click.option("--drafts", is_flag=True, help="草稿也做")
_output = click.option(
    "--output",
    default=Path(),
    type=click.Path(path_type=Path, file_okay=False),
    help="放进这个文件夹；不写就放在当前文件夹",
)


@export.command()
@click.argument("ids", nargs=-1)
@click.option("--all", "takes_all", is_flag=True, help="所有的课程包")
@_drafts
@_output
@config_option
def kit(ids: tuple[str, ...], takes_all: bool, drafts: bool, output: Path, config_file: Path) -> None:
    """把课程包做成一个压缩包：网页、主持模式、教案、讲义、自测卷、海报，解开就能用，不需要网络。

    例：xueku export kit chongwen-shici --output 桌面
    """
    from xueku.taking import make_kits

    try:
        settings, _ = settings_of(config_file)
        if bool(ids) == takes_all:
            raise XuekuError("xueku export kit", "没有说做哪一个", "写上编号，或者用 --all 全部做")
        _put(make_kits(settings, ids, with_drafts=drafts), output)
    except OSError as error:
        stop(refused(error))
    except XuekuError as error:
        stop(error)


@export.command()
@click.argument("collection", type=click.Choice([kind.kind.collection for kind in KINDS]))
@click.option("--period", default="", help="学习周期，如 2026年第三季度，也可以写 2026Q3")
@click.option("--topic", default="", help="主题，如 组织生活")
@click.option("--unit", default="", help="单位")
@click.option("--year", default="", help="年份")
@click.option("--title", default="", help="书名；不写就用栏目的名字")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["pdf", "docx", "epub"]),
    default=["pdf"],
    show_default=True,
    help="可以写几次",
)
@_drafts
@_output
@config_option
def book(
    collection: str,
    period: str,
    topic: str,
    unit: str,
    year: str,
    title: str,
    formats: tuple[str, ...],
    drafts: bool,
    output: Path,
    config_file: Path,
) -> None:
    """把一个栏目的材料编成一本书：封面、目录、各篇、参考文献、单位索引。

    例：xueku export book cases --topic 窗口服务 --title 窗口服务案例 --format pdf --format docx
    """
    from xueku.taking import make_book

    wanted = {"period": _quarter(period), "topics": topic, "unit": unit, "year": year}
    try:
        settings, _ = settings_of(config_file)
        conditions = {name: value for name, value in wanted.items() if value}
        # All before any: a format that cannot be made must not leave half of what was asked for.
        _put([*make_book(settings, collection, conditions, title, formats, with_drafts=drafts)], output)
    except OSError as error:
        stop(refused(error))
    except XuekuError as error:
        stop(error)


@export.command()
@click.argument("id_", metavar="编号")
@_drafts
@_output
@config_option
def official(id_: str, drafts: bool, output: Path, config_file: Path) -> None:
    """把一份材料的正文按公文格式排成 PDF：每页 22 行、每行 28 字，页码写成 — 1 —。

    例：xueku export official richang-gongzuo-shouce --output 桌面
    """
    from xueku.taking import make_official

    try:
        settings, _ = settings_of(config_file)
        _put([make_official(settings, id_, with_drafts=drafts)], output)
    except OSError as error:
        stop(refused(error))
    except XuekuError as error:
        stop(error)


@export.command()
@click.argument("ids", metavar="编号...", nargs=-1, required=True)
@_output
@config_option
def docx(ids: tuple[str, ...], output: Path, config_file: Path) -> None:
    """把材料导出成 Word 文件，交给只会用 Word 的同志改；改好用 xueku import 导入，就改回这份材料。

    例：xueku export docx chongwen-shici --output 桌面
    """
    from xueku.returning import export_record

    try:
        settings, _ = settings_of(config_file)
        _put(((f"{id_}.docx", export_record(settings, id_)) for id_ in ids), output)
    except OSError as error:
        stop(refused(error))
    except XuekuError as error:
        stop(error)


def _put(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    for name, content in files:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        click.echo(f"写好了 {folder / name}（{len(content) / 1_000_000:.1f} MB）", err=True)


def _quarter(period: str) -> str:
    """`2026Q3` as guides write it; anything else as it is."""
    found = re.fullmatch(r"(\d{4})[Qq]([1-4])", period)
    return f"{found[1]}年第{'一二三四'[int(found[2]) - 1]}季度" if found else period
