"""XK206: attribute lists hold no handlers, styles or addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_RESERVED = re.compile("__|md-|xk-", re.IGNORECASE)


class UnsafeAttributes(Rule):
    """花括号里的属性只用类名、编号、宽和高。

    查什么：`{ onclick=… }`、`{ style=… }`、`{ href=… }`，以及网站自己用的编号。
    为什么：这些属性能运行程序、盖住页面、改掉链接，所以页面上不会有它们。
    错例：`**重点**{ style="color:red" }`。
    改法：`**重点**`。
    """

    code = "XK206"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each refused attribute."""
        for prose in record.parts.values():
            for refused in prose.refused:
                if refused.kind == "attribute":
                    what = "编号" if _RESERVED.match(refused.text) else "属性"
                    message = f"{what}{shown(refused.text)}不能用，页面上不会有它"
                    yield self.finding(refused.span, message, "删掉它；只留类名、编号、宽和高")
