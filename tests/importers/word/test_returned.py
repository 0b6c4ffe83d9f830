"""A record goes out as a Word file and comes back: nothing changes but what was edited."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.document import Document as WordFile
from docx.text.paragraph import Paragraph

from tests.bench.texts import ROOT
from xueku.cli import main
from xueku.importers.docx.conversion import convert
from xueku.kinds import KINDS
from xueku.mending import write
from xueku.model.diagnostic import XuekuError
from xueku.model.settings import Settings
from xueku.returning import Update, export_record, remember, update_of
from xueku.source.records import read_records

SITE = Settings(ROOT)
SOME = ("2026-q4-zhidu", "zhibu-gongzuo-guize", "xin-dangyuan-diyi-nian")
EDITED = "yici-banjie"


def _ids() -> list[str]:
    return [record.id for record in read_records(SITE.content_dir, KINDS, SITE.root)[0]]


def _update(settings: Settings, id_: str, edit: Callable[[WordFile], None] = lambda _: None) -> Update:
    """What comes back of an exported record after an edit."""
    file = docx.Document(BytesIO(export_record(settings, id_)))
    edit(file)
    content = BytesIO()
    file.save(content)
    return update_of(settings, "回来.docx", convert("回来.docx", content.getvalue(), accepts_changes=True))


@pytest.mark.parametrize("id_", SOME)
def test_without_an_edit_nothing_changes(id_: str) -> None:
    assert _update(SITE, id_).mendings == ()


@pytest.mark.long
def test_without_an_edit_nothing_changes_in_any_record() -> None:
    for id_ in _ids():
        assert _update(SITE, id_).mendings == (), id_


def _paragraph(file: WordFile, words: str) -> Paragraph:
    return next(one for one in file.paragraphs if words in one.text)


def _replace(file: WordFile, old: str, new: str) -> None:
    """As an editor types over a word, in whatever run it stands."""
    holders = [
        *file.paragraphs,
        *(
            one
            for table in file.tables
            for row in table.rows
            for cell in row.cells
            for one in cell.paragraphs
        ),
    ]
    for paragraph in holders:
        for element in paragraph._p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
            if element.text and old in element.text:
                element.text = element.text.replace(old, new, 1)
                return
    raise AssertionError(old)


def _add_behind(file: WordFile, words: str, new: str) -> None:
    """As an editor presses Enter at the end of a paragraph: the new one looks like it."""
    paragraph = _paragraph(file, words)
    added = paragraph.insert_paragraph_before(new, style=paragraph.style)
    paragraph._p.addnext(added._p)


def _difference(update: Update) -> list[str]:
    """The lines that go and come."""
    lines: list[str] = []
    for mending in update.mendings:
        before, after = (text.decode().splitlines() for text in (mending.before, mending.after))
        found = difflib.unified_diff(before, after, lineterm="", n=0)
        lines += [line for line in found if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return lines


def test_a_word_changed_in_a_paragraph_leaves_its_links_and_emphasis() -> None:
    update = _update(
        SITE, EDITED, lambda file: _replace(file, "原经办人休息的，由接替的人", "原经办人休假的，由接替的人")
    )
    (gone, come) = _difference(update)
    assert come == "+" + gone[1:].replace("原经办人休息的，由接替的人", "原经办人休假的，由接替的人")
    assert "**动作二：补件找原人**" in come
    assert "](xk:chuangkou-fuwu-guifan#14)" in come
    assert update.rewritten == ()


def test_a_cell_of_a_table_changes_its_line_only() -> None:
    update = _update(SITE, EDITED, lambda file: _replace(file, "口头说过，没记住", "口头说过，没有记住"))
    assert [line[:14] for line in _difference(update)] == [
        "-| 口头说过，没记住 | ",
        "+| 口头说过，没有记住 |",
    ]


def test_a_new_paragraph_and_one_that_is_taken_away() -> None:
    def edit(file: WordFile) -> None:
        _add_behind(file, "墙上贴着，不等于办事人拿到了", "第二句话是：先改*清单*。")
        gone = _paragraph(file, "先数一数，再商量。")
        gone._p.getparent().remove(gone._p)

    lines = _difference(_update(SITE, EDITED, edit))
    assert "+第二句话是：先改\\*清单\\*。" in lines
    assert any(line.startswith("-") and "先数一数，再商量。" in line for line in lines)
    assert all(len(line) < 2 or "第二句话" in line or "先数一数" in line for line in lines)


def test_fields_change_line_by_line() -> None:
    def edit(file: WordFile) -> None:
        _replace(file, "示例单位年度交流案例", "示例单位季度交流案例")
        _replace(file, "作风建设", "调查研究")
        _replace(file, "窗口“一次办结”的三个关键动作", "窗口“一次办结”的三个动作")

    assert _difference(_update(SITE, EDITED, edit)) == [
        "-title: 窗口“一次办结”的三个关键动作",
        "+title: 窗口“一次办结”的三个动作",
        "-topics: [窗口服务, 作风建设]",
        "+topics: [窗口服务, 调查研究]",
        "-award: 示例单位年度交流案例",
        "+award: 示例单位季度交流案例",
    ]


def test_a_step_of_the_agenda_and_an_item_of_a_list_change_alone() -> None:
    def edit(file: WordFile) -> None:
        _replace(file, "面向党旗按正式文本领读一遍，约2分钟", "面向党旗按正式文本领读一遍，约3分钟")

    gone, come = _difference(_update(SITE, "chongwen-shici", edit))
    assert gone.startswith("-    notes: 面向党旗")
    assert come == "+" + gone[1:].replace("约2分钟", "约3分钟")


def test_a_new_item_stands_in_its_list(tmp_path: Path) -> None:
    settings = _copy(tmp_path)
    place = tmp_path / "content/cases/yici-banjie.md"
    text = place.read_text("utf-8")
    place.write_text(text.replace("## 成效", "1. **笔**\n2. 纸\n\n## 成效", 1), "utf-8")
    lines = _difference(_update(settings, EDITED, lambda file: _add_behind(file, "笔", "尺")))
    assert lines == ["+2. 尺", "-2. 纸", "+3. 纸"] or lines == ["-2. 纸", "+2. 尺", "+3. 纸"]


def test_a_record_that_was_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    settings = _copy(tmp_path)
    exported = export_record(settings, EDITED)
    place = tmp_path / "content/cases/yici-banjie.md"
    place.write_text(place.read_text("utf-8").replace("窗口的同志觉得委屈", "窗口的同志很委屈"), "utf-8")
    with pytest.raises(XuekuError, match="在导出以后又改过"):
        update_of(settings, "回来.docx", convert("回来.docx", exported))


def test_what_came_back_before_has_nothing_more_to_say(tmp_path: Path) -> None:
    settings = _copy(tmp_path)
    file = docx.Document(BytesIO(export_record(settings, EDITED)))
    _replace(file, "窗口的同志觉得委屈", "窗口的同志很委屈")
    content = BytesIO()
    file.save(content)
    found = convert("回来.docx", content.getvalue())
    for mending in update_of(settings, "回来.docx", found).mendings:
        assert write(mending)
    assert update_of(settings, "回来.docx", found).mendings == ()


def _edited(content: bytes, *edits: tuple[str, str]) -> bytes:
    file = docx.Document(BytesIO(content))
    for old, new in edits:
        _replace(file, old, new)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _bring_back(settings: Settings, content: bytes) -> list[str]:
    update = update_of(settings, "回来.docx", convert("回来.docx", content))
    for mending in update.mendings:
        assert write(mending)
    if update.mendings:
        remember(settings, update)
    return _difference(update)


def test_a_file_is_edited_on_and_brought_back_again_but_not_another_copy_of_it(tmp_path: Path) -> None:
    settings = _copy(tmp_path)
    exported = export_record(settings, EDITED)
    first = _edited(exported, ("窗口的同志觉得委屈", "窗口的同志很委屈"))
    assert len(_bring_back(settings, first)) == 2
    second = _edited(first, ("窗口的同志很委屈", "窗口的同志不好受"))
    assert [line[0] for line in _bring_back(settings, second)] == ["-", "+"]
    assert _bring_back(settings, second) == []
    with pytest.raises(XuekuError, match="在导出以后又改过"):
        update_of(settings, "回来.docx", convert("回来.docx", _edited(exported, ("政务大厅", "办事大厅"))))


def test_the_command_shows_the_difference_and_writes_what_was_agreed_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _copy(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["export", "docx", EDITED]).exit_code == 0
    file = docx.Document(str(tmp_path / f"{EDITED}.docx"))
    _replace(file, "窗口的同志觉得委屈", "窗口的同志很委屈")
    file.save(str(tmp_path / "改过.docx"))
    place = tmp_path / "content/cases/yici-banjie.md"
    before = place.read_text("utf-8")
    shown = CliRunner().invoke(main, ["import", "改过.docx"])
    assert shown.exit_code == 0, shown.output
    assert "+窗口的同志很委屈" in shown.output
    assert "什么也没有写；同意就加上 --yes" in shown.output
    assert place.read_text("utf-8") == before
    assert CliRunner().invoke(main, ["import", "改过.docx", "--yes"]).exit_code == 0
    assert place.read_text("utf-8") == before.replace("窗口的同志觉得委屈", "窗口的同志很委屈")


def _copy(folder: Path) -> Settings:
    """A site with the one record that is edited."""
    source = ROOT / "content/cases/yici-banjie.md"
    place = folder / "content/cases/yici-banjie.md"
    place.parent.mkdir(parents=True)
    place.write_bytes(source.read_bytes())
    (folder / "mkdocs.yml").write_text("site_name: 学库\n", "utf-8")
    return Settings(folder)
