"""What was built, looked at once more as it is written: does every address in it lead somewhere."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from xueku.site.writer import list_files

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ASSETS = frozenset({"img", "script", "link", "source", "video", "audio", "track", "form"})
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"""<(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(
    r"""(?<=\s)(?P<name>id|href|src|srcset|poster|action)\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s>]+)"""
)
ANYWHERE = "404.html"
"""The page for unknown addresses: shown at any of them, it has addresses from the root."""
_FOUND_ANYWHERE = frozenset({"", "top"})
"""Anchors that every page has."""

Fault = Literal["missing", "case", "anchor", "absolute", "twice", "outside"]


@dataclass(frozen=True)
class Contents:
    """What a page says of itself and of others: its ids, those that it has more than once, where its links and assets lead.

    `targets` are addresses as written, with whether the page needs what is there (`True`) or only leads to it.
    """

    ids: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    targets: tuple[tuple[str, bool], ...] = ()

    def has(self, id_: str) -> bool:
        """Whether something has this id; the ids ascend."""
        place = bisect_left(self.ids, id_)
        return self.ids[place : place + 1] == (id_,)


@dataclass(frozen=True)
class Files:
    """The addresses of all files of a site."""

    addresses: Set[str]

    def like(self, address: str) -> str:
        """An address that differs from this one in letter case only; empty if there is none."""
        return self._by_letters.get(address.casefold(), "")

    @cached_property
    def _by_letters(self) -> Mapping[str, str]:
        return {address.casefold(): address for address in sorted(self.addresses)}


@dataclass(frozen=True)
class Failing:
    """Something on a page that leads nowhere. `found` is what stands there in its place, where that helps."""

    page: str
    fault: Fault
    target: str
    found: str = ""


def read_contents(html: str) -> Contents:
    """The contents of a page as it is written."""
    counts: Counter[str] = Counter()
    targets: dict[tuple[str, bool], None] = {}
    for tag in _TAG.finditer(_COMMENT.sub("", html)):
        is_needed = tag["name"].lower() in _ASSETS
        for attribute in _ATTRIBUTE.finditer(tag["attributes"]):
            value = unescape(attribute["value"].strip("\"'"))
            if attribute["name"] == "id":
                counts[value] += 1
            elif attribute["name"] == "srcset":
                targets.update(((one.split()[0], True), None) for one in value.split(",") if one.strip())
            else:
                targets[value, is_needed] = None
    return Contents(
        tuple(sorted(counts)),
        tuple(sorted(id_ for id_, count in counts.items() if count > 1)),
        tuple(targets),
    )


def overlooked(folder: Path) -> list[Failing]:
    """What leads nowhere in a whole site, in the order of its pages."""
    files = Files(list_files(folder).keys())
    pages = {
        address: read_contents((folder / address).read_text("utf-8"))
        for address in sorted(files.addresses)
        if address.endswith(".html")
    }
    return [fault for page, contents in pages.items() for fault in failing(page, contents, pages.get, files)]


def failing(
    page: str, contents: Contents, contents_of: Callable[[str], Contents | None], files: Files
) -> Iterator[Failing]:
    """What leads nowhere on a page, where `contents_of` knows the pages of the site."""
    for id_ in contents.twice:
        yield Failing(page, "twice", id_)
    for target, is_needed in contents.targets:
        if target.startswith("data:"):
            continue
        if _SCHEME.match(target):
            # A link may lead to another host; what a page needs may not come from one.
            if is_needed:
                yield Failing(page, "outside", target)
        elif target.startswith("/") and page != ANYWHERE:
            yield Failing(page, "absolute", target)
        else:
            yield from _inside(page, target, contents_of, files)


def leads_to(page: str, contents: Contents) -> set[str]:
    """The addresses of the site that a page names."""
    written = (target for target, _ in contents.targets if not _SCHEME.match(target))
    return {resolved(page, urlsplit(target).path) for target in written}


def resolved(page: str, path: str) -> str:
    """The address below the root of the site that a way written on a page leads to."""
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path).lstrip("/")))
        if path
        else page
    )


def _inside(
    page: str, target: str, contents_of: Callable[[str], Contents | None], files: Files
) -> Iterator[Failing]:
    parts = urlsplit(target)
    address, anchor = resolved(page, parts.path), unquote(parts.fragment)
    if address not in files.addresses:
        other = files.like(address)
        yield Failing(page, "case" if other else "missing", target, other)
    elif anchor not in _FOUND_ANYWHERE:
        there = contents_of(address)
        if there is not None and not there.has(anchor):
            yield Failing(page, "anchor", target)
