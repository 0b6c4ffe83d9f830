"""A work and pages that quote it, in memory."""

from __future__ import annotations

from datetime import date

from xueku.kinds.work import Work
from xueku.model.diagnostic import Span
from xueku.model.prose import Prose
from xueku.model.record import Places, Record
from xueku.model.work_text import WorkText
from xueku.render.works import work_text
from xueku.source.prose import read_prose

RULES = """\
!!! note "演示文本"
    这份规则是为演示编写的。

## 第一章　主题党日

第一条　支部每月安排一次主题党日，提前三日公布议题，会后七日内形成记录。

第二条　讨论时先听意见、后作小结，做到“三个不”：不点名、不打断、不空谈。

第二条之一　因故不能到会的党员：

（一）会前向支部书记请假；

（二）会后十日内补学。

## 第二章　附则

### 解释

第三条　本规则由示例单位党委负责解释。
"""


def prose(markdown: str, path: str = "content/articles/a.md") -> Prose:
    """A text as it is read."""
    lines = tuple((path, line) for line in range(1, markdown.count("\n") + 2))
    return read_prose(markdown, path, lines)[0]


def work(markdown: str = RULES, version: str | None = None) -> WorkText:
    """The text of a work."""
    resource = Work(
        id="guize",
        title="支部规则",
        summary="规则",
        topics=("规则",),
        date=date(2026, 1, 1),
        genre="制度",
        version=version,
    )
    path = "content/library/guize.md"
    record = Record(
        resource, path, "content/library", Places({}, {}, Span(path)), {"body": prose(markdown, path)}
    )
    return work_text(record)
