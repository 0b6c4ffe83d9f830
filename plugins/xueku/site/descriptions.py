"""What a reader needs to choose a record, in the few words of a card and of a head panel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from xueku.kinds import Article, Case, Course, Guide, Path, Work
from xueku.model.resource import LearningResource


@dataclass(frozen=True)
class Description:
    """`kicker` stands above the title, `facts` (label, value) in the head panel, `chips` below the summary."""

    kicker: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    chips: tuple[str, ...]


def describe(resource: LearningResource) -> Description:
    """The description of a record; what is not known is left out."""
    kicker, facts, chips = _parts(resource)
    return Description(
        tuple(filter(None, kicker)),
        tuple((label, value) for label, value in facts if value),
        tuple(filter(None, chips)),
    )


_Parts = tuple[list[str | None], list[tuple[str, str | None]], list[str | None]]


def told_minutes(value: int | None) -> str | None:
    """Up to two hours in minutes, then in hours and minutes; None where nothing is known."""
    if not value:
        return None
    if value <= 120:
        return f"{value} 分钟"
    hours, minutes = divmod(value, 60)
    return f"{hours} 小时 {minutes} 分" if minutes else f"{hours} 小时"


def _listed(words: tuple[str, ...]) -> str:
    return "、".join(words)


@singledispatch
def _parts(resource: LearningResource) -> _Parts:
    return (
        [resource.kind.noun, told_minutes(resource.time_required)],
        [
            ("时长", told_minutes(resource.time_required)),
            ("对象", _listed(resource.audience)),
            ("单位", resource.unit),
        ],
        [_listed(resource.audience)],
    )


@_parts.register
def _(resource: Course) -> _Parts:
    people = str(resource.group_size) if resource.group_size else None
    return (
        [resource.form, told_minutes(resource.time_required)],
        [
            ("时长", told_minutes(resource.time_required)),
            ("人数", people),
            ("场地", resource.place),
            ("适用时节", _listed(resource.occasion)),
        ],
        [people, resource.place, _listed(resource.occasion)],
    )


@_parts.register
def _(resource: Guide) -> _Parts:
    return (
        [resource.period],
        [
            ("学习周期", resource.period),
            ("书目", f"{len(resource.readings)} 种"),
            ("用时", told_minutes(resource.time_required)),
            ("对象", _listed(resource.audience)),
        ],
        [
            f"书目 {len(resource.readings)} 种",
            told_minutes(resource.time_required),
            _listed(resource.audience),
        ],
    )


@_parts.register
def _(resource: Case) -> _Parts:
    return (
        [resource.field, "警示案例" if resource.tone == "警示" else None, f"{resource.year}年"],
        [
            ("单位", resource.unit),
            ("年份", f"{resource.year}年"),
            ("领域", resource.field),
            ("类型", resource.tone),
            ("所获评价", resource.award),
        ],
        [resource.unit, resource.tone],
    )


@_parts.register
def _(resource: Path) -> _Parts:
    total = sum(step.minutes or 0 for step in resource.steps) or resource.time_required
    return (
        [f"{len(resource.steps)} 步"],
        [
            ("步数", f"{len(resource.steps)} 步"),
            ("合计", told_minutes(total)),
            ("对象", _listed(resource.audience)),
        ],
        [told_minutes(total), _listed(resource.audience)],
    )


@_parts.register
def _(resource: Article) -> _Parts:
    return (
        [resource.column],
        [("作者", resource.author), ("栏目", resource.column), ("单位", resource.unit)],
        [resource.author],
    )


@_parts.register
def _(resource: Work) -> _Parts:
    in_force = resource.in_force.isoformat() if resource.in_force else None
    return (
        [resource.genre, resource.number],
        [
            ("责任者", resource.issuer),
            ("文号", resource.number),
            ("版本", resource.version),
            ("施行日期", in_force),
            ("出版", resource.publisher),
        ],
        [resource.issuer, f"{in_force} 起施行" if in_force else None],
    )
