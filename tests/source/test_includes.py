from __future__ import annotations

from pathlib import Path

from xueku.source.includes import MAX_LINES, fill_includes


def _write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder.resolve()


def test_each_line_remembers_the_file_and_line_it_came_from(tmp_path: Path) -> None:
    folder = _write(tmp_path, 提示="先问一句\n再问一句\n")
    text, origins, findings = fill_includes('开头\n--8<-- "提示.md"\n结尾', "a/index.md", 11, folder)
    assert text == "开头\n先问一句\n再问一句\n结尾"
    assert origins == (("a/index.md", 11), ("a/提示.md", 1), ("a/提示.md", 2), ("a/index.md", 13))
    assert findings == []


def test_a_text_without_includes_stays_as_it_is(tmp_path: Path) -> None:
    text = '正文里说到 --8<-- "提示.md" 不算\n\n'
    assert fill_includes(text, "a/index.md", 1, tmp_path)[0] == text


def test_an_include_through_a_link_cannot_leave_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "外面.md"
    outside.write_text("内部使用", "utf-8")
    folder = tmp_path / "课程"
    folder.mkdir()
    (folder / "里面.md").symlink_to(outside)
    text, _, findings = fill_includes('--8<-- "里面.md"', "课程/index.md", 1, folder.resolve())
    assert "内部使用" not in text
    assert [finding.code for finding in findings] == ["XK014"]


def test_two_files_that_include_each_other_end(tmp_path: Path) -> None:
    folder = _write(tmp_path, 甲='甲\n--8<-- "乙.md"', 乙='乙\n--8<-- "甲.md"')
    text, _, findings = fill_includes('--8<-- "甲.md"', "index.md", 1, folder)
    assert text.split() == ["甲", "乙"]
    assert [finding.code for finding in findings] == ["XK014"]


def test_includes_that_multiply_stop_at_a_limit(tmp_path: Path) -> None:
    folder = _write(tmp_path, 长="一行\n" * (MAX_LINES // 2 + 1))
    _, origins, findings = fill_includes('--8<-- "长.md"\n' * 5, "index.md", 1, folder)
    assert len(origins) < 2 * MAX_LINES
    assert [(finding.code, finding.span.line) for finding in findings] == [
        ("XK014", line) for line in (3, 4, 5)
    ]
