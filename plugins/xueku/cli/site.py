"""`xueku build` and `xueku serve`; the engine is imported only here."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueku.cli.common import config_option, engine, settings_of, stop
from xueku.model.diagnostic import XuekuError

if TYPE_CHECKING:
    from xueku.review.publish import Withheld


@click.command()
@click.option("--strict", is_flag=True, help="有警告也不生成")
@click.option("--release", is_flag=True, help="只发布每一级都审签了、没有错误的材料，说明留下了什么")
@click.option("--no-cache", is_flag=True, help="不用上次留下的结果，全部重新生成")
@click.option("--verify", is_flag=True, help="另外完整生成一遍，逐字节比较")
@click.option("--profile", is_flag=True, help="列出每一步用了多久、做了多少")
@click.option("--executor", default="", help="把活分给一组机器：dask://主机:端口")
@config_option
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
        released = _released(config_file) if release else None
        engine().build_site(config_file, strict, not no_cache, executor, released)
        if profile:
            click.echo(engine().profile_of(config_file), err=True)
        differing = engine().differing_files(config_file, released) if verify else []
    except XuekuError as error:
        stop(error)
    if verify:
        click.echo("\n".join(differing) or "和完整生成的一遍逐字节相同", err=True)
    sys.exit(1 if differing else 0)


@click.command()
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="端口")
@click.option("--host", default="127.0.0.1", show_default=True, help="地址")
@config_option
def serve(port: int, host: str, config_file: Path) -> None:
    """在本机预览网站，改了内容会自动刷新；草稿也看得到。"""
    try:
        engine().serve_site(config_file, host, port)
    except XuekuError as error:
        stop(error)


def _released(config_file: Path) -> Mapping[str, Withheld]:
    """What a release leaves out, told to whoever asked for it."""
    from xueku.signoffs import left_out, tell_unseen
    from xueku.update.examining import examined

    settings, _ = settings_of(config_file)
    with examined(settings) as found:
        left, shown = left_out(settings, found)
        for line in tell_unseen(found):
            click.echo(line, err=True)
    for one in sorted(left.values(), key=lambda one: one.path):
        title = f"《{one.title}》" if one.title else ""
        click.echo(f"留下没有发布：{one.path}{title}：{'；'.join(one.reasons)}", err=True)
    click.echo(f"发布 {shown} 份材料，留下 {len(left)} 份", err=True)
    return left
