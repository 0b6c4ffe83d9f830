"""XK203: headings start at level two and skip none."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Fix, Severity, Span, shown
from xueku.model.prose import Prose
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule


class HeadingLevels(Rule):
    """正文的标题从二级（##）开始，一级一级往下。

    查什么：正文里有没有一级标题（#），有没有从 ## 直接跳到 ####。
    为什么：一级标题是页面的标题，由 title 字段给出；跳级会让目录和朗读乱掉。
    错例：`# 背景`。
    改法：`## 背景`。
    """

    code = "XK203"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each heading of a wrong level."""
        for prose in record.parts.values():
            above = 1
            for index, heading in enumerate(prose.headings):
                right = max(2, min(heading.level, above + 1))
                if heading.level == 1:
                    message = f"标题{shown(heading.text)}是一级标题，正文从二级开始"
                elif heading.level > above + 1:
                    message = f"标题{shown(heading.text)}跳了级"
                above = max(heading.level, 2)
                if heading.level != right:
                    remedy = f"改成 {'#' * right} {heading.text}"
                    yield self.finding(heading.span, message, remedy, _fix(prose, index, right))


def _fix(prose: Prose, index: int, right: int) -> Fix | None:
    """The right number of marks; None where the headings below would then mean something else, or it has no marks."""
    heading, *below = prose.headings[index : index + 2]
    marks = "#" * heading.level
    next_level = below[0].level if below else 1
    is_safe = next_level <= right if heading.level > right else next_level != right
    if not is_safe:
        return None
    span = heading.span
    place = Span(span.path, span.line, span.column, span.line, span.column + len(marks))
    return Fix(place, "#" * right, marks)
