"""A page, and how one address is written from another."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Page:
    """One page of the site. `address` is relative to the site's root and ends in a file name.

    `main_html` is the content of `<main>`, or of a page that `is_whole` the document, which no frame goes around (`site/bare.py`).
    `updated` is an ISO date for the site map, empty where none applies.
    """

    address: str
    title: str
    description: str
    main_html: str
    updated: str = ""
    is_whole: bool = False


@dataclass(frozen=True)
class Plan:
    """A page that lists records, before it is made. It is as before where `details`, those records and their surroundings are."""

    address: str
    title: str
    records: tuple[str, ...]
    details: tuple[object, ...]
    make: Callable[[], Page]


@dataclass(frozen=True)
class Offer:
    """What a record's pages offer beside the record: its kit, where the site has one; nothing that is elsewhere, where it stands `alone`."""

    kit: bool = False
    alone: bool = False


ON_A_SITE = Offer()


def relative(here: str, there: str, anchor: str = "") -> str:
    """The address of `there` as written on the page `here`, percent-encoded, with the anchor if one is given."""
    way = posixpath.relpath(there, posixpath.dirname(here) or ".") if there != here or not anchor else ""
    return quote(way) + (f"#{quote(anchor)}" if anchor else "")
