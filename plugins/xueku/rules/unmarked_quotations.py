"""XK605: words of a work are marked as a quotation."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Record
from xueku.quoting.index import Library
from xueku.quoting.naming import named, pasted
from xueku.quoting.unmarked import unmarked
from xueku.render.link import Linked
from xueku.rules.base import LibraryRule


class UnmarkedQuotations(LibraryRule):
    """照抄原文的话，标明是引文。

    查什么：正文里有连着二十字以上和原文库里一样的话，没有引号，也不在 `>` 里。
    为什么：标明了才会和原文核对；原文修订时，也才知道这里要跟着改。
    错例：`办事人补交材料的，由原经办人接续办理，不重新取号。`，没有引号。
    改法：加上引号和出处，或者换成自己的话。
    """

    code = "XK605"
    severity = Severity.HINT

    def check_against(self, library: Library, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each run of words that a work has too."""
        for text in unmarked(record):
            for run in library.runs(text.normal):
                place = run.work.place_at(run.place)
                message = f"这 {run.length} 个字和{named(run.work, place)}一样，没有标明是引文"
                remedy = f"加上引号和出处：“……”（{pasted(run.work, place)}），或换成自己的话"
                yield self.finding(text.span(run.start, run.end), message, remedy)
