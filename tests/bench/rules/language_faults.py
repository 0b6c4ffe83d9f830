"""Slips of the pen in punctuation, dates, numbers and words: XK801 to XK819."""

from __future__ import annotations

import re
from datetime import date
from random import Random

from tests.bench.rules.fault import FaultClass, replacing
from xueku.model.chinese import HAN

_H = f"[{HAN}]"
_ITEM = "[一二三四五六七八九十]{1,2}"
_SMALL = "(?<![一二三四五六七八九十百千万第零〇])[二三四五六七八]"
_MONTH = "(?<![一二三四五六七八九十])(?P<month>[一二三四五六七八九十]|十[一二])"
_NOUNS = "国务院|人民政府|人民法院|当事人|申请人|主管部门|国家|企业|单位|公民|法律|任何|有关|对于|经营者"
_DATE = r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日"


def _impossible_day(random: Random, match: re.Match[str]) -> str:
    month = int(match[2])
    last = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return f"{match[1]}年{match[2]}月{random.randint(last + 1, last + 9)}日"


def _impossible_month(random: Random, match: re.Match[str]) -> str:
    return f"{match[1]}年{random.randint(13, 19)}月{match[3]}日"


def _impossible_hour(random: Random, match: re.Match[str]) -> str:
    return match["day"] + random.choice((f"{random.randint(25, 39)}时", f"9时{random.randint(60, 99)}分"))


def _wrong_weekday(random: Random, match: re.Match[str]) -> str:
    right = date(int(match[1]), int(match[2]), int(match[3])).weekday()
    wrong = random.choice([name for number, name in enumerate("一二三四五六日") if number != right])
    return f"{match.group()}（星期{wrong}）"


def _in_figures(random: Random, match: re.Match[str]) -> str:
    if random.random() < 0.5:
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return f"{match[1]}.{match[2]}.{match[3]}"


def _short_year(random: Random, match: re.Match[str]) -> str:
    return f"{match[1][2:]}年{match[2]}月{match[3]}日"


def _full_width(random: Random, match: re.Match[str]) -> str:
    return match.group().translate({code: code + 0xFEE0 for code in range(0x30, 0x7B)})


def _range(random: Random, match: re.Match[str]) -> str:
    first = random.randint(2, 9)
    return f"{first}-{first + random.randint(1, 9)}{match['unit']}"


def _next_in_figures(random: Random, match: re.Match[str]) -> str:
    figure = "一二三四五六七八九".index(match["number"]) + 1
    return f"{figure}、" if random.random() < 0.5 else f"{figure}."


def _rough(random: Random, match: re.Match[str]) -> str:
    return f"{random.choice(('约', '大约', '近'))}{match.group()}{random.choice(('左右', '上下'))}"


def _at_least(random: Random, match: re.Match[str]) -> str:
    return random.choice(("至少{}以上", "最多{}以内", "不超过{}以下")).format(match.group())


def _two_numbers(random: Random, match: re.Match[str]) -> str:
    return f"{match['number']}、{'三四五六七八九'['二三四五六七八'.index(match['number'])]}{match['unit']}"


def _doubled(random: Random, match: re.Match[str]) -> str:
    return match.group() * 2


CLASSES: tuple[FaultClass, ...] = (
    FaultClass("XK801", "半角逗号", replacing(f"(?<={_H})，(?={_H})", ",")),
    FaultClass("XK801", "半角句号", replacing(f"(?<={_H})。$", ".")),
    FaultClass("XK801", "半角冒号", replacing(f"(?<={_H})：", ":")),
    FaultClass("XK801", "半角分号", replacing(f"(?<={_H})；", ";")),
    FaultClass("XK801", "句中半角句号", replacing(f"(?<={_H})。(?={_H})", ".")),
    FaultClass("XK801", "半角标点带空格", replacing(f"(?<={_H})，(?={_H})", ", ")),
    FaultClass("XK802", "直引号", replacing("“([^“”‘’\n]{1,60})”", r'"\1"')),
    # A paragraph that opens with “ and does not close may be one of a long quotation, so none of those is altered.
    FaultClass("XK803", "少后引号", replacing("(?<=.)“([^“”‘’\n]{1,60})”", r"“\1")),
    FaultClass("XK803", "少前引号", replacing("“([^“”‘’\n]{1,60})”", r"\1”")),
    FaultClass(
        "XK804",
        "引号套错",
        replacing(f"“([^“”‘’\n]{{2,30}}?)({_H}{{2,4}})([^“”‘’\n]{{0,30}})”", r"“\1“\2”\3”"),
    ),
    FaultClass("XK804", "外层单引号", replacing("“([^“”‘’\n]{1,60})”", r"‘\1’")),
    FaultClass(
        "XK804", "书名号套错", replacing("《([^《》\n]*)〈([^〈〉\n]*)〉([^《》\n]*)》", r"《\1《\2》\3》")
    ),
    FaultClass("XK805", "少后书名号", replacing("《([^《》\n]{1,60})》", r"《\1")),
    FaultClass("XK805", "少前书名号", replacing("《([^《》\n]{1,60})》", r"\1》")),
    FaultClass("XK805", "少后括号", replacing("（([^（）\n]{1,60})）", r"（\1")),
    FaultClass("XK805", "括号半全角", replacing("（([^（）\n]{1,60})）", r"（\1)")),
    FaultClass("XK806", "书名号间顿号", replacing("》(?:和|及|以及|、)?《", "》、《")),
    FaultClass("XK807", "六点省略号", replacing(f"(?<={_H})[。；]$", "......")),
    FaultClass("XK807", "三点省略号", replacing(f"(?<={_H})，(?={_H})", "...")),
    FaultClass("XK807", "半个省略号", replacing(f"(?<={_H})，(?={_H})", "…")),
    FaultClass("XK807", "等和省略号", replacing(f"(?<={_H})等(?=[，。；])", "等……")),
    FaultClass("XK808", "两个减号", replacing(f"(?<={_H})[，：](?={_H})", "--")),
    FaultClass("XK808", "制表线", replacing(f"(?<={_H})[，：](?={_H})", "──")),
    FaultClass("XK808", "短横起止", replacing(f"{_SMALL}(?P<unit>[天日年个人次])(?!月)", _range)),
    FaultClass("XK808", "汉字短横起止", replacing(f"{_SMALL}(?=[天日年个人次])", r"三-五")),
    FaultClass("XK809", "没有的日子", replacing(_DATE, _impossible_day)),
    FaultClass("XK809", "没有的月份", replacing(_DATE, _impossible_month)),
    FaultClass(
        "XK809",
        "汉字的没有的日子",
        replacing(f"{_MONTH}月(?P<day>[一二三四五六七八九十]{{1,3}})日", r"\g<month>月三十二日"),
    ),
    FaultClass("XK809", "没有的时刻", replacing(r"(?P<day>\d{1,2}月\d{1,2}日)(?!\d)", _impossible_hour)),
    FaultClass("XK809", "星期不对", replacing(_DATE, _wrong_weekday)),
    FaultClass("XK810", "日期混用", replacing(_DATE, _in_figures, least=2)),
    FaultClass("XK810", "年份两位", replacing(_DATE, _short_year)),
    FaultClass("XK811", "括号序号加顿号", replacing(f"^（{_ITEM}）(?={_H})", r"\g<0>、")),
    FaultClass("XK811", "序号用点", replacing(f"^({_ITEM})、", r"\1.")),
    FaultClass("XK811", "序号换数字", replacing("^(?P<number>[二三四五六七八九])、", _next_in_figures)),
    FaultClass("XK812", "重复的字", replacing(f"(?<={_H})[的了是在和与对把也就都不](?={_H})", _doubled)),
    FaultClass(
        "XK812", "重复的词", replacing("我们|进行|应当|可以|必须|以及|或者|并且|根据|按照|不得", _doubled)
    ),
    FaultClass("XK812", "任一个词重复", replacing(f"(?<=[，。；：])(?:{_NOUNS})", _doubled)),
    FaultClass("XK812", "重复的标点", replacing(f"(?<={_H})[，。、；]", _doubled)),
    FaultClass("XK812", "逗号和句号", replacing(f"(?<={_H})。", "，。")),
    FaultClass("XK813", "全角数字", replacing(r"(?<![\w.])\d{1,4}(?![\w.])|\d{4}(?=年)", _full_width)),
    FaultClass("XK813", "全角字母", replacing("[A-Za-z]{1,12}", _full_width)),
    FaultClass("XK814", "标题句号", replacing(f"^(## .*{_H})$", r"\1。")),
    FaultClass("XK814", "书名句号", replacing("《([^《》\n]{1,40})》", r"《\1。》")),
    FaultClass("XK815", "半角括号", replacing(f"（([^（）\n]*{_H}[^（）\n]*)）", r"(\1)")),
    FaultClass("XK816", "约和左右", replacing(r"(?:(?<![第\d.])\d+|" + _SMALL + ")[天日人个次元]", _rough)),
    FaultClass("XK816", "至少以上", replacing(r"(?:(?<![第\d.])\d+|" + _SMALL + ")[天日人次元]", _at_least)),
    FaultClass("XK816", "约数顿号", replacing(f"(?P<number>{_SMALL})(?P<unit>[天个人次名])", _two_numbers)),
    FaultClass(
        "XK817",
        "年份写零",
        replacing(
            "(?<=[一二])[〇九零]([〇一二三四五六七八九零])(?P<last>[〇一二三四五六七八九零])(?=年)",
            r"零\1\g<last>",
        ),
    ),
)
