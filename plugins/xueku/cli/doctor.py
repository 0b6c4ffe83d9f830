"""`xueku doctor`: what is missing on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xueku.cli.common import config_option


@click.command()
@config_option
def doctor(config_file: Path) -> None:
    """这台机器缺什么：检查和生成、打印件、发布、安装各要什么，缺的怎样补。退出码 0 不缺，1 有缺。"""
    from xueku.release.machine import DEEDS, examine

    findings = [*examine(config_file.resolve().parent)]
    for deed in DEEDS:
        click.echo(deed)
        for finding in (one for one in findings if one.deed == deed):
            click.echo(f"  {'✗' if finding.remedy else '✓'} {finding.thing}：{finding.found}")
            if finding.remedy:
                click.echo(f"      改法：{finding.remedy}")
    missing = sum(bool(finding.remedy) for finding in findings)
    click.echo(f"缺 {missing} 样" if missing else "什么都不缺", err=True)
    sys.exit(1 if missing else 0)
