"""XK806: no 、 between titles or quotations that adjoin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity
from xueku.rules.base import TextRule

_BETWEEN = re.compile("》、《|”、“")
_STOP = re.compile("[。；！？\n]")


class CommasBetweenQuotes(TextRule):
    """并列的书名号之间、引号之间通常不用顿号。

    查什么：`》、《` 和 `”、“`；一句里只说一次。
    为什么：书名号和引号已经把几项分开了，再加顿号是多余的；国家标准说“通常不用”，所以只是提示。
    错例：`读了《甲》、《乙》两本书。`
    改法：`读了《甲》《乙》两本书。`
    """

    code = "XK806"
    severity = Severity.HINT

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each sentence with such a mark, at the first."""
        if not any(marks in passage.text for marks in ("》、《", "”、“")):
            return
        last = -1
        for found in _BETWEEN.finditer(passage.text):
            if last < 0 or _STOP.search(passage.text, last, found.start()):
                written = found.group()
                right = written[0] + written[2]
                message = f"{written[0]} 和 {written[2]} 之间的顿号可以不用"
                yield self.finding(passage.span(found.start() + 1, found.end() - 1), message, f"写成 {right}")
            last = found.end()
