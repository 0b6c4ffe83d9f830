"""`xueku import`: from Word files to draft records, on the disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.importers.word.maker import Maker
from tests.importers.word.official import AGENDA, PAPERS_BY_NAME, TEXTS
from tests.samples import LIBRARY, write_content
from xueku.cli import main


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_content(tmp_path, LIBRARY)
    (tmp_path / "mkdocs.yml").write_text("site_name: 学库\n", "utf-8")
    (tmp_path / "来稿").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _import(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", *arguments])


def _case() -> Maker:
    maker = Maker().title("窗口服务一次办结").text(TEXTS[0])
    for number, words in enumerate(("背景", "做法", "成效", "启示")):
        maker.heading(1, "一二三四"[number] + "、" + words).text(TEXTS[number + 1])
    return maker.sign(["示例单位政务大厅"], "2026年8月14日", "2026-08-14")


def test_a_case_becomes_a_draft_without_errors(root: Path) -> None:
    (root / "来稿/一.docx").write_bytes(_case().content())
    result = _import("来稿/一.docx", "--kind", "case")
    assert result.exit_code == 0, result.output
    assert "一.docx：写好了 content/cases/chuang-kou-fu-wu-yi-ci.md" in result.output
    assert "1. 第 1 段：标题取“窗口服务一次办结”" in result.output
    text = (root / "content/cases/chuang-kou-fu-wu-yi-ci.md").read_text("utf-8")
    assert "status: draft" in text
    assert "date: 2026-08-14" in text
    assert "## 一、背景" in text
    checked = CliRunner().invoke(main, ["check", "content/cases"])
    assert checked.exit_code == 0, checked.output
    page = (root / "导入报告/chuang-kou-fu-wu-yi-ci.html").read_text("utf-8")
    assert "一字不少，一字不多" in page
    assert "<script" not in page


def test_an_agenda_table_becomes_the_agenda_of_a_course(root: Path) -> None:
    maker = (
        Maker().title("情景式主题党日：党性教育").text(TEXTS[0]).heading(1, "一、流程").text("流程如下表。")
    )
    maker.table([*AGENDA, ("合计", "60分钟", "")]).heading(1, "二、要求").text(TEXTS[1])
    content = maker.content()
    (root / "来稿/课.docx").write_bytes(content)
    result = _import("来稿/课.docx", "--kind", "course", "--id", "ke-yi", "--keep-original")
    assert result.exit_code == 0, result.output
    text = (root / "content/courses/ke-yi/index.md").read_text("utf-8")
    assert "time_required: 60\n" in text
    assert "  - title: 讨论\n    minutes: 35\n    mode: 分组讨论\n" in text
    assert "| 环节" not in text
    assert (root / "content/courses/ke-yi/media/课.docx").read_bytes() == content
    checked = CliRunner().invoke(main, ["check", "content/courses/ke-yi"])
    assert "错误" not in checked.output, checked.output


def test_what_is_missing_is_listed_as_to_be_filled_in(root: Path) -> None:
    (root / "来稿/二.docx").write_bytes(Maker().title("想法").text("先听。").content())
    result = _import("来稿/二.docx", "--kind", "case")
    assert "【必须填】单位 unit 没有找到" in result.output
    assert "【必须填】没有找到“背景”一节" in result.output
    assert "# unit: " in (root / "content/cases/xiang-fa.md").read_text("utf-8")


def test_pictures_go_beside_the_record(root: Path) -> None:
    (root / "来稿/图.docx").write_bytes(PAPERS_BY_NAME["图片"].content)
    assert _import("来稿/图.docx", "--kind", "case", "--id", "tu-wen").exit_code == 0
    text = (root / "content/cases/tu-wen/index.md").read_text("utf-8")
    assert "![窗口前的清单](media/tu-1.png)" in text
    assert sorted(file.name for file in (root / "content/cases/tu-wen/media").iterdir()) == [
        "tu-1.png",
        "tu-2.png",
        "tu-3.png",
    ]


def test_a_folder_goes_on_where_it_ended_and_knows_what_it_has(root: Path) -> None:
    (root / "来稿/一.docx").write_bytes(_case().content())
    (root / "来稿/又一.docx").write_bytes(_case().content())
    (root / "来稿/坏.docx").write_bytes(_case().content()[:500])
    (root / "来稿/~$一.docx").write_bytes(b"")
    result = _import("来稿", "--kind", "case")
    assert result.exit_code == 1
    assert "坏.docx: 文件坏了" in result.output
    assert "又一.docx：已经导入过，就是 content/cases/chuang-kou-fu-wu-yi-ci.md" in result.output
    assert "导入了 1 个，跳过 1 个，没有导入 1 个" in result.output
    before = (root / "content/cases/chuang-kou-fu-wu-yi-ci.md").read_bytes()
    with (root / "导入报告/记录.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"digest": "a')
    assert "跳过 2 个" in _import("来稿", "--kind", "case").output
    assert (root / "content/cases/chuang-kou-fu-wu-yi-ci.md").read_bytes() == before
    (root / "content/cases/chuang-kou-fu-wu-yi-ci.md").unlink()
    assert "导入了 1 个" in _import("来稿", "--kind", "case").output


def test_nothing_is_written_over(root: Path) -> None:
    (root / "content/cases/yi.md").parent.mkdir(parents=True, exist_ok=True)
    (root / "content/cases/yi.md").write_text("有人正在写", "utf-8")
    (root / "来稿/一.docx").write_bytes(_case().content())
    result = _import("来稿/一.docx", "--kind", "case", "--id", "yi")
    assert result.exit_code == 1
    assert "已经有了" in result.output
    assert (root / "content/cases/yi.md").read_text("utf-8") == "有人正在写"
    assert sorted(file.name for file in (root / "content/cases").iterdir()) == ["yi.md", "清单.md"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("没有.docx", "--kind", "case"), "打不开这个文件"),
        (("来稿", "--kind", "case"), "文件夹里没有能导入的文件"),
        (("来稿/a.docx", "来稿/b.docx", "--kind", "case", "--id", "yi"), "编号只够一份材料"),
        (("来稿/a.docx", "--kind", "case", "--date", "八月"), "日期应写成 年-月-日"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(
    root: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = _import(*arguments)
    assert result.exit_code in (1, 2)
    assert words in result.output


def test_a_process_that_dies_leaves_no_half_of_a_record(root: Path) -> None:
    (root / "来稿/图.docx").write_bytes(PAPERS_BY_NAME["图片"].content)
    dying = (
        "import os, xueku.bringing as b\n"
        "whole = b._write\n"
        "def write(place, content):\n"
        "    whole(place, content)\n"
        "    if place.name == 'tu-2.png': os._exit(9)\n"
        "b._write = write\n"
        "from xueku.cli import main\n"
        "main(['import', '来稿/图.docx', '--kind', 'case', '--id', 'tu-wen'])\n"
    )
    assert subprocess.run([sys.executable, "-c", dying], check=False).returncode == 9
    assert not (root / "content/cases/tu-wen").exists()
    assert "tu-wen" not in CliRunner().invoke(main, ["check"]).output
    assert _import("来稿/图.docx", "--kind", "case", "--id", "tu-wen").exit_code == 0
    assert (root / "content/cases/tu-wen/media/tu-3.png").exists()


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
def test_an_old_file_is_read_through_libreoffice(root: Path) -> None:
    (root / "来稿/一.docx").write_bytes(_case().content())
    profile = f"-env:UserInstallation=file://{root}/profile"
    subprocess.run(
        [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            "doc:MS Word 97",
            "--outdir",
            "来稿",
            "来稿/一.docx",
        ],
        check=True,
        capture_output=True,
    )
    result = _import("来稿/一.doc", "--kind", "case")
    assert result.exit_code == 0, result.output
    text = (root / "content/cases/chuang-kou-fu-wu-yi-ci.md").read_text("utf-8")
    assert "## 一、背景" in text
    assert "date: 2026-08-14" in text


def test_without_libreoffice_an_old_file_is_told_how_to_be_saved(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (root / "来稿/旧.wps").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    result = _import("来稿/旧.wps", "--kind", "case")
    assert result.exit_code == 1
    assert "另存为“Word 文档（*.docx）”" in result.output


def test_sections_under_their_usual_names_are_enough_and_a_field_is_filled_by_taking_away_its_sign(
    root: Path,
) -> None:
    maker = Maker().title("一次提醒").text(TEXTS[0])
    for number, words in enumerate(("背景情况", "主要做法", "工作成效", "经验启示")):
        maker.heading(1, "一二三四"[number] + "、" + words).text(TEXTS[number + 1])
    (root / "来稿/二.docx").write_bytes(maker.content())
    result = _import("来稿/二.docx", "--kind", "case", "--id", "yici-tixing")
    assert result.exit_code == 0, result.output
    assert "一节" not in result.output
    file = root / "content/cases/yici-tixing.md"
    text = file.read_text("utf-8")
    assert "# 待填：" in text
    lines = [
        line[2:] if line.startswith("# ") and "待填" not in line and ": " in line else line
        for line in text.split("\n")
    ]
    file.write_text("\n".join(lines), "utf-8")
    checked = CliRunner().invoke(main, ["check", "content/cases"])
    assert "XK002" not in checked.output
    assert "XK202" not in checked.output


def test_a_file_without_words_is_refused(root: Path) -> None:
    (root / "来稿/空白.docx").write_bytes(Maker().content())
    result = _import("来稿/空白.docx", "--kind", "article")
    assert result.exit_code != 0
    assert "里面没有文字" in result.output
    assert not [*root.glob("content/articles/kong*")]


def test_a_type_is_known_by_its_chinese_name(root: Path) -> None:
    (root / "来稿/一.docx").write_bytes(_case().content())
    assert _import("来稿/一.docx", "--kind", "案例").exit_code == 0
    assert (root / "content/cases/chuang-kou-fu-wu-yi-ci.md").is_file()


def test_a_name_with_blanks_that_was_not_quoted_is_told(root: Path) -> None:
    (root / "来稿/一 稿.docx").write_bytes(_case().content())
    result = _import("来稿/一", "稿.docx", "--kind", "case")
    assert result.exit_code == 2
    assert '两头加上英文引号："来稿/一 稿.docx"' in result.output


def test_an_id_that_the_program_chose_is_told_and_can_be_chosen_again(root: Path) -> None:
    (root / "来稿/课.docx").write_bytes(_case().content())
    first = _import("来稿/课.docx", "--kind", "course")
    assert "编号取“chuang-kou-fu-wu-yi-ci”，网址由它决定，发布后不再改" in first.output
    again = _import("来稿/课.docx", "--kind", "course", "--id", "yici-banjie")
    assert "跳过；要重新导入，先删掉那一份" in again.output
    shutil.rmtree(root / "content/courses/chuang-kou-fu-wu-yi-ci")
    second = _import("来稿/课.docx", "--kind", "course", "--id", "yici-banjie")
    assert "写好了 content/courses/yici-banjie/index.md" in second.output
    assert "编号取" not in second.output


def test_the_planned_id_of_a_text_is_told_as_well(root: Path) -> None:
    (root / "来稿/一.md").write_text("# 一次办结\n\n先数一数。\n", "utf-8")
    assert "编号取“yi-ci-ban-jie”" in _import("来稿/一.md", "--kind", "article").output


@pytest.mark.parametrize("by_name", [False, True])
def test_another_draft_of_a_paper_is_told(root: Path, by_name: bool) -> None:
    (root / "来稿/一.docx").write_bytes(_case().content())
    assert "同名" not in _import("来稿/一.docx", "--kind", "case").output
    later = Maker().title("窗口服务一次办结（第二稿）") if not by_name else Maker()
    name = "窗口服务一次办结（第二稿）.docx" if by_name else "二.docx"
    later.text(TEXTS[3], TEXTS[1])
    (root / "来稿" / name).write_bytes(later.content())
    result = _import(f"来稿/{name}", "--kind", "case")
    assert (
        "【必须填】已经有一份同名的材料 content/cases/chuang-kou-fu-wu-yi-ci.md\n"
        "      是它的新一稿的，照着改那一份，删掉这份草稿"
    ) in result.output


@pytest.mark.parametrize("option", ["—kind", "–kind", "－－kind", "——kind"])
def test_an_option_whose_hyphens_became_a_dash_is_told(root: Path, option: str) -> None:
    (root / "来稿/一.docx").write_bytes(_case().content())
    result = _import("来稿/一.docx", option, "case")
    assert result.exit_code == 2
    assert f"{option}: 选项前面要写两个英文减号 --" in result.output
    assert "改成 --kind" in result.output


def test_the_whole_project_is_searched_for_manuscripts_but_not_what_is_its_own(root: Path) -> None:
    for place in ("docs/手册.md", "site/index.html", ".cache/一.md", "导入报告/旧.html", "README.md"):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text("# 自己的\n\n不是来稿。\n", "utf-8")
    (root / "site/assets/xueku").mkdir(parents=True)
    for folder in (".", "content", "content/cases", "site"):
        assert "文件夹里没有能导入的文件" in _import(folder, "--kind", "article").output
    (root / "来稿/一.docx").write_bytes(_case().content())
    result = _import(".", "--kind", "case")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("一.docx：写好了")
