"""Fifty-one papers in the manner of GB/T 9704: every form of number, faces set by hand, tables, notes, pictures, faults that people make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.importers.word.maker import Answer, Face, House, Maker

TEXTS = (
    "政务大厅有8个窗口，平日每天接待约200人次。意见簿上一个月有11条意见，其中7条说的是同一件事：来一次，缺一样；再来一次，又缺一样。",
    "支部没有急着开会，先请两位青年党员在出口处坐了3天，只问一句：“您今天是第几次为这件事来？”",
    "每个事项印一张半页大的清单，材料一行一项，后面留方框。缺哪一项，窗口人员当着办事人的面勾出来，写上怎样补交。",
    "清单上有经办人的姓名，办事人凭清单直接回到原窗口，不再取号。原经办人休息的，由接替的人看交接本接着办。",
    "下班前10分钟，8个窗口的人站在一起，每人说两个数：今天没有办结的几件，今天第二次来的几人。",
    "规定早就有，缺的是手边的一张纸。印成清单、摆好椅子、定好钟点以后，才成了习惯。",
    "想照着做的窗口，可以先用半天走一遍办事流程，找到自己的那几处停顿，再决定做哪几个动作。",
    "也有没有做好的地方。开头两周，忙起来就忘了签名，接替的人找不到是谁经办的。",
)
UNIT, DAY = "示例单位办公室", "2026年8月14日"
STANDARD = House()
PLAIN = House(headings=(Face(), Face(), Face(), Face()))
BOLD = House(
    title=Face("宋体", 18, bold=True, align="center", indent=0),
    headings=(
        Face("宋体", 12, bold=True, indent=0),
        Face("宋体", 12, bold=True),
        Face("宋体", 12, bold=True),
    ),
    text=Face("宋体", 12),
    foot=Face("宋体", 12, align="right", indent=0),
)
STYLED = House(
    title=Face(style="Title"),
    headings=(Face(style="Heading 1"), Face(style="Heading 2"), Face(style="Heading 3")),
    text=Face("宋体", 12),
    foot=Face("宋体", 12, align="right", indent=0),
)
OUTLINED = House(headings=(Face(outline=0), Face(outline=1), Face(outline=2), Face(outline=3)))
YAHEI = House(
    title=Face("微软雅黑", 20, bold=True, align="center", indent=0),
    headings=(Face("微软雅黑", 14, bold=True, indent=0), Face("微软雅黑", 12, bold=True, indent=0)),
    text=Face("微软雅黑", 10.5),
    foot=Face("微软雅黑", 10.5, align="right", indent=0),
)
TYPED = House(
    headings=tuple(replace(face, indent=0, blanks="　　") for face in House().headings),
    text=Face(indent=0, blanks="　　"),
    foot=Face(indent=0, blanks="　" * 16),
)
ROWS = (
    ("原因", "人数", "办事人的原话"),
    ("口头说过，没记住", "23", "说得太快"),
    ("换了人，说法不一样", "17", "上次没说要这个"),
)
AGENDA = (
    ("环节", "时间", "方式"),
    ("入场", "5分钟", "全体"),
    ("领读", "20分钟", "领读"),
    ("讨论", "35分钟", "分组讨论"),
)


@dataclass(frozen=True)
class Paper:
    """A file with its answer."""

    name: str
    content: bytes
    answer: Answer
    accepts_changes: bool = False


def papers() -> Iterator[Paper]:
    """All of them."""
    for name, write in _ALL:
        maker = write()
        yield Paper(name, maker.content(), maker.answer, accepts_changes="修订" in name)


def _start(house: House, *title: str) -> Maker:
    return Maker(house).title(*(title or ("关于窗口服务一次办结的经验材料",)))


def _deep(house: House = STANDARD) -> Maker:
    maker = _start(house, "示例单位办公室", "关于窗口服务一次办结情况的报告").flush("各科室、各窗口：")
    maker.text(TEXTS[0]).heading(1, "一、基本情况").text(TEXTS[1]).heading(1, "二、主要做法")
    maker.heading(2, "（一）清单当面勾").text(TEXTS[2])
    maker.heading(3, "1.先印一版").text(TEXTS[5]).heading(3, "2.再改一版").text(TEXTS[7])
    maker.heading(2, "（二）补件找原人").text(TEXTS[3]).heading(1, "三、几点启示").text(TEXTS[6])
    return maker.sign([UNIT], DAY, "2026-08-14")


def _flat(house: House, *numbers: str) -> Maker:
    maker = _start(house).flush("各科室：").text(TEXTS[0])
    for number, words in zip(numbers, ("基本情况", "主要做法", "工作成效", "几点启示"), strict=False):
        maker.heading(1, number + words).text(TEXTS[len(words) % 8], TEXTS[2])
    return maker.sign([UNIT], DAY, "2026-08-14")


def _four_levels() -> Maker:
    maker = (
        _start(House())
        .flush("各科室：")
        .heading(1, "一、会前准备")
        .heading(2, "（一）人员")
        .heading(3, "1.讲述人")
    )
    maker.heading(4, "（1）怎样请").text(TEXTS[1]).heading(4, "（2）怎样讲").text(TEXTS[2]).heading(
        3, "2.主持人"
    )
    return (
        maker.text(TEXTS[3]).heading(2, "（二）物料").text(TEXTS[4]).heading(1, "二、会后整理").text(TEXTS[5])
    )


def _unnumbered(house: House) -> Maker:
    maker = _start(house, "一次办结的三个动作").text(TEXTS[0])
    for words in ("背景", "做法", "成效", "启示"):
        maker.heading(1, words).text(TEXTS[len(words)], TEXTS[3])
    return maker


def _chapters() -> Maker:
    faces = (Face("黑体", align="center", indent=0), Face("楷体_GB2312", align="center", indent=0))
    maker = _start(replace(House(), headings=faces), "示例单位窗口服务规范")
    maker.line("（2026年3月1日示例单位党委会议通过）", Face("楷体_GB2312", align="center", indent=0))
    maker.heading(1, "第一章　总则").text(
        "第一条　为了方便群众办事，制定本规范。", "第二条　本规范适用于政务大厅各窗口。"
    )
    maker.heading(1, "第二章　接待").heading(2, "第一节　首问").text(
        "第三条　首先受理的窗口人员为首问责任人。"
    )
    maker.heading(2, "第二节　补件").text(
        "第四条　材料不齐的，窗口人员应当在清单上逐项勾出：", "（一）所缺材料；", "（二）补交方式；"
    )
    return maker.heading(1, "第三章　附则").text("第五条　本规范自2026年4月1日起施行。")


def _technical() -> Maker:
    house = replace(
        BOLD, headings=(Face("黑体", 14, indent=0), Face("黑体", 12, indent=0), Face("黑体", 12, indent=0))
    )
    maker = _start(house, "窗口服务工作指南").heading(1, "1 范围").text(TEXTS[0]).heading(1, "2 要求")
    maker.heading(2, "2.1 清单").text(TEXTS[2]).heading(3, "2.1.1 样式").text(TEXTS[5])
    return maker.heading(2, "2.2 补件").text(TEXTS[3]).heading(1, "3 检查").text(TEXTS[4])


def _counted(levels: bool) -> Maker:
    maker = _start(House()).flush("各科室：").text(TEXTS[0])
    for number, words in enumerate(("基本情况", "主要做法", "几点启示"), 1):
        maker.counted_heading(1, "零一二三"[number] + "、", words, "chineseCounting", "%1、").text(
            TEXTS[number]
        )
        if levels and number == 2:
            maker.counted_heading(2, "（一）", "清单当面勾", "chineseCounting", "（%1）").text(TEXTS[4])
            maker.counted_heading(2, "（二）", "补件找原人", "chineseCounting", "（%1）").text(TEXTS[5])
    return maker.sign([UNIT], DAY, "2026-08-14")


def _counted_items() -> Maker:
    maker = _start(House()).text("下面三样东西会前要备好：")
    for words in ("情景卡5张", "承诺卡每人1张", "计时器1个"):
        maker.counted(words, "decimal", "%1.")
    maker.heading(1, "一、会前").text(TEXTS[2])
    for words in ("摆好桌椅", "试好投影"):
        maker.counted(words, "bullet", "·", 0)
    return maker.heading(1, "二、会后").text(TEXTS[3])


def _enumerations() -> Maker:
    maker = (
        _start(PLAIN)
        .flush("各科室：")
        .text("会议有三项议程：", "一、集中学习", "二、交流讨论", "三、支部书记小结")
    )
    maker.text(
        "要带的材料有：",
        "1.身份证；",
        "2.户口簿首页；",
        "3.申请表。",
        "做到三条：一是先听，二是先记，三是先答。",
    )
    return maker.text(
        "（一）不当面指责；", "（二）不让人白跑；", "（三）不把难题推给下一班。", TEXTS[5]
    ).sign([UNIT], DAY, "2026-08-14")


def _run_in() -> Maker:
    maker = _start(House()).heading(1, "一、主要做法")
    maker.run_in("（一）清单当面勾。", TEXTS[2], 2).run_in("（二）补件找原人。", TEXTS[3], 2)
    maker.heading(1, "二、下一步打算").run_in("1.接着数。", TEXTS[4], 3).run_in("2.接着改。", TEXTS[5], 3)
    return maker.sign([UNIT], DAY, "2026-08-14")


def _stops() -> Maker:
    maker = _start(House()).heading(1, "一、认真准备，把会开短。").text(TEXTS[0])
    return (
        maker.heading(1, "二、当面说清，把事办完。")
        .text(TEXTS[1])
        .heading(2, "（一）先勾清单。")
        .text(TEXTS[2])
    )


def _broken_lines() -> Maker:
    first, second = TEXTS[0][:28], TEXTS[0][28:]
    maker = Maker().title("示例单位关于开展", "窗口服务提升活动的通知", by_break=True).flush("各科室：")
    maker.text(f"{first}\n{second}").heading(1, "一、时间安排").text(
        f"第一阶段三天。\n第二阶段五天。\n{TEXTS[1]}"
    )
    return maker.heading(1, "二、工作要求").text(TEXTS[2]).sign([UNIT], DAY, "2026-08-14")


def _split_paragraphs() -> Maker:
    maker = _start(House()).heading(1, "一、基本情况")
    maker.line(TEXTS[1][:26])
    maker.flush(TEXTS[1][26:])
    return maker.text(TEXTS[3]).heading(1, "二、主要做法").text(TEXTS[2])


def _table(*merges: tuple[int, int, int, int], house: House = STANDARD) -> Maker:
    rows = [list(row) for row in ROWS]
    for first, left, last, right in merges:
        for row in range(first, last + 1):
            for column in range(left, right + 1):
                if (row, column) != (first, left):
                    rows[row][column] = ""
    maker = _start(house).heading(1, "一、数一数").text(TEXTS[0])
    maker.line("表1　第二次来的原因", Face("黑体", 12, align="center", indent=0))
    return maker.table(rows, merges).heading(1, "二、想一想").text(TEXTS[1]).sign([UNIT], DAY, "2026-08-14")


def _two_tables() -> Maker:
    maker = (
        _start(BOLD).heading(1, "一、流程").table(AGENDA).text(TEXTS[1]).heading(1, "二、原因").table(ROWS)
    )
    return maker.text(TEXTS[2])


def _imprint() -> Maker:
    maker = _deep()
    rows = (("抄送：各党小组。",), ("示例单位办公室　　　2026年8月14日印发",))
    return maker.table(rows, is_counted=False)


def _pictures() -> Maker:
    maker = _start(House()).heading(1, "一、现场").text(TEXTS[0]).picture("窗口前的清单", "red")
    maker.line("图1　窗口前的清单", Face("黑体", 12, align="center", indent=0))
    return (
        maker.text(TEXTS[1])
        .heading(1, "二、会上")
        .picture("", "blue")
        .picture("三人讨论", "green")
        .text(TEXTS[2])
    )


def _notes() -> Maker:
    maker = _start(House()).heading(1, "一、依据").note(TEXTS[0], "数字由两人分别记录、当天核对。")
    return maker.note(TEXTS[1], "见《示例读本》第二章。").heading(1, "二、做法").text(TEXTS[2])


def _attachments(*lines: str, house: House = STANDARD) -> Maker:
    maker = _start(house).flush("各科室：").text(TEXTS[0]).heading(1, "一、工作要求").text(TEXTS[1]).blank()
    return maker.attachments(*lines).blank(2).sign([UNIT], DAY, "2026-08-14")


def _with_annex() -> Maker:
    maker = _attachments("附件：1.材料清单样式", "2.交接本样式")
    maker._headings.append((1, "附件1"))
    maker.flush("附件1").line("材料清单样式", Face("方正小标宋简体", 22, align="center", indent=0))
    maker._headings.append((2, "材料清单样式"))
    return maker.text(TEXTS[2])


def _numbered_document() -> Maker:
    maker = Maker()
    maker.line("示例单位文件", Face("方正小标宋简体", 36, align="center", indent=0))
    maker.line("示例〔2026〕3号", Face(align="center", indent=0))
    maker.title("示例单位关于印发窗口服务规范的通知").flush("各科室，各窗口：").text(TEXTS[0])
    return (
        maker.heading(1, "一、学习")
        .text(TEXTS[1])
        .heading(1, "二、检查")
        .text(TEXTS[2])
        .sign(["示例单位"], DAY, "2026-08-14")
    )


def _signed(units: list[str], written: str, day: str, *faces: Face, house: House = STANDARD) -> Maker:
    return (
        _start(house)
        .flush("各科室：")
        .heading(1, "一、安排")
        .text(TEXTS[1])
        .blank()
        .sign(units, written, day, *faces)
    )


def _on_one_line() -> Maker:
    return _start(House()).heading(1, "一、安排").text(TEXTS[1]).sign_on_one_line(UNIT, DAY, "2026-08-14")


def _changes() -> Maker:
    maker = _deep()
    return maker.raw(
        '<w:p><w:r><w:t>定于</w:t></w:r><w:del w:id="1" w:author="甲"><w:r><w:delText>周一</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="乙"><w:r><w:t>周二</w:t></w:r></w:ins><w:r><w:t>开会，请准时参加。</w:t></w:r></w:p>'
    )


def _box_and_fields() -> Maker:
    maker = _start(House()).heading(1, "一、说明").text(TEXTS[0])
    maker.raw(
        '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        f'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>{TEXTS[5]}</w:t></w:r></w:p>'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    maker.raw(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>见上面第一节，不再重复。</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    return maker.heading(1, "二、要求").text(TEXTS[2])


def _blank_lines() -> Maker:
    maker = Maker().blank(2).title("关于窗口服务的几点想法").blank()
    for number, words in enumerate(("怎样看", "怎样办"), 1):
        maker.heading(1, "　一二"[number] + "、" + words).blank().text(TEXTS[number]).blank(2)
    return maker.sign([UNIT], DAY, "2026-08-14")


def _marks() -> Maker:
    maker = _start(House(), "关于《清单》*与#号、[方括号]的说明").heading(1, "一、符号_和*星号*")
    maker.text(
        "1. 空一格的序号，后面是文字。",
        "- 减号开头；+ 加号；# 井号开头。",
        "> 大于号，<b>尖括号</b>，&amp; 和 & 号。",
        "| 竖线 | 也要留 |",
    )
    return (
        maker.text("____年____月，{花括号}，`反引号`，C:\\目录，![图](a.png)。")
        .heading(1, "二、其他")
        .text(": 冒号开头。", "= 等号", "?")
    )


_ALL: tuple[tuple[str, Callable[[], Maker]], ...] = (
    ("标准三级", _deep),
    ("标准四级", _four_levels),
    ("黑体一级", lambda: _flat(House(), "一、", "二、", "三、", "四、")),
    ("全文一种字体", lambda: _deep(PLAIN)),
    ("全文一种字体一级", lambda: _flat(PLAIN, "一、", "二、", "三、")),
    ("加粗标题", lambda: _deep(BOLD)),
    ("标题样式", lambda: _deep(STYLED)),
    ("大纲级别", lambda: _deep(OUTLINED)),
    ("雅黑大小不一", lambda: _unnumbered(YAHEI)),
    ("没有序号的黑体", lambda: _unnumbered(House())),
    ("没有序号的加粗", lambda: _unnumbered(BOLD)),
    ("空格缩进", lambda: _deep(TYPED)),
    ("跳号", lambda: _flat(House(), "一、", "三、", "四、")),
    ("重号", lambda: _flat(House(), "一、", "二、", "二、")),
    ("全角数字", lambda: _flat(replace(House(), headings=(Face("黑体"),)), "１．", "２．", "３．")),
    ("序号后用点", lambda: _flat(House(), "一.", "二.", "三.")),
    ("序号后用逗号", lambda: _flat(House(), "一，", "二，", "三，")),
    ("半角括号", lambda: _flat(replace(House(), headings=(Face("楷体_GB2312"),)), "(一)", "(二)", "(三)")),
    (
        "括号后加顿号",
        lambda: _flat(replace(House(), headings=(Face("楷体_GB2312"),)), "（一）、", "（二）、", "（三）、"),
    ),
    ("章节条", _chapters),
    ("数字分级", _technical),
    ("自动编号一级", lambda: _counted(False)),
    ("自动编号两级", lambda: _counted(True)),
    ("自动编号列表", _counted_items),
    ("列举不是标题", _enumerations),
    ("标题后接正文", _run_in),
    ("标题带句号", _stops),
    ("手工换行", _broken_lines),
    ("一句拆成两段", _split_paragraphs),
    ("表格", _table),
    ("表格横向合并", lambda: _table((2, 1, 2, 2))),
    ("表格纵向合并", lambda: _table((1, 0, 2, 0), house=BOLD)),
    ("两个表格", _two_tables),
    ("版记", _imprint),
    ("图片", _pictures),
    ("脚注", _notes),
    ("附件和附件正文", _with_annex),
    ("红头和文号", _numbered_document),
    ("修订", _changes),
    ("文本框和域", _box_and_fields),
    ("一个附件", lambda: _attachments("附件：材料清单样式")),
    ("三个附件", lambda: _attachments("附件：1．材料清单样式", "2．交接本样式", "3．登记表")),
    ("汉字日期", lambda: _signed([UNIT], "二〇二六年八月十四日", "2026-08-14")),
    ("写错的零", lambda: _signed([UNIT], "二○二六年十二月三十日", "2026-12-30")),
    ("两个单位", lambda: _signed(["示例单位办公室", "示例单位人事科"], DAY, "2026-08-14")),
    ("居中的落款", lambda: _signed([UNIT], DAY, "2026-08-14", Face(align="center"), Face(align="center"))),
    (
        "缩进的落款",
        lambda: _signed([UNIT], DAY, "2026-08-14", Face(left=14, indent=0), Face(left=15, indent=0)),
    ),
    ("空格的落款", lambda: _signed([UNIT], DAY, "2026-08-14", house=TYPED)),
    ("一行的落款", _on_one_line),
    ("空行", _blank_lines),
    ("符号", _marks),
)

PAPERS_BY_NAME = {paper.name: paper for paper in papers()}
