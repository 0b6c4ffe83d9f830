"""Our own templates: Jinja with autoescape on and undefined names refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xueku.site.assets import assets
from xueku.site.page import relative

if TYPE_CHECKING:
    from jinja2 import Environment

_kept_in: Path | None = None


def keep_compiled(folder: Path) -> None:
    """Keep compiled templates in this folder, each under the digest of its source, so that the next process need not compile them."""
    global _kept_in
    folder.mkdir(exist_ok=True)
    _kept_in = folder


def render(template: str | Sequence[str], here: str, **values: Any) -> str:
    """The HTML of a template, or of the first of several that exists, for the page at `here`.

    In it `to(address, anchor)` writes a link, `asset(name)` the address of a file of the client.
    """

    def to(address: str, anchor: str = "") -> str:
        return relative(here, address, anchor)

    def asset(name: str) -> str:
        return relative(here, assets()[name][0])

    names = [template] if isinstance(template, str) else template
    return _environment(_kept_in).select_template(names).render(to=to, asset=asset, here=here, **values)


@cache
def _environment(kept_in: Path | None) -> Environment:
    # Not loaded where no page is made.
    from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("xueku.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=FileSystemBytecodeCache(str(kept_in)) if kept_in else None,
    )
    environment.filters.update(chinese_date=_chinese_date, clock=_clock)
    return environment


def _chinese_date(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
