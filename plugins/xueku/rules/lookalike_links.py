"""XK307: links lead where they seem to lead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_HOST = re.compile(r"(?:https?://)?(?P<host>(?:[\w-]+\.)+\w{2,})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_WEB = ("http://", "https://", "//")


class LookalikeLinks(Rule):
    """链接通到的网站，就是看上去的那个。

    查什么：网址里的域名有没有混着长得像的外文字母；链接上写的网址和真正通到的是不是同一个网站。
    为什么：西里尔字母的 о 和英文的 o 看不出分别，通到的却是别人的网站。
    错例：`[www.gov.cn](https://example.com/)`。
    改法：从那个网站的地址栏重新复制网址；链接上写那一页的名称。
    """

    code = "XK307"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each link that leads elsewhere than it seems."""
        for prose in record.parts.values():
            for link in prose.links:
                host = _host_of(link.target)
                shows = None if link.is_image else _HOST.fullmatch(link.text.strip())
                words = shows["host"] if shows else ""
                if sign := _foreign_letter(host) or _foreign_letter(words):
                    message = f"网址{shown(host or words, 40)}里的“{sign}”不是英文字母，只是长得像"
                    yield self.finding(link.span, message, "从那个网站的地址栏重新复制网址")
                elif words and host and _main(words) != _main(host):
                    message = f"链接上写的是{shown(words, 40)}，通到的却是{shown(host, 40)}"
                    yield self.finding(link.span, message, "把两处改成一样，或链接上写那一页的名称")


def _host_of(target: str) -> str:
    """The host that an address leads to, letters of other scripts as they are read; empty for an address within the site."""
    if not target.lower().startswith(_WEB):
        return ""
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return ""
    return ".".join(map(_label, host.split(".")))


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _foreign_letter(host: str) -> str:
    """The first letter that is neither ASCII nor Chinese: in a Chinese library nobody expects one."""
    return next(
        (
            sign
            for sign in ("" if host.isascii() else host)
            if not sign.isascii() and sign.isalpha() and not unicodedata.name(sign, "").startswith("CJK")
        ),
        "",
    )


def _main(host: str) -> str:
    return host.lower().removeprefix("www.")
