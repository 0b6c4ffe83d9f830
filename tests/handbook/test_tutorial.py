"""The tutorial of the handbook is done as it says: each file is written, each command run, each line changed, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.preview import answers, until

PAGE = Path(__file__).parents[2] / "docs/编辑手册/十五分钟上手.md"
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"新建 `([^`]+)`")


@dataclass(frozen=True)
class Step:
    """A block of the tutorial: what is done with it (`yaml` written, `sh` run, `text` changed), its text, and the words before it."""

    kind: str
    text: str
    before: str


def steps() -> Iterator[Step]:
    page, end = PAGE.read_text("utf-8"), 0
    for block in _BLOCK.finditer(page):
        yield Step(block["kind"], block["text"], page[end : block.start()])
        end = block.end()


def _write_word_file(place: Path) -> None:
    """A document as an office writes it: headings by numbers and a font, the signature at the right."""
    paper = docx.Document()
    title = paper.add_paragraph("窗口服务一次办结的做法")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.runs[0].bold = True
    for words in (
        "一、背景",
        "一个月里有七条意见说的是同一件事：缺什么材料，到了窗口才知道。",
        "二、做法",
        "每个事项印一张半页大的清单，缺哪一项当面勾出来，写明怎样补交。",
        "三、成效",
        "再问的人少了三十三人。",
        "四、启示",
        "先数一数，再商量。",
    ):
        paper.add_paragraph(words)
    for words in ("示例单位政务大厅", "2026年8月14日"):
        paper.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paper.save(str(place))


class Learner:
    """Somebody who does what the tutorial says, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = ""
        self.change = ""
        self.pages: dict[str, str] = {}
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_CEILING_DIRECTORIES": "/",
        }

    def do(self, step: Step) -> None:
        if step.kind == "yaml":
            (self.folder / _FILE.findall(step.before)[-1]).write_text(step.text, "utf-8")
        elif step.kind == "sh":
            for line in step.text.splitlines():
                self._run(shlex.split(line))
        elif self.change:
            place = self.folder / self.file
            text = place.read_text("utf-8")
            assert text.count(self.change) == 1
            place.write_text(text.replace(self.change, step.text), "utf-8")
            self.change = ""
        else:
            self.file = next(iter(re.findall(r"写好 `([^`]+)`", step.before)), self.file)
            self.change = step.text

    def _run(self, words: list[str]) -> None:
        command = [sys.executable, "-m", *words] if words[0] == "xueku" else words
        if words == ["xueku", "serve"]:
            self._look(command)
            return
        done = subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (words, done.stdout, done.stderr)

    def _look(self, command: list[str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {**self._environment, "PORT": str(port)}
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}"
        try:
            until(lambda: answers(f"{address}/index.html") or process.poll() is not None)
            for page in ("index.html", "cases/yici-banjie/index.html"):
                assert answers(f"{address}/{page}")
                file = self.folder / ".xueku/preview" / page
                self.pages[page] = file.read_text("utf-8")
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    folder = tmp_path_factory.mktemp("上手") / "空文件夹"
    folder.mkdir()
    learner = Learner(folder)
    for step in steps():
        if "经验材料.docx" in step.text:
            _write_word_file(folder / "经验材料.docx")
        learner.do(step)
    return learner


def test_every_command_of_the_tutorial_works_and_nothing_is_left_half_done(learner: Learner) -> None:
    assert learner.change == ""
    assert [step.kind for step in steps()].count("sh") == 7


def test_the_preview_shows_what_the_tutorial_promises(learner: Learner) -> None:
    assert "案例汇编" in learner.pages["index.html"]
    case = learner.pages["cases/yici-banjie/index.html"]
    assert "窗口服务一次办结的做法" in case
    assert "再问的人少了三十三人" in case
    assert "草稿" in case


def test_the_built_site_has_what_is_published_and_no_draft(learner: Learner) -> None:
    article = learner.folder / "site/articles/yi-ben-shu-du-san-bian/index.html"
    assert "第一遍只画线" in article.read_text("utf-8")
    assert not (learner.folder / "site/cases/yici-banjie").exists()


def test_what_was_handed_in_arrived(learner: Learner) -> None:
    command = ["git", "-c", "core.quotePath=false", "log", "--all", "--name-only", "--format=%an %s"]
    told = subprocess.run(
        command, cwd=learner.folder.parent / "练习服务器.git", capture_output=True, text=True, check=True
    ).stdout
    assert "王小明 第一次交稿" in told
    assert "content/cases/yici-banjie.md" in told
    assert "导入报告" not in told
