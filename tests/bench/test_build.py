from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.bench.build import projects, run
from tests.bench.build.pages import Page, chapters, read_pages
from tests.bench.build.processes import EngineError, TimeLimitError, running, tree
from tests.bench.build.processes import run as run_command
from tests.bench.build.report import Row, as_json, growth, tables

LAW = """# 示例条例

2026年1月1日 某会通过

<!-- INFO END -->

## 第一章 总则

第一条 为了把事办好，制定本条例。

## 第二章 办理

### 第一节 受理

第二条 办理分三步：受理、办结、送达。
"""


def _row(engine: str, pages: int, cpu: float) -> Row:
    return Row(engine, pages, "cold", cpu, cpu, 100, 2.5, 30)


def test_short_chapters_share_a_page() -> None:
    ((title, body),) = chapters(LAW)
    assert title == "示例条例（1）"
    assert body.startswith("## 正文\n\n2026年1月1日 某会通过\n\n## 第一章 总则\n\n第一条 为了")
    assert "| 示例条例 | 1 | 3 |" in body
    assert "## 第二章 办理 第一节 受理\n\n第二条" in body
    assert "INFO" not in body


def test_a_long_chapter_begins_a_page_and_is_parted() -> None:
    law = LAW.replace(
        "制定本条例。", "制定本条例。" * 200 + "\n\n" + "\n\n".join(["办理分三步。" * 100] * 11)
    )
    parts = [body for _, body in chapters(law)]
    assert len(parts) > 2
    assert parts[-1].startswith("## 第二章 办理 第一节 受理\n")
    assert all(len(part) < 6000 for part in parts)


def test_what_would_be_markup_is_not_in_a_page() -> None:
    ((_, body),) = chapters('# 题\n\n<b>一</b> *二* [三](四) `五` | "六"\n\n- 七\n\n1. 八\n')
    assert "\n\nb一/b 二 三(四) 五  六\n\n七\n\n八\n\n" in body


def test_pages_are_as_many_as_asked_and_link_to_one_another() -> None:
    sections, pages = read_pages(None, 30)
    assert [page.number for page in pages] == [*range(30)]
    assert {page.section for page in pages} == {*range(len(sections))}
    for page in pages:
        assert page.number not in page.near
        assert all(0 <= number < 30 for number in page.near)
    assert read_pages(None, 1)[1][0].near == ()


def test_every_engine_gets_the_same_text() -> None:
    page = Page(2, 1, "题", "## 正文\n\n事办好了。\n", (0,))
    pages = [Page(0, 3, "前", "", ()), page, page]
    assert projects.own_record(page).endswith("## 正文\n\n事办好了。\n\n另见[第 1 份](xk:r00000)。\n")
    assert projects.mkdocs_page(page, pages).endswith("事办好了。\n\n另见[第 1 份](../s03/r00000.md)。\n")
    assert projects.hugo_page(page, pages).endswith("事办好了。\n\n另见[第 1 份](../s03/r00000.html)。\n")


def test_growth_is_the_exponent_between_the_smallest_and_the_largest_of_a_thousand_or_more() -> None:
    rows = [
        _row("a", 100, 9),
        _row("a", 1000, 2),
        _row("a", 3000, 1),
        _row("a", 10000, 200),
        _row("b", 1000, 2),
    ]
    found = growth(rows, "a")
    assert found is not None
    assert found[:2] == (1000, 10000)
    assert found[2] == pytest.approx(2)
    assert growth(rows, "b") is None


def test_a_case_without_figures_says_why_and_is_not_in_the_json() -> None:
    served = Row("a", 20, "served", wall_s=0.25, rss_mb=90, median_s=0.125, edits=20)
    rows = [_row("a", 20, 1.5), served, Row("b", 20, "cold", trouble="not finished in 9 s")]
    text = tables(rows)
    assert "| 20 | a | cold | 1.50 | 1.50 | 100 | 2.5 | 30 |" in text
    assert "| 20 | b | cold | not finished in 9 s |  |  |  |  |" in text
    assert "| 20 | a | 125 | 250 | 20 | 90 |" in text
    assert "power" not in text
    assert [(one["engine"], one["case"]) for one in as_json(rows)] == [("a", "cold"), ("a", "served")]
    assert {*as_json(rows)[0]} == {"engine", "pages", "case", "cpu_s", "wall_s", "rss_mb", "out_mb", "files"}


def test_the_cost_of_a_tree_has_its_children_in_it(tmp_path: Path) -> None:
    child = "data = b'1' * 60_000_000; import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = run_command([sys.executable, "-c", parent], tmp_path, tmp_path / "log", 60)
    assert cost.cpu >= 0.3
    assert cost.wall >= 0.3
    assert cost.peak_mb > 55


def test_a_command_that_fails_tells_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="写不进去"):
        run_command([sys.executable, "-c", "raise SystemExit('写不进去')"], tmp_path, tmp_path / "log", 60)


def test_a_command_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    command = ["sh", "-c", "sleep 60 & echo $!; wait"]
    with pytest.raises(TimeLimitError):
        run_command(command, tmp_path, tmp_path / "log", 0.5)
    _wait_for_end(int((tmp_path / "log").read_text()))


def test_a_server_is_ended_with_its_children(tmp_path: Path) -> None:
    with running(["sh", "-c", "sleep 60 & wait"], tmp_path, tmp_path / "log") as server:
        while len(found := tree(server.pid)) < 2:
            time.sleep(0.01)
    _wait_for_end(found[1])


@pytest.mark.long
def test_five_pages_of_ours_are_measured_from_cold_to_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "EDITS", 2)
    rows = [*run.measure(["xueku"], [5], None, 120)]
    assert [(row.case, row.trouble) for row in rows] == [
        ("cold", ""),
        ("nothing", ""),
        ("edit", ""),
        ("served", ""),
    ]
    assert all(row.cpu_s and row.wall_s and row.rss_mb and row.out_mb and row.files for row in rows[:3])
    assert rows[0].files == rows[1].files
    assert rows[3].edits == 2


def _wait_for_end(pid: int) -> None:
    """Wait until a killed process is gone, or a zombie of a parent that is not ours."""
    for _ in range(500):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except OSError:
            return
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    pytest.fail("it still runs")
