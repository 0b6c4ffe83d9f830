"""`xueku check --fix` changes what it shows, whole files at a time, and nothing else."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as some

from tests.samples import article, write_content
from xueku import mending
from xueku.cli import main
from xueku.mending import apply, difference, mend, stamp, write
from xueku.model.diagnostic import Diagnostic, Fix, Span
from xueku.source.encoding import recode

WRONG = article("dushu-san-bian", "一本书读三遍", "# 三遍\n\n带上：\n- 笔\n- 书\n")
RIGHT = WRONG.replace("# 三遍", "## 三遍").replace("带上：\n", "带上：\n\n")


def _run(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["check", *arguments, "--config", str(root / "mkdocs.yml")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def _fix(line: int, start: int, end: int, text: str, old: str | None = None) -> Fix:
    return Fix(Span("content/甲.md", line, start, line, end), text, old)


def _finding(fix: Fix) -> Diagnostic:
    return Diagnostic(fix.span, "XK203", "不对", fix=fix)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_content(tmp_path, {"articles/三遍.md": WRONG})
    return tmp_path / "content/articles/三遍.md"


def test_what_is_agreed_to_is_shown_and_mended(tmp_path: Path, place: Path) -> None:
    result = _run(tmp_path, "--fix", "--yes")
    assert place.read_text("utf-8") == RIGHT
    assert result.exit_code == 0
    assert "-# 三遍\n+## 三遍\n" in result.stderr
    assert "改好了 2 处" in result.stderr


def test_a_wrong_word_is_mended_only_where_the_file_writes_it_as_it_reads(
    tmp_path: Path, place: Path
) -> None:
    fields = "先按装好。\n\n再**按装**一遍，既使下雨。\n"
    text = article("dushu-san-bian", "按装", fields).replace("title: 按装", 'title: "\\u6309装和按装"')
    place.write_text(text, "utf-8")
    result = _run(tmp_path, "--fix", "--yes")
    mended = text.replace("先按装", "先安装").replace("**按装**", "**安装**").replace("既使", "即使")
    mended = mended.replace("summary: 按装", "summary: 安装")
    assert place.read_text("utf-8") == mended
    assert result.stdout.count("XK403") == 1
    assert result.exit_code == 1


def test_code_and_entities_and_escapes_are_never_mended(tmp_path: Path, place: Path) -> None:
    body = (
        "写明时间&nbsp;和地点，用&#160;隔开&#65306;照抄。\n\n    备注: 会议室(二楼),每组3-5人...\n\n> 表头：\n>\n>     甲,乙;丙\n\n"
        "- 写法：\n\n        名称: 某某,某某\n\n> ```\n> 名称: 某某\n> ```\n\n括号\\(照排\\)，等\\...原样。\n"
    )
    text = article("dushu-san-bian", "一本书读三遍", f"{body}\n带上笔,本子。\n")
    place.write_text(text, "utf-8")
    assert _run(tmp_path, "--fix", "--yes").exit_code == 0
    assert place.read_text("utf-8") == text.replace("带上笔,", "带上笔，")


def test_without_a_terminal_and_without_yes_nothing_is_written(tmp_path: Path, place: Path) -> None:
    result = _run(tmp_path, "--fix")
    assert place.read_text("utf-8") == WRONG
    assert result.exit_code == 1
    assert "+## 三遍\n" in result.stderr
    assert "有 2 处可以替你改，还没有改" in result.stderr


def test_only_files_of_the_given_paths_are_mended(tmp_path: Path, place: Path) -> None:
    assert _run(tmp_path, "--fix", "--yes", str(tmp_path / "content/vocab")).exit_code == 0
    assert place.read_text("utf-8") == WRONG
    _run(tmp_path, "--fix", "--yes", str(place.parent))
    assert place.read_text("utf-8") == RIGHT


def test_byte_order_mark_line_ends_and_mode_stay(tmp_path: Path, place: Path) -> None:
    written = b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode()
    place.write_bytes(written)
    place.chmod(0o640)
    _run(tmp_path, "--fix", "--yes")
    assert place.read_bytes() == b"\xef\xbb\xbf" + RIGHT.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_file_that_changes_while_it_is_checked_is_left_alone(tmp_path: Path, place: Path) -> None:
    def check() -> list[Diagnostic]:
        found = [_finding(Fix(Span("content/articles/三遍.md", 1, 1, 1, 4), "----", "---"))]
        place.write_text(WRONG + "又一行。\n", "utf-8")
        return found

    mended = mend(check, tmp_path, tmp_path / "content", lambda _: None, lambda *_: True)
    assert mended.changed == ["content/articles/三遍.md"]
    assert place.read_text("utf-8") == WRONG + "又一行。\n"


def test_a_file_that_changes_while_it_is_written_is_left_alone(place: Path) -> None:
    one = mending.Mending(place, "三遍.md", b"before", b"after", 1)
    assert not write(one)
    assert place.read_text("utf-8") == WRONG
    assert [file.name for file in place.parent.iterdir()] == ["三遍.md"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_run_that_is_killed_leaves_every_file_whole(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"{'os' if step == 'fsync' else 'pathlib.Path'}.{step}", die)
    before = stamp(tmp_path / "content")
    _run(tmp_path, "--fix", "--yes")
    assert place.read_text("utf-8") == WRONG
    assert stamp(tmp_path / "content") == before


def test_nothing_outside_the_content_is_touched(tmp_path: Path, place: Path) -> None:
    outside = tmp_path / "docs/手册.md"
    outside.parent.mkdir()
    outside.write_text("# 手册\n", "utf-8")
    link = place.parent / "链接.md"
    link.symlink_to(outside)
    fixes = [
        Fix(Span(path, 1, 1, 1, 2), "##")
        for path in ("docs/手册.md", "content/articles/链接.md", "content/../docs/手册.md")
    ]
    mend(
        lambda: list(map(_finding, fixes)),
        tmp_path,
        tmp_path / "content",
        lambda _: None,
        lambda *_: True,
    )
    assert outside.read_text("utf-8") == "# 手册\n"
    assert link.is_symlink()


def test_it_goes_on_until_nothing_more_is_to_be_mended_but_not_for_ever(tmp_path: Path, place: Path) -> None:
    place.write_text("的的的的\n", "utf-8")

    def check(text: Callable[[], str]) -> Callable[[], list[Diagnostic]]:
        fix = Fix(Span("content/articles/三遍.md", 1, 1, 1, 3), "的", "的的")
        return lambda: [_finding(fix)] if "的的" in text() else []

    arguments = (tmp_path, tmp_path / "content", lambda _: None, lambda *_: True)
    assert mend(check(lambda: place.read_text("utf-8")), *arguments).written == 3
    assert place.read_text("utf-8") == "的\n"
    place.write_text("的" * 20, "utf-8")
    assert mend(check(lambda: "的的"), *arguments).written == mending.MOST_ROUNDS


def test_of_fixes_that_overlap_the_first_is_taken() -> None:
    assert apply("工作作风\n".encode(), [_fix(1, 2, 4, "作"), _fix(1, 3, 5, "风")]) == (
        "工作风\n".encode(),
        1,
    )


def test_a_fix_whose_words_are_not_there_is_left_out() -> None:
    text = "按装灯具\n".encode()
    assert apply(text, [_fix(1, 1, 3, "安装", "既使")]) == (text, 0)
    assert apply(text, [_fix(9, 1, 3, "安装"), _fix(1, 4, 9, "具")]) == (text, 0)


def test_a_difference_is_shown_as_lines() -> None:
    one = mending.Mending(Path("甲.md"), "甲.md", "一\n二\n三\n".encode(), "一\n贰\n三\n".encode(), 1)
    assert difference(one) == "--- 甲.md（现在）\n+++ 甲.md（改成）\n@@ -1,3 +1,3 @@\n 一\n-二\n+贰\n 三\n"


_LINES = some.lists(some.text("甲乙，的 #\u2028\u0085", max_size=8), min_size=1, max_size=5)
_FIXES = some.lists(
    some.tuples(some.integers(1, 6), some.integers(1, 9), some.integers(0, 4), some.text("丙丁", max_size=3))
)


@given(_LINES, _FIXES, some.sampled_from(["\n", "\r\n", "\r"]), some.booleans())
def test_nothing_but_the_spans_changes(
    lines: list[str], places: list[tuple[int, int, int, str]], line_end: str, has_mark: bool
) -> None:
    content = (b"\xef\xbb\xbf" if has_mark else b"") + line_end.join(lines).encode()
    after, count = apply(
        content, [_fix(line, start, start + size, text) for line, start, size, text in places]
    )
    # The naive twin: one after the other, from the end of the text, those that the first ones leave room for.
    expected, reached, done = [list(line) for line in lines], (0, 0), 0
    taken: list[tuple[int, int, int, str]] = []
    seen = dict.fromkeys(places)
    for line, start, size, text in sorted(seen, key=lambda place: place[:3]):
        if line > len(lines) or start + size > len(lines[line - 1]) + 1:
            continue
        if "".join(lines[line - 1][start - 1 : start - 1 + size]) == text or (line, start) < reached:
            continue
        taken.append((line, start, size, text))
        reached, done = (line, start + max(size, 1)), done + 1
    for line, start, size, text in reversed(taken):
        expected[line - 1][start - 1 : start - 1 + size] = text
    text_after = after.decode().removeprefix("\ufeff")
    assert re.split("\r\n|\r|\n", text_after) == ["".join(line) for line in expected]
    assert after.startswith(b"\xef\xbb\xbf") == has_mark
    assert count == done


@pytest.mark.parametrize("codec", ["gbk", "gb18030", "utf-16", "utf-16-be"])
def test_a_file_of_another_encoding_becomes_utf_8_and_is_then_mended(
    tmp_path: Path, place: Path, codec: str
) -> None:
    mark = "\ufeff" if codec == "utf-16-be" else ""
    place.write_bytes((mark + WRONG).replace("\n", "\r\n").encode(codec))
    result = _run(tmp_path, "--fix", "--yes")
    assert result.exit_code == 0, result.output
    assert place.read_bytes() == RIGHT.replace("\n", "\r\n").encode()
    assert "改成 UTF-8" in result.stderr
    assert "+title: 一本书读三遍" in result.stderr


def test_an_encoding_is_left_alone_where_not_every_byte_would_come_back(tmp_path: Path, place: Path) -> None:
    before = WRONG.encode("utf-16") + b"\x0a"
    place.write_bytes(before)
    result = _run(tmp_path, "--fix", "--yes")
    assert (result.exit_code, place.read_bytes()) == (1, before)
    assert "--fix" not in result.stdout


@given(some.text(some.characters(codec="gb18030", exclude_characters="\0\r"), max_size=60))
def test_what_is_recoded_reads_as_before(text: str) -> None:
    for codec in ("gb18030", "utf-16", "utf-16-le"):
        recoded = recode(text.encode(codec), codec)
        assert recoded is None or recoded.decode() == text.removeprefix("\ufeff")


def test_characters_that_nobody_sees_are_taken_out(tmp_path: Path, place: Path) -> None:
    place.write_text(
        RIGHT.replace("title: 一本", "title: 一\u200b本").replace("- 笔", "- \ufeff笔e\u0301"), "utf-8"
    )
    result = _run(tmp_path, "--fix", "--yes")
    assert result.exit_code == 0, result.output
    assert place.read_text("utf-8") == RIGHT.replace("- 笔", "- 笔é")


def test_joiners_stay_where_they_are_seen(tmp_path: Path, place: Path) -> None:
    text = RIGHT.replace("- 笔", "- 一家 👨\u200d👩\u200d👧，नमस्\u200dते，می\u200cخواهم")
    place.write_text(text, "utf-8")
    assert _run(tmp_path).stdout == ""
