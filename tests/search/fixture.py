"""A small index with the plain searcher's answers, which the browser's engine must give as well."""

from __future__ import annotations

import json
import random
from pathlib import Path

from xueku.catalog.facets import FacetValue
from xueku.search.documents import Document, Labels, Passage
from xueku.search.searcher import Searcher
from xueku.search.xueku_engine import XuekuEngine

FILE = Path(__file__).parents[2] / "web/test/fixtures/search.json"
LABELS = Labels((("course", "课程包"), ("case", "案例"), ("docs", "手册")), (("year", "年份"),))

_UNITS = ["河东", "山前", "城南", "湖滨"]
_THINGS = ["读书会", "主题党日", "窗口服务", "会议记录", "承诺卡"]
_SENTENCES = [
    "{unit}示例单位的{thing}由组织委员牵头，提前三日把要点发到每个人手里。",
    "做{thing}以前先问三个问题：谁来做，什么时候做完，做完给谁看。",
    "{thing}用的材料放在{unit}公共柜，用完当天放回，缺页写明，A4纸另放。",
    "第一次做{thing}的同志由老同志带一遍，第二次自己做，第三次带别人。",
    "{thing}和别的安排冲突时，先和支部书记商量，再通知{unit}全体人员。",
]
_QUERIES = [
    *(
        "读书会",
        "主题党日",
        "河东读书会",
        "山前 会议记录",
        "窗口服务 公共柜",
        "承诺卡 怎样准备",
        "提前三日",
        "A4",
        "a4纸",
        "第3号",
    ),
    *(
        "谁来牵头？",
        "和别的安排冲突怎么办？",
        "第一次做由谁带一遍？",
        "用完的材料放在哪里？",
        "缺页要不要写明？",
        "怎样怎样怎样？",
    ),
    *(
        '"用完当天放回"',
        '"当天放回用完"',
        "读书会 -河东",
        "title:承诺卡",
        "标题：河东 牵头",
        "kind:案例 读书会",
        "kind:手册",
        "类别:课程包 党日",
    ),
    *("dushuhui", "dsh", "hedongdushuhui", "hddsh", "zhutidangri", "ztdr", "cnk", "huiyijilu", "xyz", "shu"),
    *("河东读树会", "河冬读书会", "主题当日", "窗口务服", "会议纪录", "承诺咔", "城南读书", "湖滨会记录"),
    *(
        "讀書會",
        "ＤＳＨ",
        "主題黨日",
        "會議記錄",
        "党",
        "书",
        "4",
        "，",
        "",
        "量子色动力学",
        "很长很长的规则第九十条",
    ),
]


def make() -> str:
    """The fixture as JSON: the files of the index, and for each query what the plain searcher finds."""
    documents = [*_documents()]
    searcher = Searcher(documents, LABELS)
    chance = random.Random(3)
    queries = [*_QUERIES, *(_stretch(documents, chance) for _ in range(30))]
    expected = []
    for typed in dict.fromkeys(queries):
        answer = searcher.search(typed)
        found = [[one.document, one.leaf] for one in answer.found]
        titles = [documents[number].title for number, _ in found]
        expected.append({"typed": typed, "correction": answer.correction or None, "titles": titles})
    files = {address: content.decode() for address, content in XuekuEngine().index(documents, LABELS).items()}
    return (
        json.dumps({"files": files, "answers": expected}, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    )


def _documents() -> list[Document]:
    chance = random.Random(20261124)
    found = []
    for number in range(40):
        unit, thing = _UNITS[number % 4], _THINGS[number // 4 % 5]
        title = f"{unit}{thing}第{number // 20 + 1}号办法"
        address = f"pages/{number}.html"
        texts = ["".join(chance.sample(_SENTENCES, 3)).format(unit=unit, thing=thing) for _ in range(2)]
        passages = Passage(address, "", texts[0]), Passage(f"{address}#怎样准备", "怎样准备", texts[1])
        year = FacetValue(0, str(2024 + number % 3), f"{2024 + number % 3}年")
        kind = ("course", "case")[number % 2]
        found.append(
            Document(
                title, kind, passages, f"{2024 + number % 3}-0{number % 9 + 1}-01", facets={"year": (year,)}
            )
        )
    long = [
        f"第{n}条　{''.join(chance.sample('组织生活会议记录归档通知公布请假补学', 12))}。" for n in range(700)
    ]
    found.append(
        Document(
            "很长的规则",
            "case",
            (Passage("long.html", "", "开头"), Passage("long.html#各条", "各条", "\n".join(long))),
        )
    )
    found.append(
        Document("怎样写材料", "docs", (Passage("help.html", "", "读书会和主题党日的材料怎样写。"),))
    )
    return found


def _stretch(documents: list[Document], chance: random.Random) -> str:
    text = chance.choice(documents).passages[0].text
    start = chance.randrange(max(1, len(text) - 9))
    return text[start : start + chance.randrange(2, 10)].strip()
