"""Papers in other house styles, written after the rules were done.

Two rules were mended after the first reading (docs/dev/benchmarks/word.md has the figures of both); `held_out_later` holds those that nothing was mended for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.importers.word.maker import Face, House, Maker
from tests.importers.word.official import Paper

_FANGZHENG = House(
    title=Face("华文中宋", 20, bold=True, align="center", indent=0),
    headings=(Face("方正黑体_GBK", 15), Face("方正楷体_GBK", 15), Face("方正仿宋_GBK", 15, bold=True)),
    text=Face("方正仿宋_GBK", 15),
    foot=Face("方正仿宋_GBK", 15, align="right", indent=0),
)
_SONG = House(
    title=Face("黑体", 16, align="center", indent=0),
    headings=(Face("黑体", 14, indent=0), Face("宋体", 12, bold=True, indent=0), Face("宋体", 12)),
    text=Face("宋体", 12),
    foot=Face("宋体", 12, indent=22),
)
_ENGLISH_NAMES = House(
    title=Face("SimHei", 22, align="center", indent=0),
    headings=(Face("SimHei"), Face("KaiTi"), Face("FangSong", bold=True)),
    text=Face("FangSong"),
    foot=Face("FangSong", align="right", indent=0),
)


def _minutes() -> Maker:
    """Minutes of a meeting: facts by label, then decisions."""
    maker = Maker(_FANGZHENG).title("东街服务站党小组会议记录")
    maker.text(
        "时间：2026年9月3日下午3时",
        "地点：二楼会议室",
        "主持：老何",
        "出席：小乔、小丁、老许等9人",
        "缺席：无",
    )
    maker.heading(1, "一、通报上月情况").text("上月接待214人次，意见簿上有3条意见，都已答复。")
    maker.heading(1, "二、讨论事项").heading(2, "（一）读书角要不要留").text(
        "小丁说，桌子只有两张，来的人多半是等人的。", "老许不同意，他说等人的人也在看书。"
    )
    maker.heading(2, "（二）钥匙由谁保管").text("议定由值班的人保管，交接时写在本子上。")
    return maker.heading(1, "三、下月安排").text("下月清点图书，缺的不补，破的先修。", "散会。", "记录：小乔")


def _speech() -> Maker:
    """A talk: forms of address within, 题注 below the title, ordinal words instead of numbers."""
    maker = Maker(_ENGLISH_NAMES).title("把一件小事做完", "——在新入职人员座谈会上的发言")
    maker.line("（2026年7月6日）", Face("KaiTi", align="center", indent=0))
    maker.line("老何", Face("KaiTi", align="center", indent=0))
    maker.flush("各位新同事：").text("今天不讲大道理，只讲三件小事。")
    maker.heading(1, "一、一张没有交出去的纸").text(
        "那年我刚来，接了一位老人的材料，少了一页。我说，您回去拿。老人没有说话，走了。"
    )
    maker.heading(1, "二、一把一直没有人坐的椅子").text(
        "后来窗口边上放了一把椅子。放了一个月，没有人坐。第一，没有人知道那是给谁坐的；第二，椅子对着墙。"
    )
    return maker.heading(1, "三、一个写错的号码").text(
        "号码写错了一位，人就白跑一趟。", "我讲完了，谢谢大家。"
    )


def _plan() -> Maker:
    """A plan whose steps are a table, with levels 一、 1. （1） and nothing between."""
    maker = Maker(_SONG).title("青年读书小组2026年下半年活动方案")
    maker.text("为了让新来的同志有一个说话的地方，制定本方案。")
    maker.heading(1, "一、活动时间").text("每月第二个星期四下午，每次90分钟。")
    maker.heading(1, "二、活动安排").table(
        (
            ("月份", "书目", "领读"),
            ("7月", "《示例读本》第一章", "小丁"),
            ("8月", "《示例读本》第二章", "小乔"),
        )
    )
    maker.heading(1, "三、活动要求").heading(2, "1.会前", 2).text("领读的人提前三天把要读的几页发出来。")
    maker.heading(2, "2.会上", 2).text("每人说两分钟，只说一处读不懂的地方。").heading(2, "3.会后", 2).text(
        "记录三天内发到群里。"
    )
    return maker.attachments("附件：读书小组成员名单").sign(["示例单位团委"], "2026年6月20日", "2026-06-20")


def _notice() -> Maker:
    """A short notice without headings, its items bare, its foot put in place by indents."""
    maker = Maker(_SONG).title("关于调整值班时间的通知").flush("全体值班人员：")
    maker.text(
        "从10月8日起，值班时间调整如下：",
        "1.早班7:30至15:30",
        "2.中班15:30至23:30",
        "3.夜班23:30至次日7:30",
        "请互相转告。联系人：小丁，电话：内线302。",
    )
    return maker.sign(["示例单位值班室"], "2026年9月28日", "2026-09-28")


def _rules() -> Maker:
    """Rules in chapters with articles in bold, chapter titles not numbered in the usual face."""
    house = replace(_FANGZHENG, headings=(Face("华文中宋", 15, bold=True, align="center", indent=0),))
    maker = Maker(house).title("东街服务站值班交接办法（试行）").heading(1, "第一章 总 则")
    for number, words in (
        ("第一条", "为了把班交清楚，制定本办法。"),
        ("第二条", "交接分当面交接和书面交接。"),
    ):
        paragraph = maker.line(number, replace(house.text, bold=True))
        maker.run(paragraph, f"　{words}", house.text)
    maker.heading(1, "第二章 交 接")
    maker.text(
        "第三条　接班的人应当提前十分钟到岗。",
        "第四条　下列事项应当写在交班本上：",
        "（一）没有办完的事；",
        "（二）有人等着答复的事。",
    )
    return maker.heading(1, "第三章 附 则").text("第五条　本办法自2026年10月1日起试行。")


def _report() -> Maker:
    """A report of a survey with Arabic levels, captions, a picture, two units, and a number that is part of the text."""
    house = replace(
        _SONG, headings=(Face("宋体", 15, bold=True, indent=0), Face("宋体", 12, bold=True, indent=0))
    )
    maker = (
        Maker(house)
        .title("窗口等候时间调查报告")
        .heading(1, "1.调查情况")
        .text("2026年8月，我们在出口处问了248人。", "3.5%的人说不清自己等了多久。")
    )
    maker.heading(2, "1.1 调查方法").text("两个人分别记录，当天核对。").heading(2, "1.2 调查结果")
    maker.table((("等候", "人数"), ("10分钟以内", "161"), ("10分钟以上", "87"))).picture("等候人数", "orange")
    maker.line("图1 等候人数", Face("宋体", 10.5, align="center", indent=0))
    maker.heading(1, "2.原因分析").text("等得久的，多半是第二次来。").heading(1, "3.几点建议").text(
        "一是把清单印出来。二是把椅子搬过来。三是把号码写清楚。"
    )
    return maker.sign(["示例单位政务大厅", "示例单位办公室"], "2026.9.10", "2026-09-10")


def _story() -> Maker:
    """A piece by one hand: pen name below the title, parts by stars and by short bold lines."""
    house = House(
        title=Face("楷体", 22, bold=True, align="center", indent=0),
        headings=(Face("楷体", 14, bold=True, align="center", indent=0),),
        text=Face("楷体", 14),
        foot=Face("楷体", 14, align="right", indent=0),
    )
    maker = Maker(house).title("值夜班的人")
    maker.line("小丁", Face("楷体", 14, align="center", indent=0))
    maker.text("夜里十一点，走廊的灯只留一盏。", "电话响了三声，我接起来，那边没有人说话。").heading(1, "等")
    maker.text("等了一会儿，那边说，打错了。", "我说没关系。").heading(1, "写").text(
        "我把时间写在本子上，后面写：无事。"
    )
    return maker.text("* * *", "第二天早上，接班的人问我，无事是什么事。")


def _english_punctuation() -> Maker:
    """A paper typed in a hurry: half-width marks, spaces for indents, numbers like 1、 for the second level."""
    house = House(
        title=Face("宋体", 18, bold=True, align="center", indent=0),
        headings=(
            Face("宋体", 14, bold=True, indent=0, blanks="    "),
            Face("宋体", 14, indent=0, blanks="    "),
        ),
        text=Face("宋体", 14, indent=0, blanks="    "),
        foot=Face("宋体", 14, indent=0, blanks=" " * 40),
    )
    maker = (
        Maker(house)
        .title("志愿服务活动小结")
        .flush("站党小组:")
        .heading(1, "一、做了什么")
        .text("9月共去了4次,每次3个人,一共帮着搬了11件东西.")
    )
    maker.heading(1, "二、没有做好什么").heading(2, "1、去得太早").text(
        "第二次去的时候,人家还没有起床."
    ).heading(2, "2、话说得太多")
    maker.text("搬完东西,坐下来说了一个小时,人家想歇一会儿.").heading(1, "三、下次怎样做").text(
        "先打电话,问要不要,再去."
    )
    return maker.sign(["志愿服务队"], "2026年9月30日", "2026-09-30")


def _styled_oddly() -> Maker:
    """Styles of a unit's own with outline levels behind them, headings with a colon, lists by Word."""
    maker = Maker(replace(_FANGZHENG, headings=(Face(style="Heading 2"), Face(style="Heading 3"))))
    maker.title("新任支委培训手册").heading(1, "开会以前：").text("先把日子排好，再发通知。")
    for words in ("写清时间地点", "写清要带什么", "写清几点结束"):
        maker.counted(words, "decimal", "%1．")
    maker.heading(1, "开会的时候：").heading(2, "谁先说").text("职务低的先说，职务高的后说。").heading(
        2, "谁来记"
    ).text("指定一个人，不轮流。")
    return maker.heading(1, "散会以后：").text("三天内把记录交给出席的人看。")


_ALL: tuple[tuple[str, Callable[[], Maker]], ...] = (
    ("会议记录", _minutes),
    ("发言稿", _speech),
    ("活动方案", _plan),
    ("短通知", _notice),
    ("办法", _rules),
    ("调查报告", _report),
    ("散文", _story),
    ("随手打的小结", _english_punctuation),
    ("自定样式", _styled_oddly),
)


def papers() -> Iterator[Paper]:
    """All of them."""
    for name, write in _ALL:
        maker = write()
        yield Paper(name, maker.content(), maker.answer)
