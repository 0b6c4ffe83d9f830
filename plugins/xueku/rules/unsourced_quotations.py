"""XK609: a block quote names its source."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Record
from xueku.quoting.blocks import block_quotations, blocks
from xueku.render.link import Linked
from xueku.rules.base import Rule


class UnsourcedQuotations(Rule):
    """整段引文写明出处。

    查什么：`>` 开头的引文，最后一行有没有 `——` 和出处。
    为什么：没有出处，读者不知道是谁的话，也没有办法核对。
    错例：`> 材料不齐的，逐项勾出所缺材料。`，下面什么也没有。
    改法：加一行 `> ——[《窗口服务规范》第六条](xk:guifan#6)`；不是引文就不用 `>`。
    """

    code = "XK609"
    severity = Severity.HINT

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each block quote without a source."""
        for prose in () if record.kind.has_articles else record.parts.values():
            for block in blocks(prose):
                for quotation in block_quotations(prose, block):
                    if not quotation.names_source:
                        remedy = "最后加一行 > ——[《篇名》第几条](xk:编号#条号)；库外的写 > ——《篇名》"
                        yield self.finding(quotation.span, "这段引文没有写出处", remedy)
