"""XK211: no words of the template are published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import passages
from xueku.model.declaration import declaration_of
from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.model.resource import LearningResource
from xueku.render.link import Linked
from xueku.rules.base import Rule

_SUMMARY = declaration_of(LearningResource.model_fields["summary"]).example
_WORDS = re.compile(f"把这里改成|{re.escape(_SUMMARY)}")


class TemplateWords(Rule):
    """样子里的话都换成了自己的。

    查什么：`xueku new` 写好的提示，如“把这里改成……”，还留在要发布的材料里；草稿不查。
    为什么：签了字发布出去，读者看到的是一份空样子。
    错例：`status: published`，正文还是“把这里改成‘背景’的内容”。
    改法：换成自己的话；还没有写好的，先写 `status: draft`。
    """

    code = "XK211"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each text that still begins with words of the template."""
        if record.resource.status != "published":
            return
        for passage in passages(record):
            for found in _WORDS.finditer(passage.text):
                span = passage.span(*found.span())
                yield self.finding(span, "这里还是样子里的话", "换成自己的；还没有写好就写 status: draft")
