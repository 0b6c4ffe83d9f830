"""XK603: quoted words stand in the work that is named."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.record import Record
from xueku.quoting.comparison import verdicts
from xueku.quoting.index import Library
from xueku.render.link import Linked
from xueku.rules.base import LibraryRule


class UnknownQuotations(LibraryRule):
    """引文在所写的那份原文里。

    查什么：引文在那份原文里找不到，也没有相近的话；整个原文库里也没有。
    为什么：不是原话却加了引号，等于替原文说话。
    错例：自己概括了一句，加上引号，写上出处。
    改法：换成原话；只是转述就去掉引号。
    """

    code = "XK603"

    def check_against(self, library: Library, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each quotation whose words are nowhere in the library."""
        for verdict in verdicts(linked, record):
            if verdict.sort == "unknown" and next(library.origins(verdict.quotation), None) is None:
                message = f"{verdict.cited.work.name}里没有{shown(verdict.quotation.whole.text)}这段话，也没有相近的"
                remedy = "换成原话；只是转述，就去掉引号或 >，出处写成“见……”"
                yield self.finding(verdict.quotation.span, message, remedy)
