"""Six more papers in further house styles, written after the misses of `held_out` were mended; what is missed here is reported and not mended for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.importers.word.maker import Face, House, Maker
from tests.importers.word.official import Paper

_WEIBEI = House(
    title=Face("方正大标宋简体", 22, bold=True, align="center", indent=0),
    headings=(Face("方正魏碑简体", 16), Face("方正书宋简体", 16, bold=True)),
    text=Face("方正书宋简体", 16),
    foot=Face("方正书宋简体", 16, align="right", indent=0),
)
_YAHEI = House(
    title=Face("微软雅黑", 18, bold=True, indent=0),
    headings=(Face("微软雅黑", 14, bold=True, indent=0), Face("微软雅黑", 12, bold=True, indent=0)),
    text=Face("微软雅黑", 10.5),
    foot=Face("微软雅黑", 10.5, align="right", indent=0),
)
_ALL_SONG = House(
    title=Face("宋体", 14, bold=True, align="center", indent=0),
    headings=(Face("宋体", 14), Face("宋体", 14), Face("宋体", 14)),
    text=Face("宋体", 14),
    foot=Face("宋体", 14, align="right", indent=0),
)


def _briefing() -> Maker:
    """A briefing in faces of a newspaper."""
    maker = Maker(_WEIBEI).title("一周接待情况").text("本周接待312人次，比上周多40人次。")
    maker.heading(1, "一、多在哪里").text("多在周三下午，校车改了时间。").heading(
        2, "（一）家长带孩子来"
    ).text("来的人多带着孩子，没有地方坐。")
    maker.heading(2, "（二）材料带不全").text("通知写了两遍，两遍不一样。").heading(1, "二、怎么办").text(
        "周三下午加一个窗口，通知只留一份。"
    )
    return maker.sign(["接待室"], "2026年10月12日", "2026-10-12")


def _handout() -> Maker:
    """A handout as people without a house style make it: a title on the left, headings without numbers."""
    maker = Maker(_YAHEI).title("带新人的第一天").text("新人来的那一天，先不讲制度，先带着走一圈。")
    maker.heading(1, "上午").heading(2, "认门").text("从大门走到食堂，记住三个门。").heading(2, "认人").text(
        "每人说一句自己管什么，不超过半分钟。"
    )
    return maker.heading(1, "下午").text("坐在窗口后面看，不接活，看满两小时。")


def _one_face() -> Maker:
    """One face and size throughout: only numbers tell."""
    maker = (
        Maker(_ALL_SONG).title("关于借用活动室的说明").flush("各组：").text("活动室借用的人多了，说明如下。")
    )
    maker.heading(1, "一、怎么借").text("提前一天在本子上写名字。").heading(2, "（一）写清几点到几点").text(
        "超过两小时的，中间让出来。"
    )
    maker.heading(1, "二、怎么还").text("桌椅归位，灯关掉，钥匙交回。")
    return maker.sign(["活动室管理小组"], "2026年11月2日", "2026-11-02")


def _western() -> Maker:
    """Numbers as in reports of engineers."""
    maker = Maker(replace(_YAHEI, text=Face("宋体", 12))).title("取号机换位置的前后")
    maker.heading(1, "1 为什么换").text("机器在门后，门一开就挡住。").heading(1, "2 换到哪里").heading(
        2, "2.1 先试了柱子旁"
    ).text("排队的人挡住了走廊。")
    return (
        maker.heading(2, "2.2 再试了窗下")
        .text("晒得看不清屏幕，挂了一幅帘子。")
        .heading(1, "3 结果")
        .text("找不到机器的人，从一天19个降到2个。")
    )


def _letters() -> Maker:
    """Headings by ordinal words, each followed by text."""
    house = House(headings=(Face("楷体_GB2312", bold=True),))
    maker = Maker(house).title("读书会办了一年").text("一年读了四本，走了两个人，来了五个。")
    maker.heading(1, "第一，读得慢").text("一次只读十页，有人嫌慢，后来不嫌了。").heading(
        1, "第二，说得少"
    ).text("每人一分钟，说完就停。")
    return (
        maker.heading(1, "第三，记下来")
        .text("记的人轮着来，记在同一个本子上。")
        .sign(["读书小组"], "二〇二六年十二月一日", "2026-12-01")
    )


def _questions() -> Maker:
    """Headings that are questions, bold in the text's face."""
    house = House(headings=(Face(bold=True),), text=Face())
    maker = (
        Maker(house).title("服务承诺问答").heading(1, "一、承诺写在哪里？").text("写在窗口上，一句话，署名。")
    )
    maker.heading(1, "二、做不到怎么办？").text("当天说明，写在本子上，三天内补上。")
    return (
        maker.heading(1, "三、谁来看？")
        .text("每月请两位办事的人来看。")
        .sign(["政务大厅"], "2026年8月3日", "2026-08-03")
    )


_ALL: tuple[tuple[str, Callable[[], Maker]], ...] = (
    ("简报", _briefing),
    ("新人手册", _handout),
    ("一种字体", _one_face),
    ("西式编号", _western),
    ("第一第二", _letters),
    ("问答", _questions),
)


def papers() -> Iterator[Paper]:
    """All of them."""
    for name, write in _ALL:
        maker = write()
        yield Paper(name, maker.content(), maker.answer)
