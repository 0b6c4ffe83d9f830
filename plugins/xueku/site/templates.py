"""Our own templates: Jinja with autoescape on and undefined names refused."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from xueku.site.page import relative

_environment = Environment(
    loader=PackageLoader("xueku.site", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _chinese_date(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _minutes(value: int) -> Markup:
    """Minutes as readers say them: up to two hours in minutes, then in hours and minutes."""
    if value <= 120 or value % 30:
        return Markup(f"{value} 分钟")
    hours = value / 60
    return Markup(f"{hours:g} 小时")


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


_environment.filters.update(chinese_date=_chinese_date, minutes=_minutes, clock=_clock)


def render(template: str, here: str, **values: Any) -> str:
    """The HTML of a template for the page at `here`; in it `to(address, anchor)` writes a link."""

    def to(address: str, anchor: str = "") -> str:
        return relative(here, address, anchor)

    return _environment.get_template(template).render(to=to, here=here, **values)
