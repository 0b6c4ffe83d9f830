"""XK202: a body has the sections that its kind must have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Span
from xueku.model.prose import FILLER
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_NUMBERING = re.compile(r"^[一二三四五六七八九十\d]+[、.．]\s*")


class RequiredSections(Rule):
    """案例有背景、做法、成效、启示四节，每节都有内容；其他材料要有正文。

    查什么：这类材料必须有的二级标题是否齐全；标题下面是不是空的。
    为什么：读者按这四节找东西，缺一节就没法对标。
    错例：案例里没有 `## 启示`。
    改法：加上 `## 启示`，写两三句。
    """

    code = "XK202"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each missing or empty section."""
        written = {_NUMBERING.sub("", heading.text): heading for heading in record.body.headings}
        end = record.body.span(len(record.body.markdown.rstrip(f" \n{FILLER}")))
        for title in record.kind.sections:
            if title not in written:
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
            heading = written.get(_NUMBERING.sub("", section.title))
            if section.title and not section.text and not deeper and heading:
                message = f"“{section.title}”下面没有内容"
                yield self.finding(heading.span, message, "写上内容，或删掉这个标题")
