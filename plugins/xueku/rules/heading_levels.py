"""XK203: headings start at level two and skip none."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Fix, Severity, Span, shown
from xueku.model.prose import FILLER, Heading, Prose
from xueku.model.record import Record
from xueku.render.anchors import heading_anchor
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
                above = max(heading.level, 2)
                if index == 0 and (repeated := _title_again(record, prose, heading)):
                    message = f"标题{shown(heading.text)}和页面的标题一样，页面上会有两个"
                    yield self.finding(heading.span, message, "删掉这一行", repeated)
                elif heading.level == 1:
                    message = f"标题{shown(heading.text)}是一级标题，正文从二级开始"
                    yield self._of_level(prose, index, right, message)
                elif heading.level != right:
                    yield self._of_level(prose, index, right, f"标题{shown(heading.text)}跳了级")

    def _of_level(self, prose: Prose, index: int, right: int, message: str) -> Diagnostic:
        heading = prose.headings[index]
        remedy = f"改成 {'#' * right} {heading.text}"
        return self.finding(heading.span, message, remedy, _fix(prose, index, right))


def _title_again(record: Record, prose: Prose, heading: Heading) -> Fix | None:
    """Takes a `# title` away that a body begins with; what stands below is then below the page's own title, as it was meant.

    None where it is more than the title, nothing else is written, or a link leads to it.
    """
    span = heading.span
    line, _, below = prose.markdown.lstrip(f"{FILLER} \n").partition("\n")
    is_title = heading.level == 1 and line.strip("# ") == record.resource.title and span.path == prose.path
    if (
        prose is not record.body
        or not is_title
        or not line.startswith("# ")
        or not prose.words[-len(below) :].strip()
    ):
        return None
    is_target = any(
        "#" in link.target and link.target.endswith(heading_anchor(heading.text)) for link in prose.links
    )
    return None if is_target else Fix(span, "", line)


def _fix(prose: Prose, index: int, right: int) -> Fix | None:
    """The right number of marks; None where the headings below would then mean something else, or it has no marks."""
    heading, *below = prose.headings[index:]
    marks = "#" * heading.level
    if heading.level > right:
        is_safe = not below or below[0].level <= right
    else:
        # Where one has sections of level two, they would stand beside it; then none is mended, lest one be above the others.
        levels = [other.level for other in prose.headings]
        is_safe = right not in levels[levels.index(heading.level) :]
    if not is_safe:
        return None
    span = heading.span
    place = Span(span.path, span.line, span.column, span.line, span.column + len(marks))
    return Fix(place, "#" * right, marks)
