"""`xueku new`: a new record, asked for step by step in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from xueku.cli.common import KindChoice, config_option, day_of, engine, refused, settings_of, stop
from xueku.kinds import KINDS
from xueku.model.diagnostic import XuekuError, shown
from xueku.model.record import Record
from xueku.model.resource import LearningResource
from xueku.model.settings import Settings
from xueku.model.vocabulary import Vocabularies
from xueku.source.skeleton import skeleton

_BY_NAME = {kind.kind.name: kind for kind in KINDS}
_HOST, _PORT = "127.0.0.1", 8000


@dataclass(frozen=True)
class _New:
    """What a record is to be made of. `left` are the labels of fields that still hold examples."""

    kind: type[LearningResource]
    id: str
    title: str
    day: str
    answers: dict[str, str]
    left: tuple[str, ...] = ()


@click.command()
@click.argument("kind", metavar="[类型]", required=False, type=KindChoice(kind.kind for kind in KINDS))
@click.argument("id_", metavar="[编号]", required=False, default="")
@click.option("--title", default="", help="标题；不写就先用编号代替")
@click.option("--date", "day", default=None, help="日期，如 2026-07-01；不写就用今天")
@click.option(
    "--set", "given", metavar="字段=值", multiple=True, help="别的字段，可以写几个，如 --set 主题=党性教育"
)
@click.option("--meta", "is_apart", is_flag=True, help="字段写在单独的 meta.yml 里，VS Code 能提示")
@click.option("--yes", "is_quiet", is_flag=True, help="什么也不问，没有写的用例子")
@click.option("--preview", "is_previewing", is_flag=True, help="写好以后打开预览")
@config_option
def new(
    kind: str | None,
    id_: str,
    title: str,
    day: str | None,
    given: tuple[str, ...],
    is_apart: bool,
    is_quiet: bool,
    is_previewing: bool,
    config_file: Path,
) -> None:
    """新建一份材料。在终端里直接运行 xueku new，一步一步问；编号也写上的，不问，字段用例子。

    类型：course 课程包、guide 学习指引、case 案例、path 学习路径、article 文章、work 原文

    例：xueku new　　xueku new course chongwen-shici --title 重温入党誓词
    """
    is_asking = not (is_quiet or (kind and id_)) and sys.stdin.isatty()
    try:
        settings, _ = settings_of(config_file)
        date = day_of(day).isoformat()
        wanted = _wanted(settings, kind, id_, title, date, given, is_asking)
        files = skeleton(
            settings, KINDS, wanted.kind, wanted.id, wanted.title, wanted.day, wanted.answers, is_apart
        )
        _write(settings.root, files)
    except click.Abort:
        from xueku.cli.wording import BrokenOffError

        raise BrokenOffError("\n停下了，什么也没有写") from None
    except XuekuError as error:
        stop(error)
    except OSError as error:
        stop(refused(error))
    _tell(wanted, files)
    if is_previewing or (is_asking and click.confirm("现在打开预览，看看样子吗？", default=False)):
        _preview(config_file, wanted)


def _wanted(
    settings: Settings,
    name: str | None,
    id_: str,
    title: str,
    day: str,
    given: Sequence[str],
    is_asking: bool,
) -> _New:
    """What is to be made, from the command line and, where that may be, from answers. Raises XuekuError if it is not enough."""
    from xueku.source.records import read_records
    from xueku.source.vocabularies import read_vocabularies

    records, unread, _ = read_records(settings.content_dir, KINDS, settings.root)
    vocabularies, _ = read_vocabularies(settings.content_dir, settings.root)
    if is_asking:
        click.echo("新建一份材料。方括号里是现成的，直接回车就用它；按 Ctrl+C 停下，什么也不写。\n")
    kind = _kind(name, is_asking)
    answers = dict(_given(kind, text, vocabularies, records) for text in given)
    left: tuple[str, ...] = ()
    if is_asking:
        from xueku.cli.asking import ask_line

        title = title or ask_line("标题", "必填；例如 一本书读三遍")
    if not id_:
        id_ = _id(title, [*(record.id for record in records), *unread], is_asking)
    if is_asking:
        from xueku.answering import questions
        from xueku.cli.asking import ask_all

        asked = questions(kind, vocabularies, records, int(day[:4]))
        found = ask_all(kind, [one for one in asked if one.name not in answers])
        answers, left = {**found.answers, **answers}, found.left
    return _New(kind, id_, title or id_, day, answers, left)


def _kind(name: str | None, is_asking: bool) -> type[LearningResource]:
    if name:
        return _BY_NAME[name]
    if not is_asking:
        remedy = (
            f"写成 xueku new 类型 编号，类型是 {'、'.join(_BY_NAME)}；在终端里只写 xueku new，会一步一步问"
        )
        raise XuekuError("xueku new", "没有写类型", remedy)
    from xueku.cli.asking import ask_kind

    return ask_kind(KINDS)


def _id(title: str, taken: Sequence[str], is_asking: bool) -> str:
    """The id: proposed from the pinyin of the title."""
    from xueku.bringing import free_id

    if not title:
        raise XuekuError("xueku new", "没有写编号", "写上编号，或用 --title 写标题，编号就用标题的拼音")
    proposed = free_id(title, taken)
    if not is_asking:
        return proposed
    from xueku.cli.asking import ask_line

    while True:
        id_ = ask_line("编号", "网址由它决定，发布后不再改；小写字母、数字和连字符", proposed)
        if id_ not in taken:
            return id_
        click.echo("  这个编号已经有了，换一个")


def _given(
    kind: type[LearningResource], text: str, vocabularies: Vocabularies, records: Iterable[Record]
) -> tuple[str, str]:
    """A field and its YAML from the command line. Raises XuekuError if it is not right."""
    from xueku.answering import answer, field_like, question_of

    word, sign, value = text.partition("=")
    question = question_of(kind, word.strip(), vocabularies, records)
    if not sign or question is None:
        like = field_like(kind, word.strip())
        remedy = f"是不是 {like}？" if like else ""
        raise XuekuError("--set", f"{kind.kind.noun}没有{shown(word)}这个字段", f"{remedy}写成 --set 字段=值")
    found = answer(kind, question, value.splitlines())
    if found.problem:
        raise XuekuError(
            f"--set {shown(text)}", found.problem, f"例如 --set {question.label}={question.example}"
        )
    return question.name, found.yaml


def _write(root: Path, files: dict[str, str]) -> None:
    """Write all files, none of them over another; what was written is taken back where one cannot be."""
    written: list[Path] = []
    try:
        for path, content in files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("x", encoding="utf-8", newline="\n") as file:
                written.append(place)
                file.write(content)
    except BaseException:
        for place in written:
            place.unlink(missing_ok=True)
        if written:
            with suppress(OSError):
                written[0].parent.rmdir()
        raise


def _tell(wanted: _New, files: dict[str, str]) -> None:
    for path in files:
        click.echo(f"写好了 {path}")
    first = next(iter(files))
    if wanted.left:
        click.echo(f"还是例子、要改的：{'、'.join(wanted.left)}")
    click.echo("下一步：用编辑器打开它，按 # 后面的说明改，再写正文")
    click.echo(f"改完运行 xueku check {first}；定稿了把 status: draft 改成 published")


def _preview(config_file: Path, wanted: _New) -> None:
    page = f"{wanted.kind.kind.collection}/{wanted.id}/index.html"
    click.echo(f"预览：http://{_HOST}:{_PORT}/{page}　看完按 Ctrl+C 停下")
    try:
        engine().serve_site(config_file, _HOST, _PORT, page)
    except XuekuError as error:
        stop(error)
