"""海报: a course on one sheet for the wall, with the way to its page."""

from __future__ import annotations

from urllib.parse import quote, urljoin

from xueku.kinds import Course
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.site.descriptions import describe
from xueku.typesetting.engine import code_picture
from xueku.typesetting.front import front
from xueku.typesetting.press import Press

_LABEL = "海报"
_SIZES = ((8, 60), (12, 54), (20, 46), (34, 38))
"""Up to how many characters of the title before its colon, how many points it is high."""
_MOST_OBJECTIVES = 4


def poster(linked: Linked, record: Record, press: Press) -> bytes:
    """The PDF of a record's poster: one page. Without a `site_url` it says in words where the page is. Raises XuekuError if it cannot be set."""
    resource = record.resource
    address = urljoin(press.site_url, quote(record.address)) if press.site_url else ""
    objectives = resource.objectives if isinstance(resource, Course) else ()
    heading, _, subheading = resource.title.partition("：")
    data = {
        **front(record, _LABEL),
        "door": resource.kind.door,
        "summary": resource.summary,
        "made": resource.unit or "",
        "heading": heading,
        "subheading": subheading,
        "size": next((size for most, size in _SIZES if len(heading) <= most), 30),
        "facts": [fact for fact in describe(resource).facts if fact[0] not in ("场地", "单位")],
        "objectives": objectives[:_MOST_OBJECTIVES],
        "address": address,
        "where": address or f"在“{press.site_name}”里搜“{resource.title}”",
    }
    enclosed = {"code.svg": code_picture(address)} if address else {}
    return press.pdf("poster.typ", f"{_LABEL}：{resource.title}", data, enclosed=enclosed)
