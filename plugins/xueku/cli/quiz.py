"""`xueku quiz`: questions out to a system of examination, and in from a table."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xueku.cli.common import config_option, refused, settings_of, stop
from xueku.kinds import KINDS
from xueku.model.diagnostic import XuekuError, shown
from xueku.model.record import Record
from xueku.model.settings import Settings
from xueku.model.system_error import system_reason


@click.group()
def quiz() -> None:
    """自测题：导出给考试系统，从表格导入。"""


@quiz.command()
@click.argument("id_", metavar="编号")
@click.option("--qti", "version", type=click.Choice(["2.1"]), required=True, help="导出成 IMS QTI 的哪一版")
@click.option(
    "--output", default=None, type=click.Path(path_type=Path), help="写进这个文件；不写就是 编号-qti.zip"
)
@config_option
def export(id_: str, version: str, output: Path | None, config_file: Path) -> None:
    """把一份材料的自测题导出成考试系统能读的一个压缩包。

    例：xueku quiz export chongwen-shici --qti 2.1
    """
    from xueku.build import gather
    from xueku.exports.qti import Words, qti_package
    from xueku.site.records import shown_questions

    try:
        linked = gather(settings_of(config_file)[0]).linked
        record = _with_quiz(linked.catalog.records.get(id_), id_)
        assert record.quiz is not None
        words = [
            Words(
                _paragraphs(linked.part(record, f"quiz.{number}.stem").text),
                _paragraphs(linked.part(record, f"quiz.{number}.explanation").text),
                question.source.title if question.source else "",
            )
            for number, question in enumerate(shown_questions(linked, record, record.address))
        ]
        title = f"{record.resource.title}：{record.quiz.title}"
        _put(qti_package(id_, title, record.quiz.questions, words), output or Path(f"{id_}-qti.zip"))
    except XuekuError as error:
        stop(error)


@quiz.command()
@click.option(
    "--output",
    default="题目.xlsx",
    type=click.Path(path_type=Path),
    help="写进这个文件：.xlsx 或 .csv",
    show_default=True,
)
def table(output: Path) -> None:
    """写一张样表：每种题型一个例子，照着填，再用 xueku quiz import 导入。"""
    from xueku.importers.quiz_table import template

    try:
        _put(template(output.suffix.lower() != ".csv"), output)
    except XuekuError as error:
        stop(error)


@quiz.command("import")
@click.argument("file", metavar="表格", type=click.Path(path_type=Path))
@click.option("--into", "id_", required=True, help="导入到哪一份材料：编号")
@click.option("--yes", "is_agreed", is_flag=True, help="不再问，直接写")
@config_option
def import_(file: Path, id_: str, is_agreed: bool, config_file: Path) -> None:
    """把表格里的题目接在一份材料的自测后面；先给你看，你同意了才写。原有的题目不动。

    没有问题时退出码是 0，表里有错是 1，无法导入是 2。

    例：xueku quiz import 题目.xlsx --into chongwen-shici
    """
    from xueku.importers.quiz_questions import import_rows
    from xueku.importers.quiz_table import read_table

    try:
        settings, _ = settings_of(config_file)
        place = _place_of_quiz(settings, id_)
        path = place.relative_to(settings.root).as_posix()
        existing, is_crlf = _read(place)
        rows, problems = read_table(file.name, _bytes(file))
        imported, in_rows = import_rows(rows, existing, path) if not problems else (None, [])
        if imported is None:
            for problem in (*problems, *in_rows):
                click.echo(f"{file.name} {problem}")
            click.echo(f"表里有 {len(problems) + len(in_rows)} 处要改，什么也没有写", err=True)
            sys.exit(1)
        for number in imported.known_rows:
            click.echo(f"{file.name} 第 {number} 行：这道题已经有了，跳过", err=True)
        if not imported.count:
            click.echo("没有新的题目", err=True)
            return
        click.echo(imported.added, nl=False)
        if not (
            is_agreed
            or (sys.stdin.isatty() and click.confirm(f"把这 {imported.count} 题写进 {path} 吗？", err=True))
        ):
            click.echo("什么也没有写；同意就加上 --yes", err=True)
            return
        text = imported.text.replace("\n", "\r\n") if is_crlf else imported.text
        _put(text.encode(), place)
    except XuekuError as error:
        stop(error)


def _with_quiz(record: Record | None, id_: str) -> Record:
    if record is None:
        raise XuekuError(shown(id_), "没有这个编号的材料", "运行 xueku check 看有没有写错")
    if record.quiz is None:
        raise XuekuError(record.path, "这份材料没有自测题", "先写 quiz.yml，或用 xueku quiz import 导入")
    return record


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _place_of_quiz(settings: Settings, id_: str) -> Path:
    """The file of a record's quiz, which need not be there. Raises XuekuError where a record has no place for one."""
    from xueku.source.records import read_records

    records, _, _ = read_records(settings.content_dir, KINDS, settings.root)
    record = next((record for record in records if record.id == id_), None)
    if record is None:
        raise XuekuError(shown(id_), "没有这个编号的材料，或者它有错没有改好", "运行 xueku check 看看")
    if "quiz" not in record.kind.parts:
        raise XuekuError(record.path, f"{record.kind.noun}里用不上自测题", "换一份课程包或学习指引")
    if not record.path.endswith("/index.md"):
        remedy = "给它建一个文件夹，正文改名 index.md，再来一次"
        raise XuekuError(record.path, "这份材料是一个单独的文件，旁边放不下 quiz.yml", remedy)
    return settings.root / record.folder / "quiz.yml"


def _read(place: Path) -> tuple[str, bool]:
    """The text of the quiz, empty where there is none, and whether its lines end as in Windows."""
    if not place.exists():
        return "", False
    try:
        text = _bytes(place).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise XuekuError(str(place), "现有的 quiz.yml 不是 UTF-8", "先另存为 UTF-8 编码") from None
    return text.replace("\r\n", "\n"), "\r\n" in text


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise XuekuError(str(file), f"打不开这个文件（{system_reason(error)}）", "检查路径和权限") from None


def _put(content: bytes, output: Path) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise refused(error, "检查文件夹是否存在、文件是否正开着") from None
    click.echo(f"写好了 {output}", err=True)
