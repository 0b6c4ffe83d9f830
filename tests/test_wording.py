"""The command line speaks Chinese, also where click does the talking."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from xueku.cli import main
from xueku.cli.wording import told

_ENGLISH = re.compile(
    r"Usage|Options:|Commands|Error|Try|Show|exit|default|required|argument|TEXT|PATH|INTEGER|OPTIONS|COMMAND|ARGS"
)


def _commands(command: click.Command, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield way
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _commands(inner, (*way, name))


@pytest.mark.parametrize("way", [*_commands(main)], ids=" ".join)
def test_help_is_chinese_for_every_command(way: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*way, "--help"], prog_name="xueku")
    assert result.exit_code == 0
    assert result.output.startswith("用法：xueku")
    assert "选项：\n" in result.output
    assert not _ENGLISH.search(result.output)


@pytest.mark.parametrize("way", [way for way in _commands(main) if way])
def test_an_unknown_option_is_told_in_chinese_by_every_command(way: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*way, "--nonsense"], prog_name="xueku")
    assert result.exit_code == 2
    assert "没有 --nonsense 这个选项" in result.stderr
    assert not _ENGLISH.search(result.output)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("chek", "xueku: 没有 chek 这个命令\n    改法：是不是 check、schema；运行 xueku -h 看怎样写\n"),
        ("check --strct", "xueku check: 没有 --strct 这个选项\n    改法：是不是 --strict；运行 xueku check -h 看怎样写\n"),
        ("check --format", "xueku: --format 后面要写一个值\n    改法：运行 xueku -h 看怎样写\n"),
        ("check --fix=3", "xueku: --fix 后面不写值\n    改法：运行 xueku -h 看怎样写\n"),
        (
            "check --format xml",
            "xueku check: --format：“xml”不是可选的值\n    改法：可以写 text、json、github；运行 xueku check -h 看怎样写\n",
        ),
        (
            "new",
            "xueku new: 没有写类型\n    改法：写成 xueku new 类型 编号，类型是 course、guide、case、path、article、work；在终端里只写 xueku new，会一步一步问\n",
        ),
        ("sign x", "xueku sign: 没有写 --stage\n    改法：运行 xueku sign -h 看怎样写\n"),
        ("sign", "xueku sign: 没有写编号\n    改法：运行 xueku sign -h 看怎样写\n"),
        ("search", "xueku search: 没有写词\n    改法：运行 xueku search -h 看怎样写\n"),
        ("build x y", "xueku build: 多写了 x y\n    改法：运行 xueku build -h 看怎样写\n"),
        ("search 词 --limit 0", "xueku search: --limit：0 太小，至少写 1\n    改法：运行 xueku search -h 看怎样写\n"),
        ("serve --port a", "xueku serve: --port：“a”不是整数\n    改法：运行 xueku serve -h 看怎样写\n"),
        ("review sheet", "xueku review sheet: 没有写编号\n    改法：运行 xueku review sheet -h 看怎样写\n"),
    ],
)  # fmt: skip
def test_a_command_written_wrongly_is_told_with_the_way_to_write_it(line: str, said: str) -> None:
    result = CliRunner().invoke(main, line.split(), prog_name="xueku")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", said)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (click.BadParameter("File '甲.md' does not exist."), "没有“甲.md”这个文件或文件夹"),
        (click.BadParameter("Directory 'site' is a file."), "“site”是文件，要写文件夹"),
        (click.BadParameter("Path 'site' is a directory."), "“site”是文件夹，要写文件"),
        (click.BadParameter("File '甲.md' is not readable."), "“甲.md”读不了"),
        (click.BadParameter("File '甲.md' is not writable."), "“甲.md”写不进去"),
        (click.BadParameter("9 is not in the range 1<=x<=5."), "9 超出了范围 1<=x<=5"),
        (click.BadParameter("'a' is not a valid float."), "“a”写得不对"),
        (click.BadOptionUsage("x", "Option '--x' requires 2 arguments."), "--x 后面要写 2 个值"),
        (click.BadArgumentUsage("Argument '甲' takes 2 values."), "甲 要写 2 个"),
        (click.FileError("甲.md"), "打不开“甲.md”"),
        (click.UsageError("Missing command."), "没有写命令"),
        (click.UsageError("一句没有见过的话"), "一句没有见过的话"),
    ],
)
def test_every_kind_of_error_has_its_chinese(error: click.ClickException, said: str) -> None:
    assert told(error).message == said


def test_without_a_command_the_help_is_shown() -> None:
    result = CliRunner().invoke(main, [], prog_name="xueku")
    assert result.exit_code == 2
    assert result.stderr.startswith("用法：xueku [选项] 命令")


@pytest.mark.parametrize("end", [KeyboardInterrupt, EOFError, click.Abort])
def test_who_breaks_off_is_told_so(end: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(**_: object) -> None:
        raise end

    serve = main.get_command(click.Context(main), "serve")
    monkeypatch.setattr(serve, "callback", stop)
    result = CliRunner().invoke(main, ["serve"], prog_name="xueku")
    assert (result.exit_code, result.stderr) == (1, "停下了\n")
