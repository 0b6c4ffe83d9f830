"""Pages to search and queries with the pages that are right: from files, or a small set made here."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pypinyin import Style, lazy_pinyin


@dataclass(frozen=True)
class Page:
    """One page. `headings` are lines of `text`."""

    id: str
    title: str
    headings: tuple[str, ...]
    text: str

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Heading and text of each section; the first heading may be empty."""
        found: list[tuple[str, list[str]]] = [("", [])]
        for line in self.text.split("\n"):
            if line.strip() in self.headings:
                found.append((line.strip(), []))
            else:
                found[-1][1].append(line)
        return [(heading, "\n".join(lines)) for heading, lines in found if heading or any(lines)]


@dataclass(frozen=True)
class Query:
    """One query and the ids of the right pages."""

    qid: str
    type: str
    query: str
    rel: frozenset[str] = field(default_factory=frozenset)


def read_pages(file: Path) -> list[Page]:
    """Lines of JSON with id, title, headings and text, gzipped or not."""
    with (
        gzip.open(file, "rt", encoding="utf-8")
        if file.suffix == ".gz"
        else file.open(encoding="utf-8") as lines
    ):
        found = (json.loads(line) for line in lines)
        return [Page(one["id"], one["title"], tuple(one["headings"]), one["text"]) for one in found]


def read_queries(file: Path) -> list[Query]:
    """Lines of JSON with qid, type, query and rel."""
    found = (json.loads(line) for line in file.read_text("utf-8").splitlines() if line)
    return [Query(one["qid"], one["type"], one["query"], frozenset(one["rel"])) for one in found]


def cut_smaller(pages: list[Page], count: int) -> list[Page]:
    """`count` pages cut from the texts of these, as long as their text lasts, then with the round's number in the title."""
    size = max(120, sum(len(page.text) for page in pages) // count)
    found: list[Page] = []
    for turn in range(1000):
        for page in pages:
            for number, start in enumerate(range(0, len(page.text), size)):
                if len(found) == count:
                    return found
                title = page.title + (f"（{number + 1}）" if number else "") + (f"·{turn}" if turn else "")
                found.append(
                    Page(f"{page.id}-{turn}-{number}", title, page.headings, page.text[start : start + size])
                )
    return found


_UNITS = "河东 河西 山前 山后 城南 城北 湖滨 桥头 塔下 岭上".split()
_THINGS = "读书会 主题党日 办事窗口 请假补学 会议记录 走访登记 承诺卡 案例讨论 值班交接 档案归集".split()
_DOINGS = "怎样准备 怎样记录 怎样通知 怎样复核 怎样交接 怎样公布".split()
_SENTENCES = (
    "{unit}示例单位的{thing}由组织委员牵头，提前三日把要点发到每个人手里。",
    "做{thing}以前先问三个问题：谁来做，什么时候做完，做完给谁看。",
    "{thing}的材料放在{unit}的公共柜里，用完当天放回，缺页要写明。",
    "第一次做{thing}的同志由老同志带一遍，第二次自己做，第三次带别人。",
    "遇到{thing}和别的安排冲突，先和支部书记商量，再通知{unit}的全体人员。",
)


def made_set(count: int = 300, seed: int = 20261124) -> tuple[list[Page], list[Query]]:
    """A small set of invented pages about office work, and queries of several types; the same for the same seed."""
    chance = random.Random(seed)
    pages = [*_made_pages(count, chance)]
    return pages, [*_made_queries(pages, chance)]


def _made_pages(count: int, chance: random.Random) -> Iterator[Page]:
    for number in range(count):
        unit, thing = _UNITS[number % 10], _THINGS[number // 10 % 10]
        title = f"{unit}{thing}第{number // 100 + 1}号办法"
        headings = tuple(chance.sample(_DOINGS, 3))
        lines = []
        for heading in headings:
            lines.append(heading)
            sentences = chance.sample(_SENTENCES, 3)
            lines += [
                sentence.format(unit=unit, thing=thing) + f"编号{chance.randrange(10**6):06}。"
                for sentence in sentences
            ]
        yield Page(f"p{number:04}", title, headings, "\n".join(lines))


def _made_queries(pages: list[Page], chance: random.Random) -> Iterator[Query]:
    for number, page in enumerate(chance.sample(pages, min(30, len(pages)))):
        title = page.title
        swap = chance.randrange(1, len(title) - 2)
        typed = {
            "title": title,
            "item": f"{title} {page.headings[1]}",
            "phrase": page.text.split("编号")[1][:6],
            "pinyin": "".join(lazy_pinyin(title, style=Style.NORMAL)),
            "typo": title[:swap] + title[swap + 1] + title[swap] + title[swap + 2 :],
        }
        for type_, query in typed.items():
            yield Query(f"{type_}-{number}", type_, query, frozenset({page.id}))
