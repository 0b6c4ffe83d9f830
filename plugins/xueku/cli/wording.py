"""What click itself says, in Chinese: how a command is written, and what was wrong with how one was.

click takes its words from gettext, which follows the locale of the machine; ours are the same on every machine.
"""

from __future__ import annotations

import atexit
import codecs
import gc
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any
from unicodedata import east_asian_width

import click

from xueku import spare_the_processor
from xueku.model.diagnostic import XuekuError

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
_TEXTS = {"Show this message and exit.": "显示这段说明", "Show the version and exit.": "显示版本"}
_VALUES = {
    "TEXT": "文字",
    "PATH": "路径",
    "INTEGER RANGE": "整数",
    "INTEGER": "整数",
    "WORDS": "词",
    "PATHS": "路径",
    "KIND": "类型",
}
_VALUE = re.compile(rf"\b(?:{'|'.join(_VALUES)})\b")
_EXTRAS = re.compile(r"\[(?P<extras>[^\[\]]*)\]$")
_EXTRA = (
    (r"default: ", "不写就是 "),
    (r"x>=(\d+)", r"至少 \1"),
    (r"required", "必写"),
    (r"env var: ", "环境变量 "),
)

_SAID = (
    (r"No such command '(.+?)'\..*", r"没有 \1 这个命令"),
    (r"No such option '(.+?)'\..*", r"没有 \1 这个选项"),
    (r"Missing command\.", "没有写命令"),
    (r"Got unexpected extra arguments? \((.+)\)", r"多写了 \1"),
    (r"Option '(.+?)' requires an argument\.", r"\1 后面要写一个值"),
    (r"Option '(.+?)' requires (\d+) arguments\.", r"\1 后面要写 \2 个值"),
    (r"Option '(.+?)' does not take a value\.", r"\1 后面不写值"),
    (r"Argument '(.+?)' takes (\d+) values\.", r"\1 要写 \2 个"),
    (r"'(.*)' is not (?:one of )?'.*'\.", r"“\1”不是可选的值"),
    (r"'(.*)' is not a valid integer(?: range)?\.", r"“\1”不是整数"),
    (r"'(.*)' is not a valid .+\.", r"“\1”写得不对"),
    (r"(.+) is not in the range x>=(.+)\.", r"\1 太小，至少写 \2"),
    (r"(.+) is not in the range (.+)\.", r"\1 超出了范围 \2"),
    (r"(?:File|Directory|Path) '(.+)' does not exist\.", r"没有“\1”这个文件或文件夹"),
    (r"(?:File|Directory|Path) '(.+)' is a file\.", r"“\1”是文件，要写文件夹"),
    (r"(?:File|Directory|Path) '(.+)' is a directory\.", r"“\1”是文件夹，要写文件"),
    (r"(?:File|Directory|Path) '(.+)' is not readable\.", r"“\1”读不了"),
    (r"(?:File|Directory|Path) '(.+)' is not writable\.", r"“\1”写不进去"),
)


class Formatter(click.HelpFormatter):
    """Help under Chinese headings, in columns that a terminal shows straight: Chinese takes two cells."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how a command is written."""
        super().write_usage(prog, _VALUE.sub(_value, args), prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """The heading of a section."""
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, each with what it does; long lines are the terminal's to break."""
        named = [(_VALUE.sub(_value, name), _TEXTS.get(text, text)) for name, text in rows]
        width = max(_cells(name) for name, _ in named) + col_spacing
        for name, text in named:
            gap = " " * (width - _cells(name))
            self.write(f"{'':>{self.current_indent}}{name}{gap}{_EXTRAS.sub(_extras, text)}\n")


class Context(click.Context):
    """What a command runs in; it makes its help with `Formatter`."""

    formatter_class = Formatter


class WrittenWronglyError(click.ClickException):
    """An end with a message of ours, as it is."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message as it is."""
        click.echo(self.message, file=file, err=file is None)


class BrokenOffError(WrittenWronglyError):
    """An end because whoever runs the command wants it."""

    exit_code = 1


class Main(click.Group):
    """The group above all commands: what was wrong with how one was written is told like any other finding.

    `modules` says in which module each command is, by its name.
    """

    context_class = Context

    def __init__(self, *args: Any, modules: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now if it was not; None if there is none."""
        if cmd_name not in self.commands and cmd_name in self._modules:
            for found in vars(import_module(self._modules[cmd_name])).values():
                if (
                    isinstance(found, click.Command)
                    and self._modules.get(found.name or "") == self._modules[cmd_name]
                ):
                    self.add_command(found)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; where there is none of that name, all of them are known, so that a near one is named."""
        if args and args[0] not in self._modules:
            for name in self._modules:
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **more: Any) -> Any:
        """Run the command that is asked for, in a process that knows Chinese names of files."""
        _speak_utf8()
        spare_the_processor()
        # What stands in a circle at the end has nothing left to close; looking for it takes a twentieth of a small build.
        atexit.register(gc.freeze)
        return super().main(*args, **more)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command that speaks Chinese, and so do those below it."""
        _in_chinese(cmd)
        super().add_command(cmd, name)

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Read the options above the command."""
        with _in_our_words():
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the rest, and run the command."""
        with _in_our_words():
            return super().invoke(ctx)


def _speak_utf8() -> None:
    """Begin this process anew in UTF-8 where the system's locale has another encoding: names of files are in UTF-8 in every repository."""
    if codecs.lookup(sys.getfilesystemencoding()).name != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "xueku", *sys.argv[1:]])


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except (click.exceptions.NoArgsIsHelpError, WrittenWronglyError):
        raise
    except click.ClickException as error:
        raise WrittenWronglyError(str(told(error))) from None
    except (click.Abort, KeyboardInterrupt, EOFError):
        raise BrokenOffError("停下了") from None


def told(error: click.ClickException) -> XuekuError:
    """What click found wrong with a command line, in Chinese, with the way to write it."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "xueku"
    return XuekuError(command, _said(error), f"{_instead(error)}运行 {command} -h 看怎样写")


def _said(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter):
        return f"没有写{_name(error)}"
    if isinstance(error, click.FileError):
        return f"打不开“{error.ui_filename}”"
    message = error.message if isinstance(error, click.BadParameter) else error.format_message()
    for said, in_chinese in _SAID:
        if match := re.fullmatch(said, message, re.DOTALL):
            message = match.expand(in_chinese)
            break
    name = _name(error) if isinstance(error, click.BadParameter) else ""
    return f"{name.strip()}：{message}" if name else message


def _instead(error: click.ClickException) -> str:
    """What could have been meant."""
    parameter = error.param if isinstance(error, click.BadParameter) else None
    if parameter is not None and isinstance(parameter.type, click.Choice):
        return f"可以写 {'、'.join(map(str, parameter.type.choices))}；"
    possible = getattr(error, "possibilities", None)
    return f"是不是 {'、'.join(possible)}；" if possible else ""


def _name(error: click.BadParameter) -> str:
    """A parameter as it is written on the command line."""
    parameter = error.param
    if isinstance(parameter, click.Option):
        return f" {max(parameter.opts, key=len)}"
    hint = parameter.metavar or parameter.human_readable_name if parameter else ""
    return _VALUE.sub(_value, hint.upper() if hint.isascii() else hint)


def _in_chinese(command: click.Command) -> None:
    command.context_class = Context
    command.options_metavar = "[选项]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = command.subcommand_metavar.replace("COMMAND [ARGS]...", "命令 [参数]...")
        for inner in command.commands.values():
            _in_chinese(inner)


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _value(match: re.Match[str]) -> str:
    return _VALUES[match.group()]


def _extras(match: re.Match[str]) -> str:
    """What is said in brackets behind an option's text."""
    extras = match["extras"]
    for said, in_chinese in _EXTRA:
        extras = re.sub(said, in_chinese, extras)
    return f"[{extras.replace('; ', '；')}]"
