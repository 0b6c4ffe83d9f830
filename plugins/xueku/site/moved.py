"""Pages at addresses where a record was: one that leads on, one that says why there is nothing. They need neither frame nor script."""

from __future__ import annotations

from xueku.site.bare import bare_page, site_loads
from xueku.site.page import Page, relative
from xueku.site.templates import render

PAUSED = "这份材料正在修订，改好审过以后会回来"
_HOME = "index.html"


def forwarding_page(here: str, there: str, title: str) -> bytes:
    """The page at `here` that leads to the record at `there`."""
    main = render("moved.html", here, there=there, title=title)
    return _whole(here, f"已经换了地方：{title}", main, relative(here, there))


def tombstone_page(here: str, reason: str) -> bytes:
    """The page at `here` of a record that is no longer shown."""
    return _whole(here, "已经撤下", render("moved.html", here, there="", reason=reason))


def leads_to(page: bytes, here: str, there: str) -> bool:
    """Whether the page that stands at `here` is one that leads to the record at `there`."""
    return f'content="0; url={relative(here, there)}"'.encode() in page


def _whole(here: str, title: str, main: str, leads_to: str = "") -> bytes:
    head = render("page_head.html", here, first=_HOME, title="首页", back="")
    page = bare_page(Page(here, title, title, head + main), site_loads(here), leads_to=leads_to)
    return page.main_html.encode("utf-8", "xmlcharrefreplace")
