"""`xueku doctor`: what is missing on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.core import ParameterSource

from xueku.cli.common import config_option, stop
from xueku.model.diagnostic import XuekuError


@click.command()
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    envvar="XUEKU_ROOT",
    help="服务器上放发布的文件夹；写了就查它和它的磁盘",
)
@config_option
def doctor(root: Path | None, config_file: Path) -> None:
    """这台机器缺什么：检查和生成、打印件、发布、安装各要什么，缺的怎样补。退出码 0 不缺，1 有缺，2 没法查。

    服务器上：xueku doctor --root /srv/xueku
    """
    from xueku.release.machine import DEEDS, examine

    is_asked_for = click.get_current_context().get_parameter_source("config_file") != ParameterSource.DEFAULT
    if not config_file.is_file() and (is_asked_for or not root):
        message = "没有这个设置文件，不知道查哪个项目"
        remedy = "到项目的文件夹里运行，或写 --config；在服务器上写 --root 放发布的文件夹"
        stop(XuekuError(str(config_file), message, remedy))
    project = config_file.resolve().parent if config_file.is_file() else None
    findings = [*examine(project, served=root)]
    for deed in DEEDS:
        of_deed = [finding for finding in findings if finding.deed == deed]
        if of_deed:
            click.echo(deed)
        for finding in of_deed:
            click.echo(f"  {'✗' if finding.remedy else '✓'} {finding.thing}：{finding.found}")
            if finding.remedy:
                click.echo(f"      改法：{finding.remedy}")
    if not root:
        click.echo("  放发布的文件夹没有查：在服务器上写 --root")
    missing = sum(bool(finding.remedy) for finding in findings)
    click.echo(f"缺 {missing} 样" if missing else "什么都不缺", err=True)
    sys.exit(1 if missing else 0)
