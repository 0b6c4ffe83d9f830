"""`xueku quiz`: out as a package, in from a table; nothing is written that was not agreed to."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.samples import CASE, LIBRARY, QUIZ, write_content
from xueku.cli import main

TABLE = "题型,题干,选项A,选项B,答案\r\n判断,承诺登记以后要排出名次。,,,错\r\n"
PLACE = "content/courses/重温誓词/quiz.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_content(
        tmp_path,
        {
            **LIBRARY,
            "cases/一事/index.md": CASE.replace("qing-dan-dang-mian-gou", "yi-shi").replace(
                "../library", "../../library"
            ),
        },
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: 学库\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _xueku(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["quiz", *arguments])


def test_a_package_is_written_beside_and_is_the_same_each_time(root: Path) -> None:
    assert _xueku("export", "chongwen-shici", "--qti", "2.1").exit_code == 0
    one = (root / "chongwen-shici-qti.zip").read_bytes()
    assert _xueku("export", "chongwen-shici", "--qti", "2.1", "--output", "又一次.zip").exit_code == 0
    assert (root / "又一次.zip").read_bytes() == one
    with zipfile.ZipFile(root / "又一次.zip") as archive:
        item = archive.read("item-001.xml").decode()
    assert "《示例单位支部工作规则》第1条" in item
    assert "xk-slot" not in item


def test_the_empty_table_can_be_imported(root: Path) -> None:
    assert _xueku("table", "--output", "题目.xlsx").exit_code == 0
    result = _xueku("import", "题目.xlsx", "--into", "2026-q4", "--yes")
    assert result.exit_code == 0, result.output
    assert "type: matching" in (root / "content/guides/2026-q4/quiz.yml").read_text("utf-8")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_an_import_shows_what_it_will_write_and_writes_only_what_was_agreed_to(root: Path) -> None:
    (root / "题.csv").write_bytes(TABLE.encode("gbk"))
    asked = _xueku("import", "题.csv", "--into", "chongwen-shici")
    assert asked.exit_code == 0
    assert "stem: 承诺登记以后要排出名次。" in asked.output
    assert (root / PLACE).read_text("utf-8") == QUIZ
    (root / PLACE).write_bytes(QUIZ.replace("\n", "\r\n").encode())
    assert _xueku("import", "题.csv", "--into", "chongwen-shici", "--yes").exit_code == 0
    written = (root / PLACE).read_bytes().decode()
    assert written.startswith(QUIZ.replace("\n", "\r\n"))
    assert written.count("\n") == written.count("\r\n")
    again = _xueku("import", "题.csv", "--into", "chongwen-shici", "--yes")
    assert "第 2 行：这道题已经有了，跳过" in again.output
    assert (root / PLACE).read_bytes().decode() == written


def test_a_table_with_mistakes_writes_nothing(root: Path) -> None:
    (root / "题.csv").write_text(TABLE.replace("错", "不知道"), "utf-8")
    result = _xueku("import", "题.csv", "--into", "chongwen-shici", "--yes")
    assert result.exit_code == 1
    assert "题.csv 第 2 行“答案”一列：判断题的答案写 对 或 错，" not in result.output
    assert "题.csv 第 2 行“答案”一列：判断题的答案写 对 或 错" in result.output
    assert (root / PLACE).read_text("utf-8") == QUIZ


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "mei-you", "--qti", "2.1"), "没有这个编号的材料"),
        (("export", "2026-q4", "--qti", "2.1"), "没有自测题"),
        (("import", "没有.csv", "--into", "chongwen-shici"), "打不开"),
        (("import", "题.csv", "--into", "mei-you"), "没有这个编号的材料"),
        (("import", "题.csv", "--into", "yi-shi"), "案例里用不上自测题"),
        (("import", "题.csv", "--into", "dushu-san-bian"), "用不上自测题"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(
    root: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = _xueku(*arguments)
    assert result.exit_code == 2
    assert words in result.output
