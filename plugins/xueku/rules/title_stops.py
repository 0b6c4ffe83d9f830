"""XK814: no full stop at the end of a heading, nor inside the marks of a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_IN_TITLE = re.compile("《[^《》\n]{1,60}(?P<mark>[。，；])》")
_HEADING = re.compile(r"^#{1,6}[^\n]*?(?P<mark>[。，；])[ \t#*]*$", re.MULTILINE)


class TitleStops(TextRule):
    """标题末尾、书名号里面的末尾不用句号。

    查什么：标题和 `title` 以 `。`、`，`、`；` 结尾；`《…。》`。
    为什么：标题是名称，不是句子。
    错例：`## 会前怎样准备。`
    改法：`## 会前怎样准备`
    """

    code = "XK814"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each heading, title of a record, and title in marks that ends in a stop."""
        if passage.name == "title" and passage.text.endswith(("。", "，", "；")):
            yield self._finding(passage, len(passage.text) - 1, "标题")
        if passage.prose is not None and "#" in passage.prose.outline:
            for found in _HEADING.finditer(passage.prose.outline):
                yield self._finding(passage, found.start("mark"), "标题")
        for mark in "。，；":
            if mark + "》" in passage.text:
                for found in _IN_TITLE.finditer(passage.text):
                    if found["mark"] == mark:
                        yield self._finding(passage, found.start("mark"), "书名号里")

    def _finding(self, passage: Passage, place: int, where: str) -> Diagnostic:
        mark = passage.text[place]
        near = passage.text[max(0, place - 8) : place + 1].lstrip()
        return self.finding(
            passage.span(place, place + 1),
            f"{where}的末尾有“{mark}”：{shown(near)}",
            f"删掉“{mark}”",
            passage.fix(place, place + 1, ""),
        )
