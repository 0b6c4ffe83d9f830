"""Small things that editors meet in their first Word files."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from PIL import Image

from tests.samples import write_content
from xueku.bringing import Wish, bring
from xueku.importers.docx.conversion import convert
from xueku.importers.draft import Draft
from xueku.kinds import KINDS
from xueku.source.vocabularies import read_vocabularies

_TEXT = "窗口前每天站着两百个人，其中三十多人是第二次来，来一次缺一样。"
_KINDS = {kind.kind.name: kind for kind in KINDS}


def _file(write: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    write(document)
    place = io.BytesIO()
    document.save(place)
    return place.getvalue()


def _picture(colour: str) -> io.BytesIO:
    place = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(place, "PNG")
    place.seek(0)
    return place


def _line(document: Document, words: str, *, size: float = 12, align: str = "LEFT") -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
    paragraph.add_run(words).font.size = Pt(size)


def _draft(root: Path, content: bytes, kind: str) -> Draft:
    settings = write_content(root, {})
    vocabularies, _ = read_vocabularies(settings.content_dir, root)
    wish = Wish(_KINDS[kind], date(2026, 7, 1), "yi-fen")
    return bring(settings, vocabularies, (), "稿.docx", content, convert("稿.docx", content), wish).draft


def test_what_stands_raised_or_lowered_stays_so() -> None:
    def write(document: Document) -> None:
        paragraph = document.add_paragraph("新增等候区120m")
        paragraph.add_run("2").font.superscript = True
        paragraph.add_run("，室内CO")
        paragraph.add_run("2").font.subscript = True
        paragraph.add_run("浓度降下来了，见表注")
        paragraph.add_run("甲").font.superscript = True
        paragraph.add_run("。")

    found = convert("稿.docx", _file(write))
    assert found.rows[0].markdown == "新增等候区120m²，室内CO₂浓度降下来了，见表注甲。"


def test_characters_that_stand_raised_are_not_counted_as_lost(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        _line(document, "清单", size=22, align="CENTER")
        paragraph = document.add_paragraph(_TEXT + "10")
        paragraph.add_run("-3").font.superscript = True
        document.add_paragraph("本来就写成 m² 的。")

    draft = _draft(tmp_path, _file(write), "case")
    assert (draft.lost, draft.more) == ("", "")
    assert "10⁻³" in draft.files["index.md"].decode()


def test_a_line_that_ends_with_a_comma_goes_on() -> None:
    def write(document: Document) -> None:
        paragraph = document.add_paragraph("先数一数，")
        paragraph.add_run().add_break()
        paragraph.add_run("再商量。")

    assert [row.markdown for row in convert("稿.docx", _file(write)).rows] == ["先数一数，再商量。"]


def test_who_sent_a_text_in_is_no_signature(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        _line(document, "清单当面勾", size=22, align="CENTER")
        _line(document, _TEXT)
        _line(document, "（供稿：示例单位政务大厅）", align="RIGHT")

    content = _file(write)
    assert convert("稿.docx", content).units == ()
    text = _draft(tmp_path, content, "case").files["index.md"].decode()
    assert "unit: 示例单位政务大厅\n" in text
    assert "（供稿：示例单位政务大厅）" in text


@pytest.mark.parametrize("byline", ["示例单位　王某", "王 某", "某同志"])
def test_a_subtitle_belongs_to_the_title_and_the_name_below_is_the_author(
    tmp_path: Path, byline: str
) -> None:
    def write(document: Document) -> None:
        _line(document, "一本书读三遍", size=22, align="CENTER")
        _line(document, "——读书小组的一个季度", size=16, align="CENTER")
        _line(document, byline, align="CENTER")
        _line(document, _TEXT)

    text = _draft(tmp_path, _file(write), "article").files["index.md"].decode()
    assert "title: 一本书读三遍——读书小组的一个季度\n" in text.replace('"', "")
    assert f"author: {byline.replace(chr(0x3000), chr(32))}\n" in text


def test_a_caption_says_what_its_picture_shows() -> None:
    def write(document: Document) -> None:
        document.add_paragraph(_TEXT)
        document.add_picture(_picture("red"))
        _line(document, "图1　窗口前的清单", align="CENTER")
        document.add_picture(_picture("red"))
        document.add_paragraph("图书室里的一张桌子，每周三晚上有人。")

    rows = [row.markdown for row in convert("稿.docx", _file(write)).rows]
    assert rows[1].startswith("![窗口前的清单](")
    assert rows[2] == "图1　窗口前的清单"
    assert rows[3].startswith("![](")


def test_what_is_missing_is_asked_for_in_words_of_this_site(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        _line(document, "无题", size=22, align="CENTER")
        _line(document, _TEXT)

    (tmp_path / "content/vocab").mkdir(parents=True)
    draft = _draft(tmp_path, _file(write), "case")
    (asked,) = (str(doubt) for doubt in draft.doubts if "领域 field" in str(doubt))
    assert "可用的词：" in asked


def test_a_row_of_an_agenda_without_minutes_stays_in_the_text(tmp_path: Path) -> None:
    rows = (("环节", "时间"), ("入场", "5分钟"), ("讨论", "35分钟"), ("会后", ""), ("合计", "40分钟"))

    def write(document: Document) -> None:
        _line(document, "一次讨论", size=22, align="CENTER")
        _line(document, _TEXT)
        table = document.add_table(len(rows), 2)
        for row, line in enumerate(rows):
            for column, words in enumerate(line):
                table.cell(row, column).text = words

    draft = _draft(tmp_path, _file(write), "course")
    text = draft.files["index.md"].decode()
    assert "time_required: 40\n" in text
    assert "title: 讨论\n    minutes: 35\n" in text
    assert text.endswith("\n\n会后\n")
    assert "第 3 段的表第 4 行没有分钟，没有写进 agenda：“会后”" in "\n".join(map(str, draft.doubts))
    assert (draft.lost, draft.more) == ("", "")


def _below_title(*lines: str, title: str = "一件小事", text: str = _TEXT) -> Callable[[Document], None]:
    """A file whose title has lines below it in the same plain look."""

    def write(document: Document) -> None:
        for words in (title, *lines):
            _line(document, words, align="CENTER")
        _line(document, text)
        _line(document, "第二天就改了，清单贴在窗口外面。")

    return write


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("作者：周某某", "周某某"),
        ("文/周小明", "周小明"),
        ("文／周小明　图／李某某", "周小明"),
        ("周某某", "周某某"),
        ("欧阳某某", "欧阳某某"),
        ("周 某", "周 某"),
        ("周某某　李小明", "周某某 李小明"),
        ("周小明（示例局办公室）", "周小明"),
        ("示例局办公室  周某某", "示例局办公室 周某某"),
        ("作者：周小明（示例局办公室）", "周小明"),
        ("支部书记　周小明", "支部书记 周小明"),
        ("（供稿：示例镇便民服务中心 李某某）", "李某某"),
    ],
)
def test_the_line_of_an_author_in_the_look_of_the_title_is_none_of_it(
    tmp_path: Path, line: str, author: str
) -> None:
    draft = _draft(tmp_path, _file(_below_title(line)), "article")
    text = draft.files["index.md"].decode()
    assert draft.title == "一件小事"
    assert f"\nauthor: {author}\n" in text
    assert (draft.lost, draft.more) == ("", "")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("示例镇党委", "示例镇人民政府", "关于开展活动的通知"),
            "示例镇党委示例镇人民政府关于开展活动的通知",
        ),
        (("关于成立", "示例镇便民服务中心"), "关于成立示例镇便民服务中心"),
        (("把“最多跑一次”", "落到示例街道"), "把“最多跑一次”落到示例街道"),
        (("窗口服务一次办结", "工作方案"), "窗口服务一次办结工作方案"),
        (("窗口服务一次办结", "方案（试行）"), "窗口服务一次办结方案（试行）"),
        (("窗口服务一次办结", "安全生产"), "窗口服务一次办结安全生产"),
    ],
)
def test_a_title_in_several_lines_stays_whole(lines: tuple[str, ...], title: str) -> None:
    assert convert("稿.docx", _file(_below_title(*lines[1:], title=lines[0]))).title == title


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("（作者单位：示例局办公室）", "示例局办公室"),
        ("（供稿：示例镇便民服务中心 李某某）", "示例镇便民服务中心"),
        ("作者：周小明（示例局办公室）", "示例局办公室"),
        ("报送单位：示例镇党委", "示例镇党委"),
        ("示例镇人民政府", "示例镇人民政府"),
        ("示例镇人民政府（2026年4月10日）", "示例镇人民政府"),
        ("示例局办公室  周某某", "示例局办公室"),
    ],
)
def test_the_unit_below_a_title_is_that_of_a_paper_without_a_signature(
    tmp_path: Path, line: str, unit: str
) -> None:
    draft = _draft(tmp_path, _file(_below_title(line)), "case")
    text = draft.files["index.md"].decode()
    assert draft.title == "一件小事"
    assert f"\nunit: {unit}\n" in text
    assert f"\ndate: {'2026-04-10' if '4月10日' in line else '2026-07-01'}\n" in text


def test_the_unit_of_an_author_is_no_author(tmp_path: Path) -> None:
    write = _below_title("周某某", "（作者单位：示例局办公室）")
    text = _draft(tmp_path, _file(write), "article").files["index.md"].decode()
    assert "\nauthor: 周某某\n" in text
    assert "\nunit: 示例局办公室\n" in text


def test_a_signature_is_more_than_a_line_below_the_title(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        _below_title("示例镇人民政府")(document)
        _line(document, "示例局办公室", align="RIGHT")
        _line(document, "2026年5月6日", align="RIGHT")

    text = _draft(tmp_path, _file(write), "case").files["index.md"].decode()
    assert "\nunit: 示例局办公室\n" in text


@pytest.mark.parametrize("line", ["--示例镇的一个季度", "—— 示例镇的一个季度", "—示例镇的一个季度"])
@pytest.mark.parametrize("size", [12, 16])
def test_a_subtitle_gets_the_dashes_of_the_standard(tmp_path: Path, line: str, size: float) -> None:
    def write(document: Document) -> None:
        _line(document, "一件小事", size=16, align="CENTER")
        _line(document, line, size=size, align="CENTER")
        _line(document, _TEXT)

    draft = _draft(tmp_path, _file(write), "article")
    assert draft.title == "一件小事——示例镇的一个季度"
    assert (draft.lost, draft.more) == ("", "")


def _told(draft: Draft) -> str:
    return "\n".join(map(str, draft.doubts))


def test_a_line_below_the_title_that_is_nothing_known_is_told(tmp_path: Path) -> None:
    def write(document: Document) -> None:
        _line(document, "一件小事", size=22, align="CENTER")
        _line(document, "经验做法", size=16, align="CENTER")
        _line(document, "周某某", align="CENTER")
        _line(document, "（2026年4月10日）", align="CENTER")
        _line(document, _TEXT)

    draft = _draft(tmp_path, _file(write), "article")
    assert "第 2 段：标题下面这一行留在正文开头：“经验做法”" in _told(draft)
    assert _told(draft).count("标题下面这一行") == 1
    assert "\nauthor: 周某某\n" in draft.files["index.md"].decode()


def test_what_is_proposed_is_told_in_plain_words(tmp_path: Path) -> None:
    text = "有人问我,读书有什么用。读书和学习教育都要落到一件事上，读《窗口服务一百问》就是。"
    told = _told(_draft(tmp_path, _file(_below_title(text=text)), "guide"))
    assert "取“有人问我,读书有什么用。" in told
    assert "取“《窗口服务一百问》”" in told
    assert "topics 取“" in told
    assert "取“[" not in told
    assert "title:" not in told
