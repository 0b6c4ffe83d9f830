"""The first page of a kit: what is in it, and where to begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xueku.kinds import Course
from xueku.model.declaration import ID_PATTERN
from xueku.model.record import Record
from xueku.site.descriptions import describe
from xueku.site.host import HOST
from xueku.site.page import Page
from xueku.site.templates import render

FIRST = "index.html"
"""The address of the first page in a kit."""
_FILE = "kit.zip"
KIT_ADDRESS = re.compile(rf"{Course.kind.collection}/(?P<id>{ID_PATTERN})/{re.escape(_FILE)}")
"""The addresses of kits on a site."""


@dataclass(frozen=True)
class Enclosed:
    """A paper or a file that comes along: its address in the kit, its name, what it is for."""

    address: str
    name: str
    use: str


def has_kit(record: Record) -> bool:
    """Whether the record is one that is taken into a room."""
    return isinstance(record.resource, Course)


def kit_address(record: Record) -> str:
    """Where the kit of a record stands on the site, beside its page."""
    return f"{record.kind.collection}/{record.id}/{_FILE}"


def kit_page(record: Record, enclosed: Sequence[Enclosed]) -> Page:
    """The page that opens first. Its addresses are those of the site."""
    resource = record.resource
    main = render(
        "kit.html",
        FIRST,
        record=record,
        resource=resource,
        description=describe(resource),
        enclosed=enclosed,
        host=record.address.removesuffix("index.html") + HOST,
    )
    return Page(FIRST, resource.title, resource.summary, main)
