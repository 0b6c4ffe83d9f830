from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.samples import ARTICLE, LIBRARY, WORK, article, write_content
from xueku.cli import main
from xueku.kinds import KINDS


def _run(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--config", str(root / "mkdocs.yml")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def test_content_without_findings_ends_with_0(tmp_path: Path) -> None:
    write_content(tmp_path)
    result = _run(tmp_path, "check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "读了 6 份材料，没有要改的地方\n"


def test_an_error_ends_with_1_and_a_warning_only_with_strict(tmp_path: Path) -> None:
    write_content(
        tmp_path, {"articles/三遍.md": article("dushu-san-bian", "一本书读三遍", "# 三遍\n\n只画线。")}
    )
    assert _run(tmp_path, "check").exit_code == 0
    assert _run(tmp_path, "check", "--strict").exit_code == 1
    write_content(tmp_path, {"articles/三遍.md": ARTICLE})
    assert _run(tmp_path, "check").exit_code == 1


def test_without_content_nothing_can_be_checked(tmp_path: Path) -> None:
    result = _run(tmp_path, "check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("content: 没有找到内容文件夹\n    改法：")


def test_a_damaged_settings_file_is_told_without_traceback(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [", "utf-8")
    result = _run(tmp_path, "check")
    assert result.exit_code == 2
    assert result.stderr.startswith("mkdocs.yml:2:1: ")


def test_a_wrong_setting_is_a_finding(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - xueku: {contents: 内容}\n", "utf-8")
    result = _run(tmp_path, "check")
    assert result.exit_code == 1
    assert result.stdout.startswith("mkdocs.yml:2:13: 错误 XK102")


def test_json_and_workflow_commands_hold_the_same_findings(tmp_path: Path) -> None:
    write_content(tmp_path, {"articles/三遍.md": ARTICLE})
    rows = json.loads(_run(tmp_path, "check", "--format", "json").stdout)
    commands = _run(tmp_path, "check", "--format", "github").stdout.splitlines()
    assert [(row["path"], row["line"], row["code"]) for row in rows] == [
        ("content/articles/三遍.md", 11, "XK302")
    ]
    assert commands[0].startswith("::error file=content/articles/三遍.md,line=11,col=17,title=XK302::")
    assert len(commands) == len(rows)


def test_a_path_narrows_what_is_listed_but_not_what_is_read(tmp_path: Path) -> None:
    write_content(tmp_path, {"articles/三遍.md": ARTICLE, "library/规则.md": WORK.replace("制度", "规章")})
    listed = _run(tmp_path, "check", str(tmp_path / "content/library"))
    assert listed.exit_code == 1
    assert {line.split(":")[0] for line in listed.stdout.splitlines() if not line.startswith(" ")} == {
        "content/library/规则.md"
    }
    assert _run(tmp_path, "check", str(tmp_path / "content/vocab")).exit_code == 0


@pytest.mark.parametrize("path", ["没有这个文件夹", "/"])
def test_a_path_that_is_not_of_the_project_is_told(tmp_path: Path, path: str) -> None:
    write_content(tmp_path)
    result = _run(tmp_path, "check", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "改法" in result.stderr


@pytest.mark.parametrize("kind", [kind.kind.name for kind in KINDS])
def test_a_new_record_is_valid_and_a_second_time_loses_nothing(tmp_path: Path, kind: str) -> None:
    write_content(tmp_path, LIBRARY)
    result = _run(tmp_path, "new", kind, "xin-cailiao", "--title", "新材料", "--date", "2026-07-01")
    assert result.exit_code == 0
    assert _run(tmp_path, "check", "--strict").stdout == ""
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    again = _run(tmp_path, "new", kind, "xin-cailiao", "--title", "又一份")
    assert again.exit_code == 2
    assert "已经有了" in again.stderr
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_new_record_does_not_overwrite_a_file_without_that_id(tmp_path: Path) -> None:
    write_content(tmp_path, {**LIBRARY, "articles/xin-cailiao.md": "还没有写属性区"})
    assert _run(tmp_path, "new", "article", "xin-cailiao").exit_code == 2
    assert (tmp_path / "content/articles/xin-cailiao.md").read_text("utf-8") == "还没有写属性区"


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_content(tmp_path, LIBRARY)
    monkeypatch.setattr(
        import_module("xueku.cli.new"), "skeleton", lambda *_: {"content/articles/三遍.md": "新的一份"}
    )
    result = _run(tmp_path, "new", "article", "xin-cailiao")
    assert result.exit_code == 2
    assert "写不进去" in result.stderr
    assert (tmp_path / "content/articles/三遍.md").read_text("utf-8") == ARTICLE


def test_a_new_record_needs_an_id_and_a_date_of_the_right_form(tmp_path: Path) -> None:
    write_content(tmp_path, LIBRARY)
    assert _run(tmp_path, "new", "article", "新材料").exit_code == 2
    result = _run(tmp_path, "new", "article", "xin-cailiao", "--date", "明天")
    assert result.exit_code == 2
    assert "日期" in result.stderr
    assert not (tmp_path / "content/articles/xin-cailiao.md").exists()
