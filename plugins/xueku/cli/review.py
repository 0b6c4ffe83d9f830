"""`xueku sign` and `xueku review`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xueku.cli.common import config_option, day_of, refused, settings_of, stop
from xueku.model.diagnostic import XuekuError
from xueku.model.settings import Settings
from xueku.review.signing import Request

if TYPE_CHECKING:
    from xueku.update.examining import Examined


@click.command()
@click.argument("id_", metavar="编号")
@click.option("--stage", required=True, help="哪一级：初审、复审、终审；退回给编者写 退回")
@click.option("--by", required=True, help="审签人的姓名")
@click.option("--note", default=None, help="意见")
@click.option("--proofread", default=None, help="校对人的姓名")
@click.option("--date", "day", default=None, help="日期，如 2026-07-01；不写就用今天")
@click.option("--code", default="", help="审签单上的短码：纸上签的，由经办人录入")
@click.option("--key", type=click.Path(path_type=Path), help="SSH 私钥，做数字签名")
@config_option
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
    from xueku import signoffs
    from xueku.update.examining import examined

    try:
        settings, _ = settings_of(config_file)
        request = Request(stage, by, day_of(day), note, proofread, code, key)
        with examined(settings) as found:
            click.echo("\n".join(signoffs.sign(settings, found, id_, request)))
    except XuekuError as error:
        stop(error)


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


@click.group(cls=_Review, invoke_without_command=True, subcommand_metavar="[编号]")
@click.option("--all", "lists_all", is_flag=True, help="每一栏全部列出")
@config_option
@click.pass_context
def review(context: click.Context, lists_all: bool, config_file: Path) -> None:
    """看板：哪些材料等哪一级审签；写上编号就看这一份签到了哪里、签后改了什么。

    例：xueku review　　xueku review chongwen-shici　　xueku review sheet chongwen-shici
    """
    context.obj = config_file
    if context.invoked_subcommand is None:
        from xueku.signoffs import show_board

        _tell_review(config_file, lambda settings, found: show_board(settings, found, lists_all))


@review.command(hidden=True)
@click.argument("id_", metavar="编号")
@_own_config_option
@click.pass_obj
def show(above: Path, id_: str, config_file: Path | None) -> None:
    """看一份材料签到了哪里。"""
    from xueku.signoffs import show_record

    _tell_review(config_file or above, lambda settings, found: show_record(settings, found, id_))


@review.command()
@click.argument("id_", metavar="编号")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写到哪里；不写就是 审签单-编号.pdf")
@_own_config_option
@click.pass_obj
def sheet(above: Path, id_: str, output: Path | None, config_file: Path | None) -> None:
    """打印审签单（PDF，A4）：给不用电脑的同志手签，签完由经办人照短码录入。"""
    from xueku import signoffs
    from xueku.exports.review_sheet import review_sheet
    from xueku.typesetting.fonts import find_fonts
    from xueku.typesetting.press import Press
    from xueku.update.examining import examined

    try:
        settings, _ = settings_of(config_file or above)
        press = Press(find_fonts(settings.root), settings.root, settings.site_name)
        for difference in press.fonts.differences:
            click.echo(f"警告：{difference}", err=True)
        with examined(settings) as found:
            content = review_sheet(signoffs.sheet_of(settings, found, id_), press)
        place = output or Path(f"审签单-{id_}.pdf")
        place.write_bytes(content)
    except XuekuError as error:
        stop(error)
    except OSError as error:
        stop(refused(error, "换一个地方：-o 文件名"))
    click.echo(f"写好了 {place}")


def _tell_review(config_file: Path, tell: Callable[[Settings, Examined], Iterable[str]]) -> None:
    from xueku.update.examining import examined

    try:
        settings, _ = settings_of(config_file)
        with examined(settings) as found:
            click.echo("\n".join(tell(settings, found)))
    except XuekuError as error:
        stop(error)
