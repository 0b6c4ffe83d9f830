from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.samples import LIBRARY, article, commit, write_content
from xueku.cli import main
from xueku.health.summary import FIRST


def _run(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["health", *arguments, "--config", str(root / "mkdocs.yml")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def test_a_report_ends_with_0_whatever_there_is_to_do(tmp_path: Path) -> None:
    write_content(tmp_path, {"articles/三遍.md": article("dushu", "一本书读三遍", "见[课](xk:mei-you)。")})
    result = _run(tmp_path)
    assert result.exit_code == 0
    assert "■ 现在就做（1 件）\n\n● 链接断了：1 件　" in result.stdout
    assert (
        "  content/articles/三遍.md:11:6: 《一本书读三遍》链接“xk:mei-you”指向的材料不存在\n      改法："
        in result.stdout
    )


def test_today_is_the_day_of_the_last_commit_or_the_one_that_is_given(tmp_path: Path) -> None:
    text = article("dushu", "一本书读三遍", "只画线。", "review_by: 2026-06-30")
    write_content(tmp_path, {"articles/三遍.md": text})
    assert "日期按 2026-01-01（没有提交记录，用固定的一天；可以用 --as-of 指定）算" in _run(tmp_path).stdout
    commit(tmp_path, "2026-07-01T07:30:00+0800")
    told = _run(tmp_path).stdout
    assert "日期按 2026-07-01（最近一次提交的日子）算" in told
    assert "2026-06-30 应当复核，过了 1 天" in told
    assert "过了 10 天" in _run(tmp_path, "--as-of", "2026-07-10").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "明天"], "例如 --as-of 2026-07-01"),
        (["--format", "xlsx"], "加上 --output 内容体检.xlsx"),
        (["没有这个文件夹"], "没有这个文件或文件夹"),
        (["--output", "没有/这里.txt"], "写不进去"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_remedy(tmp_path: Path, arguments: list[str], said: str) -> None:
    write_content(tmp_path)
    result = _run(tmp_path, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_without_content_nothing_can_be_looked_over(tmp_path: Path) -> None:
    result = _run(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("content: 没有找到内容文件夹\n    改法：")


def test_a_long_list_is_cut_and_the_count_is_told(tmp_path: Path) -> None:
    files = {
        f"articles/{number:02}.md": article(f"biji-{number:02}", f"第 {number} 次笔记", "只画线。")
        for number in range(FIRST + 3)
    }
    write_content(tmp_path, files)
    assert "● 没有人负责：13 件" in _run(tmp_path).stdout
    assert _run(tmp_path).stdout.count("没有写 unit（单位）") == FIRST
    assert "……另有 3 件，加 --all 看全部" in _run(tmp_path).stdout
    assert _run(tmp_path, "--all").stdout.count("没有写 unit（单位）") == FIRST + 3


def test_paths_narrow_what_is_listed(tmp_path: Path) -> None:
    write_content(tmp_path, LIBRARY)
    read = json.loads(_run(tmp_path, str(tmp_path / "content/guides"), "--format", "json").stdout)
    assert {line["record"] for line in read["lines"]} == {"2026-q4"}


def test_a_table_is_written_to_a_file(tmp_path: Path) -> None:
    write_content(tmp_path, LIBRARY)
    file = tmp_path / "内容体检.xlsx"
    result = _run(tmp_path, "--format", "xlsx", "--output", str(file))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"写好了 {file}\n"
    assert file.read_bytes().startswith(b"PK")
    assert _run(tmp_path, "--format", "csv").stdout_bytes.startswith("\ufeff什么时候做".encode())
