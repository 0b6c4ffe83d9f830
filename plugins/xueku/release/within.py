"""A page that leaves its site: links to what does not come along become words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from urllib.parse import unquote

_LINK = re.compile(r'<a\b[^>]*?\shref="(?P<target>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def kept_within(html: str, here: str, addresses: Container[str]) -> str:
    """The HTML of the page at `here`, whose links lead to `addresses`, to places on the page or to other hosts, and nowhere else.

    Our own HTML is meant, in which links do not nest and every attribute is quoted.
    """

    def keep(link: re.Match[str]) -> str:
        target = link["target"]
        is_kept = (
            not target or target.startswith("#") or _OUTSIDE.match(target) or _there(target) in addresses
        )
        return link[0] if is_kept else link["words"]

    def _there(target: str) -> str:
        way = unquote(re.split("[?#]", target, maxsplit=1)[0])
        return posixpath.normpath(posixpath.join(posixpath.dirname(here), way))

    return _LINK.sub(keep, html)
