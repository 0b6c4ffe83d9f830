"""`xueku search`: the site's search in a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xueku.cli.common import config_option, settings_of, stop
from xueku.model.diagnostic import XuekuError


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1), help="最多列出几条")
@click.option("--explain", is_flag=True, help="说明每一条为什么排在这里")
@click.option("--drafts", is_flag=True, help="草稿也搜")
@config_option
def search(words: tuple[str, ...], limit: int, explain: bool, drafts: bool, config_file: Path) -> None:
    """在终端里搜材料，和网页上搜到的一样；手册只在网页上搜。

    什么也没找到时退出码是 1。

    例：xueku search 重温入党誓词　　xueku search cwrdsc　　xueku search '"精确短语" -不要的词'
    """
    # A command loads what it needs: the search engine alone takes a third of a second.
    from xueku.build import searcher
    from xueku.search.terminal import format_answer

    try:
        settings, _ = settings_of(config_file)
        found = searcher(settings, "preview" if drafts else "publish")
    except XuekuError as error:
        stop(error)
    answer = found.search(" ".join(words))
    click.echo(format_answer(found, answer, limit, explain), nl=False)
    sys.exit(0 if answer.found else 1)
