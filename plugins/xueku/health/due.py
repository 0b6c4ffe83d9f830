"""Records whose day of review has come, is near, was never set, or falls into a crowded month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from xueku.health.holdings import Holdings
from xueku.health.line import Concern, Line, Urgency
from xueku.model.record import Record

OVERDUE = Concern("overdue", "复核日期到了", Urgency.NOW, "看一遍，改好内容，再把 review_by 改到下一次")
SOON_DUE = Concern("soon-due", "复核日期快到了", Urgency.SOON, "排进这个月的工作")
CROWDED = Concern(
    "crowded-month", "挤在同一个月复核", Urgency.LATER, "挪一些到前面的月份，免得到时候看不过来"
)
UNDATED = Concern("undated", "没有写复核日期", Urgency.LATER, "没有这个日期就永远不会提醒")

NEAR = timedelta(days=30)
"""So long before its day a record is called soon due."""

MOST_A_MONTH = 20
"""More than these in one month are too many for a small editorial office."""

_Month = tuple[int, int]


def check_due(holdings: Holdings) -> Iterator[Line]:
    """One line for each record that is due, or will be within `NEAR`."""
    today = holdings.today
    for record in holdings.published:
        day, span = record.resource.review_by, record.places.value(("review_by",))
        if day is not None and day <= today:
            past = f"，过了 {(today - day).days} 天" if day < today else ""
            yield OVERDUE.line(record, span, f"{day} 应当复核{past}", f"review_by: {_next_year(today)}")
        elif day is not None and day <= today + NEAR:
            what = f"{day} 应当复核，还有 {(day - today).days} 天"
            yield SOON_DUE.line(record, span, what, f"review_by: {_next_year(day)}")


def check_crowded_months(holdings: Holdings) -> Iterator[Line]:
    """One line for each month to come in which more than `MOST_A_MONTH` records fall due, at the first one above that number."""
    months = _by_month(holdings)
    for month, records in sorted(months.items()):
        if len(records) > MOST_A_MONTH:
            first = records[MOST_A_MONTH]
            what = f"{_words(month)}有 {len(records)} 份要复核，超过 {MOST_A_MONTH} 份"
            remedy = _spread(month, len(records) - MOST_A_MONTH, months, holdings.today)
            yield CROWDED.line(first, first.places.value(("review_by",)), what, remedy)


def check_undated(holdings: Holdings) -> Iterator[Line]:
    """One line for each record without a day of review; texts of the library keep theirs by being in force."""
    for record in holdings.published:
        if record.resource.review_by is None and not record.kind.has_articles:
            remedy = f"review_by: {_next_year(holdings.today)}"
            yield UNDATED.line(record, record.places.start, "没有复核日期", remedy)


def _by_month(holdings: Holdings) -> Mapping[_Month, list[Record]]:
    months: dict[_Month, list[Record]] = defaultdict(list)
    for record in sorted(holdings.published, key=lambda one: (one.resource.review_by or date.max, one.id)):
        day = record.resource.review_by
        if day is not None and day > holdings.today:
            months[day.year, day.month].append(record)
    return months


def _spread(month: _Month, surplus: int, months: Mapping[_Month, Sequence[Record]], today: date) -> str:
    """Where the surplus of a month has room: in the months before it, nearest first, then in those after it."""
    now = _number((today.year, today.month))
    middle = _number(month)
    near = [*range(middle - 1, max(now, middle - 6), -1), *range(middle + 1, middle + 7)]
    places: list[str] = []
    for number in near:
        room = MOST_A_MONTH - len(months.get(_from_number(number), ()))
        if surplus > 0 and room > 0:
            places.append(f"{_words(_from_number(number))} {min(room, surplus)} 份")
            surplus -= room
    return f"从这一份起改 review_by：{'、'.join(places)}" if places else "从这一份起把 review_by 改到别的月份"


def _number(month: _Month) -> int:
    return month[0] * 12 + month[1] - 1


def _from_number(number: int) -> _Month:
    return number // 12, number % 12 + 1


def _words(month: _Month) -> str:
    return f"{month[0]}年{month[1]}月"


def _next_year(day: date) -> date:
    """The same day a year later; 28 February after a leap day."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
