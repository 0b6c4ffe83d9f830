"""The examination as text for a terminal: what is to be done, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xueku.health.checks import Health
from xueku.health.line import Concern, Line, Urgency

FIRST = 10
"""So many lines of each concern are shown unless all are asked for."""


def summary(health: Health, *, shows_all: bool = False) -> str:
    """Counts and lines."""
    return "".join(f"{line}\n" for line in _summary(health, shows_all))


def _summary(health: Health, shows_all: bool) -> Iterator[str]:
    yield f"内容体检：{health.records} 份材料，日期按 {health.today}（{health.day_is_of}）算"
    groups = health.by_concern()
    if not groups:
        yield "没有要做的事"
    for urgency in sorted(Urgency, reverse=True):
        own = {concern: lines for concern, lines in groups.items() if concern.urgency == urgency}
        if own:
            yield ""
            yield f"■ {urgency.label}（{sum(map(len, own.values()))} 件）"
        for concern, lines in own.items():
            yield from _group(concern, lines, len(lines) if shows_all else FIRST)


def _group(concern: Concern, lines: Sequence[Line], most: int) -> Iterator[str]:
    yield ""
    yield f"● {concern.label}：{len(lines)} 件　{concern.advice}"
    for line in lines[:most]:
        yield f"  {_place(line)}{line.what}"
        if line.remedy:
            yield f"      改法：{line.remedy}"
    if len(lines) > most:
        yield f"  ……另有 {len(lines) - most} 件，加 --all 看全部"


def _place(line: Line) -> str:
    title = f"《{line.title.strip('《》')}》" if line.title else ""
    return f"{line.span}: {title}" if line.span else title
