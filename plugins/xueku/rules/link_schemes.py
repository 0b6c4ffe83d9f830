"""XK304: links use known schemes, images never another host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.render.safe import OPEN_SCHEMES, scheme_of
from xueku.rules.base import Rule

_LOCAL = re.compile(r"file:/|[a-z]:[\\/][^\s/]", re.IGNORECASE)


class LinkSchemes(Rule):
    """链接只用 http、https、mailto、xk 和相对路径；图片只用本文件夹里的文件。

    查什么：链接和图片的地址以什么开头。
    为什么：javascript: 一类的地址会运行程序；外面的图片在内网打不开，还会向外发请求。
    错例：`![图](https://example.com/a.png)`。
    改法：把图片存进本文所在的文件夹，写 `![图](media/a.png)`。
    """

    code = "XK304"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each address that is not let through."""
        for prose in record.parts.values():
            for link in prose.links:
                scheme = scheme_of(link.target)
                if _LOCAL.match(link.target):
                    # XK906 tells of it.
                    continue
                if link.is_image and scheme != "":
                    message = f"图片{shown(link.target, 40)}不在本文件夹里，页面上不会显示"
                    yield self.finding(link.span, message, "把图片存进本文所在的文件夹，写 media/文件名")
                elif scheme not in ("", "xk") and scheme not in OPEN_SCHEMES:
                    message = f"链接{shown(link.target, 40)}的开头不在允许之列，页面上不会有这个链接"
                    yield self.finding(link.span, message, "只用 http、https、mailto、xk 或相对路径")
