"""`xueku new`, asked step by step."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from tests.samples import write_content
from xueku.cli import main
from xueku.kinds import KINDS
from xueku.source.choosing import Choice, chosen

_ANSWERS = {
    "course": "会前准备\n\n会前三日把议题发到每个人手里\nzzsh dangx\n讲座\nqj\n学一段 20\n议一议 40分钟\n\n\n",
    "guide": "第一季度学习指引\n\n一个季度读一份规则\ndushu\n2027年第一季度\nslddzb\n《示例读本》\n\n",
    "case": "清单当面勾\nqing-dan-er\n缺哪一项当面勾出来\nck\n示例单位政务大厅\n\nckfw\n",
    "path": "新任书记\nxin-ren\n先读规矩\n组织生活\n没有这一份\n\n重温入党誓词\nqdd\n\n",
    "article": "一本书读五遍\n\n写给没有读过的人\n读书\nds\n示例单位 某同志\n",
    "work": "办事规则\n\n只为演示而写\nzz\n1\n",
}


class _Terminal:
    """Standard input that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class _System:
        stdin = _Terminal()

    monkeypatch.setattr(import_module("xueku.cli.new"), "sys", _System)


def _run(root: Path, *arguments: str, typed: str = "") -> Result:
    command = ["new", *arguments, "--date", "2026-07-01", "--config", str(root / "mkdocs.yml")]
    result = CliRunner().invoke(main, command, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def _check(root: Path) -> str:
    return CliRunner().invoke(main, ["check", "--strict", "--config", str(root / "mkdocs.yml")]).stdout


def _files(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.name)
@pytest.mark.parametrize("meta", [False, True], ids=["属性区", "meta.yml"])
def test_answers_make_a_record_without_findings(tmp_path: Path, kind: type, meta: bool) -> None:
    write_content(tmp_path)
    name = kind.kind.name  # type: ignore[attr-defined]
    number = [one.kind.name for one in KINDS].index(name) + 1
    result = _run(tmp_path, *(["--meta"] if meta else []), typed=f"{number}\n{_ANSWERS[name]}n\n")
    assert result.exit_code == 0, result.output
    assert "下一步" in result.output
    assert _check(tmp_path) == "", result.output


@pytest.mark.usefixtures("terminal")
def test_what_was_answered_stands_in_the_file(tmp_path: Path) -> None:
    write_content(tmp_path)
    result = _run(tmp_path, typed=f"主题党日\n{_ANSWERS['course']}n\n")
    text = (tmp_path / "content/courses/hui-qian-zhun-bei/index.md").read_text("utf-8")
    for line in (
        'title: "会前准备"',
        "topics: [组织生活, 党性教育]",
        "form: 情景式",
        "time_required: 60",
        "agenda:\n  - title: 学一段\n    minutes: 20\n  - title: 议一议\n    minutes: 40\n",
    ):
        assert f"\n{line}" in text
    assert "没有“讲座”；写数字、词，或者拼音、首字母" in result.output
    assert result.output.endswith("现在打开预览，看看样子吗？ [y/N]: n\n")


@pytest.mark.usefixtures("terminal")
def test_a_list_left_for_later_keeps_its_example_and_is_named(tmp_path: Path) -> None:
    write_content(tmp_path)
    result = _run(tmp_path, "course", typed="会前准备\n\n会前三日\n1\n1\n\n60\nn\n")
    assert "还是例子、要改的：议程" in result.output
    assert _check(tmp_path) == ""


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("answers", range(6))
def test_breaking_off_at_any_question_writes_nothing(tmp_path: Path, answers: int) -> None:
    write_content(tmp_path)
    before = _files(tmp_path)
    typed = "".join(_ANSWERS["article"].splitlines(keepends=True)[:answers])
    result = _run(tmp_path, "article", typed=typed)
    assert result.exit_code == 1
    assert "停下了，什么也没有写\n" in result.output
    assert _files(tmp_path) == before


@pytest.mark.usefixtures("terminal")
def test_a_taken_id_is_asked_again_and_none_is_proposed(tmp_path: Path) -> None:
    write_content(tmp_path)
    result = _run(tmp_path, "article", typed="读书三遍\ndushu-san-bian\n\n提要\n读书\nds\n某同志\nn\n")
    assert "这个编号已经有了" in result.output
    again = _run(tmp_path, "article", "--yes", "--title", "读书三遍")
    assert "du-shu-san-bian-2.md" in again.output


@pytest.mark.usefixtures("terminal")
def test_with_an_id_or_yes_nothing_is_asked(tmp_path: Path) -> None:
    write_content(tmp_path)
    assert _run(tmp_path, "case", "yi-fen").exit_code == 0
    assert _run(tmp_path, "case", "--yes", "--title", "又一份").exit_code == 0
    assert (tmp_path / "content/cases/you-yi-fen.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "没有写类型"),
        (["case"], "没有写编号"),
        (["case", "yi-fen", "--set", "yaer=x"], "没有“yaer”这个字段\n    改法：是不是 year？"),
        (["case", "yi-fen", "--set", "年份=去年"], "应是四位年份"),
        (["case", "yi-fen", "--set", "领域=种菜"], "没有“种菜”"),
        (["case", "yi-fen", "--set", "类型=中"], "没有“中”"),
    ],
)
def test_without_a_terminal_what_is_wrong_is_told_at_once(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    write_content(tmp_path)
    before = _files(tmp_path)
    result = _run(tmp_path, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert _files(tmp_path) == before


def test_options_answer_every_question(tmp_path: Path) -> None:
    write_content(tmp_path)
    given = [
        "提要=三句话 #说清楚",
        "主题=zzsh、读书",
        "领域=1",
        "年份=2025",
        "unit=示例单位 #1",
        "关键词=清单、当面",
    ]
    options = [part for one in given for part in ("--set", one)]
    assert _run(tmp_path, "case", "--title", "清单", *options).exit_code == 0
    text = (tmp_path / "content/cases/qing-dan.md").read_text("utf-8")
    assert 'summary: "三句话 #说清楚"' in text
    assert "topics: [组织生活, 读书]" in text
    assert "keywords: [清单, 当面]" in text
    assert _check(tmp_path) == ""


def test_what_cannot_be_written_whole_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_content(tmp_path)
    before = _files(tmp_path)
    files = {"content/articles/a/index.md": "新的一份", "content/articles/三遍.md": "另一份"}
    monkeypatch.setattr(import_module("xueku.cli.new"), "skeleton", lambda *_: files)
    assert _run(tmp_path, "article", "xin").exit_code == 2
    assert _files(tmp_path) == before
    assert not (tmp_path / "content/articles/a").exists()


_CHOICES = (
    Choice("组织生活", "组织生活", ("zuzhi-shenghuo", "三会一课")),
    Choice("组织建设", "组织建设"),
    Choice("重温誓词", "重温誓词"),
    Choice("长城", "长城"),
)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("1 3", ("组织生活", "重温誓词")),
        ("zzsh", ("组织生活",)),
        ("zuzhijianshe", ("组织建设",)),
        ("zuzhi-js", ("组织建设",)),
        ("shyk", ("组织生活",)),
        ("chongwen", ("重温誓词",)),
        ("changch，建设", ("长城", "组织建设")),
        ("ZZSH、zzsh", ("组织生活",)),
    ],
)
def test_a_term_is_found_by_number_word_pinyin_and_initials(typed: str, values: tuple[str, ...]) -> None:
    assert chosen(_CHOICES, typed, is_many=True).values == values


@pytest.mark.parametrize(
    ("typed", "told"),
    [("zz", "1 组织生活、2 组织建设"), ("5", "没有“5”"), ("种菜", "没有“种菜”"), (" ", "没有选")],
)
def test_what_is_not_clear_is_told(typed: str, told: str) -> None:
    assert told in chosen(_CHOICES, typed, is_many=True).problem
    assert chosen(_CHOICES, typed, is_many=True).values == ()


def _until(terminal: int, words: bytes) -> bytes:
    """What the terminal shows up to these words; fails if they do not come."""
    shown = b""
    while words not in shown:
        assert select.select([terminal], [], [], 15)[0], shown
        shown += os.read(terminal, 4096)
    return shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_real_terminal_asks_and_ctrl_c_writes_nothing(tmp_path: Path, encoding: str) -> None:
    import pty

    write_content(tmp_path)
    before = _files(tmp_path)
    process, terminal = pty.fork()
    if process == 0:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(tmp_path)
        os.environ["PYTHONIOENCODING"] = encoding
        os.execv(sys.executable, [sys.executable, "-m", "xueku", "new", "article"])
    shown = _until(terminal, "例如 一本书读三遍）".encode(encoding))
    os.write(terminal, "一本书\n".encode(encoding))
    shown += _until(terminal, b"[yi-ben-shu]")
    # The prompt is seen a moment before the process waits for an answer.
    time.sleep(0.5)
    os.write(terminal, b"\x03")
    shown += _until(terminal, "什么也没有写".encode(encoding))
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    assert b"Traceback" not in shown
    assert _files(tmp_path) == before


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("arguments", [[], ["--preview"]], ids=["回答 y", "--preview"])
def test_the_preview_opens_at_the_new_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    write_content(tmp_path)
    opened: list[tuple[object, ...]] = []
    engine = SimpleNamespace(serve_site=lambda *given: opened.append(given))
    monkeypatch.setattr(import_module("xueku.cli.new"), "engine", lambda: engine)
    result = _run(tmp_path, "article", *arguments, typed=f"{_ANSWERS['article']}y\n")
    assert result.exit_code == 0
    assert opened == [
        (tmp_path / "mkdocs.yml", "127.0.0.1", 8000, "articles/yi-ben-shu-du-wu-bian/index.html")
    ]


def test_a_record_with_fields_apart_says_that_word_cannot_bring_it_back(tmp_path: Path) -> None:
    write_content(tmp_path)
    assert _run(tmp_path, "article", "xin-de", "--meta").exit_code == 0
    command = ["export", "docx", "xin-de", "--config", str(tmp_path / "mkdocs.yml")]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2
    assert "content/articles/xin-de.meta.yml" in result.stderr
    assert "改法：" in result.stderr
