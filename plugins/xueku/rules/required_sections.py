"""XK202: a body has the sections that its kind must have."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Span
from xueku.model.prose import FILLER
from xueku.model.record import Record
from xueku.model.resource import unnumbered
from xueku.render.link import Linked
from xueku.rules.base import Rule

_LEVEL = 2
_NUMERALS = "零一二三四五六"


class RequiredSections(Rule):
    """案例有背景、做法、成效、启示四节，每节都有内容；其他材料要有正文。

    查什么：这类材料必须有的二级标题是否齐全（“主要做法”也算“做法”），别的级别不算；标题下面是不是空的。
    为什么：读者按这四节找东西，缺一节就没法对标。
    错例：案例里没有 `## 启示`。
    改法：加上 `## 启示`，写两三句。
    """

    code = "XK202"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each missing or empty section."""
        written = {unnumbered(heading.text): heading for heading in record.body.headings}
        end = record.body.span(len(record.body.markdown.rstrip(f" \n{FILLER}")))
        of_level_two = (heading.text for heading in record.body.headings if heading.level == _LEVEL)
        for title in record.kind.missing_sections(of_level_two):
            if heading := written.get(title):
                message = f"“{title}”要用二级标题，现在是{_NUMERALS[heading.level]}级"
                yield self.finding(heading.span, message, f"改成 ## {heading.text}，下面的标题跟着改")
            else:
                message = f"{record.kind.noun}缺少“{title}”一节"
                yield self.finding(end, message, f"加上 ## {title}，写两三句")
        rendered = linked.part(record, "body")
        if not rendered.text:
            message = "没有正文"
            yield self.finding(Span(record.path, end.line), message, "在属性区（第二个 ---）之后写正文")
        levels = {entry.anchor: entry.level for entry in rendered.toc}
        sections = rendered.sections
        for index, section in enumerate(sections):
            deeper = index + 1 < len(sections) and levels.get(sections[index + 1].anchor, 0) > levels.get(
                section.anchor, 0
            )
            empty = written.get(unnumbered(section.title))
            if section.title and not section.text and not deeper and empty:
                message = f"“{section.title}”下面没有内容"
                yield self.finding(empty.span, message, "写上内容，或删掉这个标题")
