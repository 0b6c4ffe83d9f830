"""A small index with the plain searcher's answers, which the browser's engine must give as well."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np

from tests.search.decoder import shard_of
from tests.search.tables import CUT, FOLDED, KEYS, NEAREST, PARSED
from xueku.catalog.facets import FacetValue
from xueku.search.bits import Codes, gamma, pack
from xueku.search.correction import nearest_stretch
from xueku.search.documents import Document, Labels, Passage
from xueku.search.lists import rice
from xueku.search.searcher import Searcher
from xueku.search.terms import edges, pairs, variants
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
        "kind:案例 -河东",
        "类别:课程包 党日",
    ),
    *(
        "dushuhui",
        "dsh",
        "hedongdushuhui",
        "hddsh",
        "zhutidangri",
        "ztdr",
        "cnk",
        "huiyijilu",
        "xyz",
        "shu",
        "du shu hui",
    ),
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
_RARE = [
    ("𠮷祥路窗口的值班表", "𠮷祥路窗口每周三由𠮷氏兄弟值班。"),
    ("值班表的寄送，寄到𠮷祥", "值班表寄到𠮷祥，𠮷祥再寄到河东。"),
    ("铭牌上的𬭊𬭊字", "𬭊和𬭳字打不出来的，写在纸上再贴。"),
    ("乾隆年间的一份告示", "读书会读过一份乾隆年间的告示，讲的是借书要还。"),
    ("關於借閱的舊規定", "借閱人當天歸還，後來改爲三日。"),
    ("冲刺阶段的安排", "重要的先做，轻便的后做。"),
    ("苧麻与苎麻", "薴麻、苧麻和苎麻是一种东西。"),
    ("叔叔阿姨的借书证", "孩子的叔叔是党员，替孩子借书。"),
]
_RARE_QUERIES = [
    *(
        "𠮷祥",
        "𠮷祥路",
        "寄到𠮷祥",
        "𠮷",
        "𠮷氏兄弟",
        "𬭊字",
        "𬭊𬭊",
        "title:𠮷祥",
        '"𠮷祥再寄"',
        "值班 -𠮷氏",
    ),
    *("乾隆", "乾隆年间", '"乾隆年间"', "後来", "后来", "关于借阅", "關於借閱", '"当天归还"', '"當天歸還"'),
    *("借阅人当天归还", "关于借阅的就规定", "苎麻", "⾺上归还", "重刺阶段"),
    *("shu shu", 'shu shu "党"', 'shushu "值班"'),
]
"""Characters beyond the basic plane, and traditional ones: in texts, in queries, and in what both leave out."""


def make() -> str:
    """The fixture as JSON: the files of the index, and for each query what the plain searcher finds."""
    documents = [*_documents()]
    chance = random.Random(3)
    queries = [*_QUERIES, *(_stretch(documents, chance) for _ in range(30))]
    usual, rare = _index(documents, queries), _index(_rare_documents(), _RARE_QUERIES)
    return (
        json.dumps({**usual, "rare": rare, "tables": _tables()}, ensure_ascii=False, indent=0, sort_keys=True)
        + "\n"
    )


def _index(documents: list[Document], queries: list[str]) -> dict[str, Any]:
    searcher = Searcher(documents, LABELS)
    expected = []
    for typed in dict.fromkeys(queries):
        answer = searcher.search(typed)
        titles = [documents[one.document].title for one in answer.found]
        expected.append({"typed": typed, "correction": answer.correction or None, "titles": titles})
    files = XuekuEngine().index(documents, LABELS)
    return {"files": {address: content.decode() for address, content in files.items()}, "answers": expected}


def _tables() -> dict[str, Any]:
    """The tables of both languages; `nearest`, `keys` and `codes` with what Python makes of them."""
    characters = {character for text, _ in FOLDED for character in unicodedata.normalize("NFKC", text)}
    nearest = [(typed, title, nearest_stretch(typed, title)) for typed, title in NEAREST]
    return {
        "variants": "".join(old + variants()[old] for old in sorted(characters) if old in variants()),
        "folded": FOLDED,
        "cut": [(text, found, pairs(found), edges(found)) for text, found in CUT],
        "parsed": [
            [typed, [*map(list, (one.words, one.phrases, one.titles, one.without, one.kinds)), one.asks]]
            for typed, one in PARSED
        ],
        "nearest": [(typed, title, one.text, one.distance, one.is_at_edge) for typed, title, one in nearest],
        "keys": [(key, shard_of(key, 1000003)) for key in KEYS],
        "codes": _codes(),
    }


def _codes() -> dict[str, Any]:
    """Numbers, each with a Rice parameter or with -1 for gamma, and the text that they are packed into."""
    chance = random.Random(13)
    numbers = [(chance.randrange(1, 1 << chance.randrange(1, 29)), -1) for _ in range(60)]
    numbers += [
        (chance.randrange(40) << parameter | chance.randrange(1 << parameter), parameter)
        for parameter in (0, 1, 7, 13, 24)
        for _ in range(20)
    ]
    chance.shuffle(numbers)
    codes = [
        gamma(np.array([number]))
        if parameter < 0
        else rice(np.array([number]), np.array([parameter], dtype=np.int64))
        for number, parameter in numbers
    ]
    group = np.zeros(len(codes), dtype=np.int64)
    return {"numbers": numbers, "text": pack(Codes.joined(*codes), group, 1)[0]}


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


def _rare_documents() -> list[Document]:
    return [
        Document(title, "case", (Passage(f"rare/{number}.html", "", text),), f"2026-01-0{number + 1}")
        for number, (title, text) in enumerate(_RARE)
    ]


def _stretch(documents: list[Document], chance: random.Random) -> str:
    text = chance.choice(documents).passages[0].text
    start = chance.randrange(max(1, len(text) - 9))
    return text[start : start + chance.randrange(2, 10)].strip()
