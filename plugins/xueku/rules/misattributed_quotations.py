"""XK606: quoted words are those of the work that is named, not of another."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic
from xueku.model.record import Record
from xueku.quoting.comparison import Verdict, verdicts
from xueku.quoting.index import Library
from xueku.quoting.naming import named, pasted
from xueku.render.link import Linked
from xueku.rules.base import LibraryRule


class MisattributedQuotations(LibraryRule):
    """引文出自所写的那份原文，不是另一份。

    查什么：引文不在出处写的那份原文里，在原文库的另一份里。
    为什么：张冠李戴，话没错也是错引。
    错例：《服务规范》的话，出处写成《工作规则》。
    改法：把出处换成那一份。
    """

    code = "XK606"

    def check_against(self, library: Library, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each quotation whose words are another work's."""
        for verdict in verdicts(linked, record):
            if verdict.sort == "unknown":
                yield from self._misattributed(verdict, library)

    def _misattributed(self, verdict: Verdict, library: Library) -> Iterator[Diagnostic]:
        citation = verdict.cited.citations[0]
        for work, place in library.origins(verdict.quotation):
            message = f"这段引文不在{verdict.cited.work.name}里，在{named(work, place)}"
            span = verdict.quotation.prose.span(citation.target_start, citation.end)
            yield self.finding(span, message, f"出处改成 {pasted(work, place)}")
            return
