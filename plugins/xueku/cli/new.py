"""`xueku new`: a new record."""

from __future__ import annotations

from pathlib import Path

import click

from xueku.cli.common import config_option, day_of, refused, settings_of, stop
from xueku.kinds import KINDS
from xueku.model.diagnostic import XuekuError
from xueku.source.skeleton import skeleton

_BY_NAME = {kind.kind.name: kind for kind in KINDS}


@click.command()
@click.argument("kind", type=click.Choice([*_BY_NAME]))
@click.argument("id_", metavar="编号")
@click.option("--title", default="", help="标题；不写就先用编号代替")
@click.option("--date", "day", default=None, help="日期，如 2026-07-01；不写就用今天")
@config_option
def new(kind: str, id_: str, title: str, day: str | None, config_file: Path) -> None:
    """新建一份材料：写好全部字段和说明，改掉例子就能用。

    类型：course 课程包、guide 学习指引、case 案例、path 学习路径、article 文章、work 原文

    例：xueku new course chongwen-shici --title 重温入党誓词
    """
    try:
        settings, _ = settings_of(config_file)
        files = skeleton(settings, KINDS, _BY_NAME[kind], id_, title or id_, day_of(day).isoformat())
        for path, content in files.items():
            place = settings.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
            click.echo(f"写好了 {path}")
    except XuekuError as error:
        stop(error)
    except OSError as error:
        stop(refused(error))
    click.echo("用编辑器打开它，按 # 后面的说明改；改完运行 xueku check")
