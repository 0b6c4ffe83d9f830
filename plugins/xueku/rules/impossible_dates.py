"""XK809: every date is in the calendar, every time on the clock."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.chinese import number
from xueku.model.diagnostic import Diagnostic, shown
from xueku.rules.base import TextRule

_C = "〇零一二三四五六七八九十"
_DATE = re.compile(
    rf"(?:(?P<year>(?<!\d)\d{{4}}|[〇零一二三四五六七八九]{{4}})年)?(?:(?<![\d.第满共计百千{_C}])(?P<month>\d{{1,2}}|[{_C}]{{1,3}})月)"
    rf"(?:(?P<day>\d{{1,3}}|[{_C}]{{1,3}})(?=[日号]))?(?!龄)"
    r"|(?<![\w./-])(?P<year_>(?:19|20)\d{2})(?P<sign>[-./])(?P<month_>\d{1,2})(?P=sign)(?P<day_>\d{1,2})(?![\w/-]|\.\d)"
)
_CLOCK = re.compile(
    r"(?<![\d.第])(?P<hour>\d{1,2})时(?![间长效])(?:(?P<minute>\d{1,3})分)?"
    r"|(?:[日午晨晚]|时间[：:]?)(?P<hour_>\d{1,2})[:：](?P<minute_>\d{2})(?!\d|[:：])"
)


class ImpossibleDates(TextRule):
    """日期在日历上，时刻在钟面上。

    查什么：没有的日子（2026年2月30日、6月31日、13月），没有的时刻（25时、下午3:75）。汉字写的也查。
    为什么：日子写错了，通知就白发了。
    错例：`报名到2026年2月30日为止。`
    改法：`报名到2026年2月28日为止。`
    """

    code = "XK809"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each date and each time that does not exist."""
        text = passage.text
        if "月" in text or "20" in text or "19" in text:
            for found in _DATE.finditer(text):
                if trouble := _wrong_date(found):
                    yield self._finding(passage, found, trouble, "核对日期，改成日历上有的一天")
        if "时" in text or ":" in text or "：" in text:
            for found in _CLOCK.finditer(text):
                if trouble := _wrong_time(found):
                    yield self._finding(passage, found, trouble, "核对时刻，改成0时到24时之间的")

    def _finding(self, passage: Passage, found: re.Match[str], trouble: str, remedy: str) -> Diagnostic:
        written = found.group() + ("日" if found.re is _DATE and found["day"] else "")
        return self.finding(passage.span(*found.span()), f"{shown(written)}：{trouble}", remedy)


def _wrong_date(found: re.Match[str]) -> str:
    """What is wrong with a date, in words; empty if nothing is."""
    year = _value(found, "year")
    month, day = _value(found, "month"), _value(found, "day")
    if month is None:
        return ""
    if not 1 <= month <= 12:
        # A number of months that stands alone may be a length of time.
        return f"没有{month}月"
    if day is None:
        return ""
    days = monthrange(year if year and 1 <= year <= 9999 else 2024, month)[1]
    return "" if 1 <= day <= days else f"{month}月只有{days}天" if day else "没有0日"


def _wrong_time(found: re.Match[str]) -> str:
    """What is wrong with a time, in words; empty if nothing is."""
    hour, minute = _value(found, "hour") or 0, _value(found, "minute") or 0
    if hour > 24:
        return f"一天没有{hour}时"
    return f"一小时没有{minute}分" if minute > 59 else ""


def _value(found: re.Match[str], name: str) -> int | None:
    written = found[name] or found.groupdict().get(f"{name}_")
    return number(written) if written else None
