"""Links in rendered text stay slots until the page, kit or book that shows the text knows its own addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

PREFIX = "xk-slot:"
_LINK = re.compile(
    rf'<a\b(?P<before>[^>]*?) href="{PREFIX}(?P<slot>\d+)"(?P<after>[^>]*)>(?P<inner>.*?)</a>', re.DOTALL
)
_IMAGE = re.compile(rf'<img\b[^>]*? src="{PREFIX}(?P<slot>\d+)"[^>]*>')
_ALT = re.compile(r' alt="(?P<alt>[^"]*)"')


def fill(html: str, address_of: Callable[[int], str | None]) -> str:
    """`html` with each slot's address; where `address_of(slot)` is None a link becomes its text, an image its alt."""

    def link(match: re.Match[str]) -> str:
        address = address_of(int(match["slot"]))
        if address is None:
            return match["inner"]
        return f'<a{match["before"]} href="{escape(address)}"{match["after"]}>{match["inner"]}</a>'

    def image(match: re.Match[str]) -> str:
        address = address_of(int(match["slot"]))
        if address is not None:
            return match.group().replace(f'"{PREFIX}{match["slot"]}"', f'"{escape(address)}"')
        alt = _ALT.search(match.group())
        return alt["alt"] if alt else ""

    return _LINK.sub(link, _IMAGE.sub(image, html))
