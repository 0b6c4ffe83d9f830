"""`xueku export`: what is taken along in files."""

from __future__ import annotations

from pathlib import Path

import click

from xueku.cli.common import config_option, refused, settings_of, stop
from xueku.model.diagnostic import XuekuError


@click.group()
def export() -> None:
    """把材料做成可以带走的文件。"""


@export.command()
@click.argument("ids", nargs=-1)
@click.option("--all", "takes_all", is_flag=True, help="所有的课程包")
@click.option("--drafts", is_flag=True, help="草稿也做")
@click.option(
    "--output",
    default=Path(),
    type=click.Path(path_type=Path, file_okay=False),
    help="放进这个文件夹；不写就放在当前文件夹",
)
@config_option
def kit(ids: tuple[str, ...], takes_all: bool, drafts: bool, output: Path, config_file: Path) -> None:
    """把课程包做成一个压缩包：网页、主持模式、教案、讲义、自测卷、海报，解开就能用，不需要网络。

    例：xueku export kit chongwen-shici --output 桌面
    """
    from xueku.kits import make_kits

    try:
        settings, _ = settings_of(config_file)
        if bool(ids) == takes_all:
            raise XuekuError("xueku export kit", "没有说做哪一个", "写上编号，或者用 --all 全部做")
        for name, content in make_kits(settings, ids, with_drafts=drafts):
            output.mkdir(parents=True, exist_ok=True)
            (output / name).write_bytes(content)
            click.echo(f"写好了 {output / name}（{len(content) / 1_000_000:.1f} MB）", err=True)
    except OSError as error:
        stop(refused(error))
    except XuekuError as error:
        stop(error)
