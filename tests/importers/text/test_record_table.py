"""Tables of cases and of readings: each sound row a draft, each mistake told by row and column."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from tests.samples import LIBRARY, write_content
from xueku.cli import main

HEAD = (
    "序号",
    "案例名称",
    "单位",
    "年份",
    "领域",
    "正面/警示",
    "主题",
    "日期",
    "提要",
    "背景",
    "做法",
    "成效",
    "启示",
)
ROW = (
    1,
    "窗口少跑一趟",
    "示例单位政务大厅",
    2026,
    "窗口服务",
    "正面",
    "窗口服务",
    "2026-08-14",
    "只做三个动作。",
    "* 来一次，缺一样。\n又来一次。",
    "# 当面勾 <b>清单</b>。",
    "少了33人。",
    "说过了，不等于记住了。",
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_content(tmp_path, LIBRARY)
    (tmp_path / "mkdocs.yml").write_text("site_name: 学库\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _import(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", *arguments])


def _table(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_each_sound_row_becomes_a_case(root: Path) -> None:
    wrong = (2, "两处写错", "示例单位", "26", "窗口的服务", "中性", "窗口服务", "八月", "", "甲", "", "", "")
    (root / "案例.xlsx").write_bytes(_table(HEAD, ROW, wrong, (3, "空的")))
    result = _import("案例.xlsx", "--kind", "case")
    assert result.exit_code == 1
    assert "案例.xlsx 第 2 行：写好了 content/cases/chuang-kou-shao-pao-yi-tang.md，待确认" in result.output
    for words in (
        "第 3 行“年份”一列：不是年份：“26”",
        "第 3 行“领域”一列：词表里没有“窗口的服务”",
        "第 3 行“正面/警示”一列",
        "第 3 行“日期”一列",
        "第 4 行：四节都没有写",
    ):
        assert words in result.output
    assert "改成 窗口服务" in result.output
    assert "导入了 1 个，没有导入 2 个" in result.output
    file = root / "content/cases/chuang-kou-shao-pao-yi-tang.md"
    text = file.read_text("utf-8")
    assert (
        "## 背景\n\n\\* 来一次，缺一样。\n\n又来一次。\n\n## 做法\n\n\\# 当面勾 &lt;b>清单&lt;/b>。" in text
    )
    checked = CliRunner().invoke(main, ["check", "content/cases"])
    assert checked.exit_code == 0, checked.output
    (root / "案例.xlsx").write_bytes(
        _table(HEAD, ROW, (*wrong[:3], 2026, "窗口服务", "警示", "窗口服务", "", "", "甲", "", "", ""))
    )
    again = _import("案例.xlsx", "--kind", "case")
    assert "导入了 1 个，跳过 1 个" in again.output
    assert file.read_text("utf-8") == text


def test_the_template_can_be_imported_as_it_is(root: Path) -> None:
    for kind, name in (("case", "案例.xlsx"), ("case", "案例.csv"), ("guide", "书目.xlsx")):
        assert _import("--table", name, "--kind", kind).exit_code == 0
        assert "没有动它" in _import("--table", name, "--kind", kind).output
    assert load_workbook(root / "案例.xlsx").active["A1"].value == "标题"
    assert _import("案例.xlsx", "--kind", "case").exit_code == 0
    assert "跳过" in _import("案例.csv", "--kind", "case").output
    assert _import("书目.xlsx", "--kind", "guide").exit_code == 0
    assert "只能导入成案例或学习指引" in _import("--table", "课.xlsx", "--kind", "course").output


def test_readings_make_one_guide(root: Path) -> None:
    (root / "第四季度.csv").write_bytes(
        "书名,章节,是否必读,时长\n《示例单位支部工作规则》,第一章,是,40分钟\n《示例读本》,,选读,\n".encode(
            "gb18030"
        )
    )
    result = _import("第四季度.csv", "--kind", "guide", "--id", "si-ji-du")
    assert result.exit_code == 0, result.output
    text = (root / "content/guides/si-ji-du/index.md").read_text("utf-8")
    assert (
        "  - work: zhibu-gongzuo-guize\n    chapters: 第一章\n    required: true\n    minutes: 40\n  - title: 《示例读本》\n    required: false\n"
        in text
    )
    (root / "坏.csv").write_text("书目,原文编号,必读,分钟\n,没有,也许,半天\n《甲》,,,\n", "utf-8")
    result = _import("坏.csv", "--kind", "guide")
    for column in ("原文编号", "必读", "分钟"):
        assert f"第 2 行“{column}”一列" in result.output
    assert not (root / "content/guides/huai").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "表里是空的"),
        ("标题,背景\n", "表头下面没有一行"),
        ("名字,背景\n甲,乙\n", "表头里没有“标题”"),
        ("标题,做发\n甲,乙\n", "改成“做法”，或删掉这一列"),
        ("标题,标题\n甲,乙\n", "写了两次"),
        ("标题,背景\n甲,乙,丙\n", "没有列名的格子：“丙”"),
    ],
)
def test_a_table_whose_head_is_wrong_is_not_begun(root: Path, text: str, words: str) -> None:
    (root / "坏.csv").write_text(text, "utf-8")
    result = _import("坏.csv", "--kind", "case")
    assert result.exit_code == 1
    assert words in result.output


def test_a_bomb_is_no_table(root: Path) -> None:
    with zipfile.ZipFile(root / "坏.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 60_000_000)
    assert "太大了" in _import("坏.xlsx", "--kind", "case").output
