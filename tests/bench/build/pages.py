"""The pages to build: chapters of law texts, or generated ones where no corpus is present."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_CHAPTER = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
_MARKS = re.compile(r"[<>\[\]{}*_`#|~\"\\&:]")
_LIST = re.compile(r"^(?:\d+[.)]|[-+=.\s])+")
# Characters: a chapter that is shorter is put together with the next one, one that is longer is parted.
_ENOUGH, _TOO_MUCH = 900, 3600
_SENTENCE = "支部每月安排一次主题党日，提前公布议题，会后形成记录，并把没有议完的事项转到下一次。"
_PARTS = ("党性教育", "组织生活", "规章制度", "理论学习", "窗口服务", "作风建设")


@dataclass(frozen=True)
class Page:
    """One page. `section` counts from 0, `near` are the numbers of pages that it links to; `body` has no links."""

    number: int
    section: int
    title: str
    body: str
    near: tuple[int, ...]

    @property
    def name(self) -> str:
        """The page's name in every project."""
        return f"r{self.number:05}"

    def markdown(self, link: Callable[[int], str]) -> str:
        """The body and a line of links; `link` gives the address of a page by its number."""
        links = "、".join(f"[第 {number + 1} 份]({link(number)})" for number in self.near)
        return f"{self.body}\n另见{links}。\n" if links else self.body


def read_pages(corpus: Path | None, count: int) -> tuple[list[str], list[Page]]:
    """The names of the sections, and `count` pages; the same for the same corpus and count.

    Texts that run out are taken again from the start, with the round's number in the title.
    """
    sections, texts = _laws(corpus / "laws") if corpus else ([*_PARTS], _generated())
    pages = []
    for number, (section, title, body) in enumerate(itertools.islice(texts, count)):
        near = {(number + 1) % count, (number - 1) % count, (number * 7 + 3) % count} - {number}
        pages.append(Page(number, section, title, body, tuple(sorted(near))))
    return sections, pages


def _laws(folder: Path) -> tuple[list[str], Iterator[tuple[int, str, str]]]:
    sections = sorted(path.name for path in folder.iterdir() if path.is_dir())
    # In an order of no meaning, so that a hundred pages are of all sections too.
    files = sorted(folder.rglob("*.md"), key=lambda file: hashlib.sha256(file.name.encode()).digest())

    def read() -> Iterator[tuple[int, str, str]]:
        for turn in itertools.count():
            for file in files:
                section = sections.index(file.relative_to(folder).parts[0])
                for title, body in chapters(file.read_text("utf-8", errors="replace")):
                    yield section, title + (f"·{turn + 1}" if turn else ""), body

    return sections, read()


def chapters(law: str) -> Iterator[tuple[str, str]]:
    """Title and Markdown of each page of a law: a chapter; short ones together, long ones in parts."""
    _, title, *parts = _CHAPTER.split(law, maxsplit=1) if _CHAPTER.search(law) else ("", "无题", law)
    name = _plain(title)[:40]
    blocks: list[str] = []
    number = 1
    for block in _blocks("\n".join(parts)):
        size = sum(map(len, blocks))
        if size > _TOO_MUCH or (size > _ENOUGH and block.startswith("## ")):
            yield f"{name}（{number}）", _body(blocks, name, number)
            blocks, number = [], number + 1
        blocks.append(block)
    if blocks:
        yield f"{name}（{number}）", _body(blocks, name, number)


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs; the first below a heading has it above it. Headings with nothing between them are one."""
    headings: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if heading := _CHAPTER.match(line):
            headings.append(_plain(heading[1]))
        elif not line.startswith("<!--"):
            yield (f"## {' '.join(headings)}\n\n" if headings else "") + _plain(line)
            headings = []


def _body(blocks: list[str], name: str, number: int) -> str:
    """The blocks below a heading of their own, and a table on them."""
    first = [] if blocks[0].startswith("## ") else ["## 正文"]
    table = f"| 出处 | 部分 | 段数 |\n| --- | --- | --- |\n| {name} | {number} | {len(blocks)} |"
    return "\n\n".join([*first, *blocks, table]) + "\n"


def _plain(line: str) -> str:
    """A line without what would be Markdown or HTML in it."""
    return _LIST.sub("", _MARKS.sub("", line)).replace("\u200b", "").strip() or "（略）"


def _generated() -> Iterator[tuple[int, str, str]]:
    for number in itertools.count():
        text = "\n\n".join(f"第{index + 1}项　{_SENTENCE * 3}" for index in range(12))
        name = f"第{number + 1}份示例材料"
        yield number % len(_PARTS), name, _body(text.split("\n\n"), name, 1)
