"""`xueku export`, as it is typed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.samples import COURSE, LIBRARY, write_content

SECOND = COURSE.replace("id: chongwen-shici", "id: zai-lai").replace("重温入党誓词", "再来一次：/\\ 问答？")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_content(tmp_path, {**LIBRARY, "courses/再来/index.md": SECOND})
    (tmp_path / "mkdocs.yml").write_text("site_name: 支部学库\n", "utf-8")
    return tmp_path


def _run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # Processes that waited for one another without end would be ended.
    command = [sys.executable, "-m", "xueku", "export", *words]
    return subprocess.run(
        command, cwd=project, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def test_all_kits_are_made_at_once_with_names_that_every_system_takes(project: Path) -> None:
    done = _run(project, "kit", "--all", "--output", "带走")
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in (project / "带走").iterdir()) == [
        "再来一次：　　 问答？.zip",
        "重温入党誓词.zip",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("kit",), "没有说做哪一个"),
        (("kit", "mei-you"), "没有发布这个编号的材料"),
        (("kit", "dushu-san-bian"), "文章不做课程包"),
        (("official", "mei-you"), "没有发布这个编号的材料"),
        (("book", "cases", "--unit", "别的单位"), "没有合条件的材料"),
        (("book", "guides", "--period", "2030Q1"), "没有合条件的材料"),
    ],
)
def test_what_cannot_be_made_is_told(project: Path, words: tuple[str, ...], told: str) -> None:
    done = _run(project, *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_quarter_is_written_short(project: Path) -> None:
    done = _run(project, "book", "guides", "--period", "2026Q4", "--format", "docx", "--title", "学习手册")
    assert done.returncode == 0, done.stderr
    assert (project / "学习手册.docx").is_file()


def test_a_rule_is_printed_in_the_form_of_an_official_paper(project: Path) -> None:
    done = _run(project, "official", "zhibu-gongzuo-guize")
    assert done.returncode == 0, done.stderr
    text = "".join(page.extract_text() for page in PdfReader(project / "示例单位支部工作规则.pdf").pages)
    assert "提前三日公布议题" in re.sub(r"\s", "", text)
