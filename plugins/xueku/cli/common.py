"""What every command needs: the settings file, paths of the project, days, and an end with a message."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date
from errno import EACCES, EIO, EISDIR, ELOOP, EMFILE, ENAMETOOLONG, ENFILE, ENOENT, ENOTDIR, ESTALE
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import click

from xueku.model.diagnostic import Diagnostic, XuekuError
from xueku.model.resource import Kind
from xueku.model.settings import Settings
from xueku.model.system_error import system_reason
from xueku.source.settings import read_settings

_OPENING = (EISDIR, ELOOP, EMFILE, ENAMETOOLONG, ENFILE, ENOTDIR)

config_option = click.option(
    "--config",
    "config_file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(path_type=Path),
    help="站点的设置文件",
)


class KindChoice(click.Choice[str]):
    """A content type by its name or by what it is called: `case`, 案例, 案例汇编."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        kinds = list(kinds)
        super().__init__([kind.name for kind in kinds])
        self._called = {word: kind.name for kind in kinds for word in (kind.noun, kind.label)}

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name of the type. Fails where there is none that is called so."""
        return super().convert(self._called.get(value, value), param, ctx)


def settings_of(config_file: Path) -> tuple[Settings, list[Diagnostic]]:
    """The settings of a site, and what is wrong with them. Raises XuekuError if they cannot be read."""
    return read_settings(config_file.resolve())


def day_of(text: str | None, option: str = "--date") -> date:
    """The day that was written after an option, today if none was. Raises XuekuError if it is none."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise XuekuError(str(text), "日期应写成 年-月-日", f"例如 {option} 2026-07-01") from None


def below(path: Path, root: Path) -> str:
    """A path as findings name it. Raises XuekuError if it is not there or not in the project."""
    if not path.exists():
        raise XuekuError(str(path), "没有这个文件或文件夹", "检查路径")
    try:
        return path.resolve().relative_to(root).as_posix()
    except ValueError:
        raise XuekuError(str(path), "不在这个项目里", f"在 {root.name} 里运行") from None


def engine() -> ModuleType:
    """The commands of the engine's adapter; without an engine the process ends with a message."""
    try:
        from xueku.adapters.mkdocs import commands
    except ModuleNotFoundError as error:
        stop(XuekuError("xueku", f"没有安装网站引擎（{error.name}）", "运行 pip install 'xueku[mkdocs]'"))
    return commands


def stop(error: XuekuError) -> NoReturn:
    """End the process with status 2 and this message."""
    click.echo(str(error), err=True)
    sys.exit(2)


def refused(error: OSError, remedy: str = "检查文件夹的权限") -> XuekuError:
    """What is told of a file that cannot be written, or be read where a command has to."""
    return XuekuError(str(error.filename or "磁盘"), f"{_verb(error)}（{system_reason(error)}）", remedy)


def _verb(error: OSError) -> str:
    """What did not go. The system tells only why: of some reasons nobody can say whether it was reading or writing."""
    file = Path(error.filename or ".")
    if error.errno in _OPENING or (error.errno == ENOENT and file.parent.is_dir()):
        return "打不开"
    if error.errno in (EIO, ESTALE):
        return "读写不了"
    cannot_read = error.errno == EACCES and file.exists() and not os.access(file, os.R_OK)
    return "读不了" if cannot_read else "写不进去"
