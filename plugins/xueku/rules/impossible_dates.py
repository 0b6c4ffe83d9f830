"""XK809: every date is in the calendar, every time on the clock."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from xueku.catalog.dates import dates_in_figures
from xueku.catalog.passages import Passage
from xueku.model.chinese import number
from xueku.model.diagnostic import Diagnostic, shown
from xueku.rules.base import TextRule

_NUMERALS = "〇零一二三四五六七八九十"
_BEFORE_MONTH = frozenset(f"{_NUMERALS}0123456789")
_WEEKDAYS = "一二三四五六日"
# What stands before and behind a 月; it is looked for first, since most texts have few.
_BEFORE = re.compile(
    rf"(?:(?P<year>(?<![0-9])[0-9]{{4}}|(?<![{_NUMERALS}])[〇零一二三四五六七八九]{{4}})年)?"
    rf"(?<![0-9.第满共计百千{_NUMERALS}])(?P<month>[0-9]{{1,2}}|[{_NUMERALS}]{{1,3}})\Z"
)
_BEHIND = re.compile(
    rf"(?P<day>[0-9]{{1,3}}|[{_NUMERALS}]{{1,3}})[日号](?:[ ，]?[（(]?(?:星期|周)(?P<weekday>[{_WEEKDAYS}天])[）)]?)?"
)
_LONGEST = 11
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:(?P<sign>[时点])(?:(?P<minute>[0-9]{1,3})分(?!之))?|[:：](?P<minute_>[0-9]{2})(?![0-9:：]))"
)
_NO_TIME = frozenset("0123456789.:：第")
_OF_DAY = frozenset("日午晨晚")
_EVENTS = frozenset(("开始", "开会", "集合", "出发", "结束", "准时"))


class ImpossibleDates(TextRule):
    """日期在日历上，时刻在钟面上。

    查什么：没有的日子（2026年2月30日、六月三十一日、13月），没有的时刻（25时、下午3:75），和日期对不上的星期。
    为什么：日子写错了，通知就白发了。
    错例：`报名到2026年2月30日为止。`
    改法：`报名到2026年2月28日为止。`
    """

    code = "XK809"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each date and each time that does not exist."""
        text = passage.text
        for start, end, trouble in (*_dates_in_words(text), *_dates_in_figures(text)):
            message = f"{shown(text[start:end])}：{trouble}"
            yield self.finding(passage.span(start, end), message, "核对日期，改成日历上有的一天")
        for start, end, trouble in _times(text):
            message = f"{shown(text[start:end])}：{trouble}"
            yield self.finding(passage.span(start, end), message, "核对时刻，写0时到24时之间的")


def _dates_in_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and what is wrong of each date with a 月 that does not exist."""
    place = text.find("月")
    while place >= 0:
        is_number = text[place - 1 : place] in _BEFORE_MONTH
        before = _BEFORE.search(text, max(0, place - _LONGEST), place) if is_number else None
        if before:
            behind = _BEHIND.match(text, place + 1)
            year, month = number(before["year"] or ""), number(before["month"])
            day = number(behind["day"]) if behind else None
            trouble = _wrong_date(year, month or 0, day)
            if not trouble and behind and year and month and day:
                trouble = _wrong_weekday(date(year, month, day), behind["weekday"])
            if trouble and text[place + 1 : place + 2] != "龄":
                yield before.start(), behind.end() if behind else place + 1, trouble
        place = text.find("月", place + 1)


def _dates_in_figures(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and what is wrong of each date such as 2026-02-30."""
    for found in dates_in_figures(text):
        if trouble := _wrong_date(found.year, found.month, found.day):
            yield found.start, found.end, trouble


def _times(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and what is wrong of each time that is not on the clock."""
    for found in _CLOCK.finditer(text):
        minute = found["minute"] or found["minute_"]
        trouble = _wrong_time(int(found["hour"]), int(minute or 0))
        if trouble and _is_time(text, found):
            before = text[max(0, found.start() - 2) : found.start()]
            yield found.start() - len(before if before.endswith("午") else ""), found.end(), trouble


def _is_time(text: str, found: re.Match[str]) -> bool:
    """Whether figures are meant as a time: 31:75 is a score, 25点 are points, unless a part of the day or an event says more."""
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 2]
    if before in _NO_TIME:
        return False
    if found["minute"] or (found["sign"] and before in _OF_DAY):
        return True
    if found["sign"]:
        return found["sign"] == "时" and after[:1] not in ("间", "长", "效")
    return before in _OF_DAY or after in _EVENTS


def _wrong_date(year: int | None, month: int, day: int | None) -> str:
    """What is wrong with a date, in words; empty if nothing is. Without a year February has 29 days."""
    if not 1 <= month <= 12:
        return f"没有{month}月"
    days = monthrange(year or 2024, month)[1]
    return "" if day is None or 1 <= day <= days else f"{month}月只有{days}天" if day else "没有0日"


def _wrong_weekday(day: date, stated: str | None) -> str:
    right = _WEEKDAYS[day.weekday()]
    return f"这一天是星期{right}" if stated and stated.replace("天", "日") != right else ""


def _wrong_time(hour: int, minute: int) -> str:
    if hour > 24:
        return f"一天没有{hour}时"
    return f"一小时没有{minute}分" if minute > 59 else ""
