"""Paragraphs, tables, lists, links and images that are laid out badly: XK208 to XK210, XK702, XK703."""

from __future__ import annotations

from random import Random

from tests.bench.rules.fault import FaultClass
from tests.bench.rules.insertion import between, within

_SENTENCES = (
    "先把要说的话写下来。",
    "再念一遍给旁边的人听。",
    "听不懂的地方换一种说法。",
    "写完放一天再看。",
)


def _long(random: Random, least: int) -> str:
    text = ""
    while len(text) <= least:
        text += random.choice(_SENTENCES)
    return text


def _nothing_said(random: Random) -> str:
    words = random.choice(("点击这里", "这里", "链接", "详见", "https://danwei.example/a"))
    return f"[{words}](https://danwei.example/a)"


def _file_name(random: Random) -> str:
    name = random.choice(("IMG_2026.jpg", "DSC00012", "微信图片_20260605", "huichang.png", "image1"))
    return f"![{name}](media/huichang.png)"


CLASSES: tuple[FaultClass, ...] = (
    FaultClass("XK208", "超过四百字的段落", between(lambda random: _long(random, 401))),
    FaultClass("XK208", "超过八百字的段落", between(lambda random: _long(random, 801))),
    FaultClass("XK209", "表头是空的", between(lambda _: "| | |\n| --- | --- |\n| 笔 | 两支 |")),
    FaultClass("XK209", "表格没有表头", between(lambda _: "| --- | --- |\n| 笔 | 两支 |")),
    FaultClass("XK209", "表格少了横线", between(lambda _: "| 物料 | 数量 |\n| 笔 | 两支 |")),
    FaultClass(
        "XK209",
        "格数不一样",
        between(
            lambda random: (
                f"| 物料 | 数量 |\n| --- | --- |\n| 笔 | 两支 |\n{random.choice(('| 书 |', '| 书 | 两本 | 旧 |'))}"
            ),
            3,
        ),
    ),
    FaultClass("XK210", "空的列表项", between(lambda random: f"- 笔\n{random.choice('-*+')}\n- 书", 1)),
    FaultClass("XK702", "链接的字说不出通到哪里", within(_nothing_said)),
    FaultClass("XK703", "图片的说明是文件名", within(_file_name)),
)
