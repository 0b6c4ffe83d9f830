"""XK607: claims with figures have a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.paragraphs import block_at
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.model.prose import Prose
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_FIGURE = re.compile(
    r"(?:同比|环比|比上年|比去年)(?:[增下提减降上][长降高少加升]|持平)"
    r"|百分之[一二三四五六七八九十点零〇\d]{1,9}"
    r"|\d[\d.,]{0,12} ?(?:[%％]|个百分点|(?:万亿|亿)余?(?:元|美元|人次|人|户|吨|次|件)|万余?(?:人次|人|户|吨|公里|亩|件|名|家|册|小时))"
    r"|[一二三四五六七八九十百千两\d]{1,6}[多余]?(?:亿余?元|亿余?人|万余?人次)"
)
_UNIT = re.compile("[%％亿]|百分|[同环]比|比[上去]年|万余?[人户吨公亩件名家册小]")
_SOURCE = re.compile(r"\]\(|\]\[|\[\^|<https?:|https?://")


class UnsourcedFigures(Rule):
    """说到数字，要说从哪里来。

    查什么：写着百分比、亿元、万人次、同比一类数字的段落；材料没有写 `sources`，这一段里也没有链接和脚注。
    为什么：数字最容易被人引用，没有出处就没法核对，错了也改不过来。
    错例：`办件量同比增长 12%。`
    改法：在这一段里加链接或脚注，或在属性区写 `sources`。
    """

    code = "XK607"
    severity = Severity.HINT

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each paragraph with a figure and no source."""
        if record.resource.sources or record.kind.has_articles:
            return
        for name, prose in record.parts.items():
            # A question has a field for its source.
            if not name.startswith("quiz.") and _UNIT.search(prose.words):
                yield from self._check(prose)

    def _check(self, prose: Prose) -> Iterator[Diagnostic]:
        checked_until = 0
        for figure in _FIGURE.finditer(prose.words):
            if figure.start() < checked_until:
                continue
            start, checked_until = block_at(prose.outline, figure.start())
            if not _SOURCE.search(prose.outline, start, checked_until):
                span = prose.span(*figure.span())
                message = f"{shown(figure.group())}没有说从哪里来"
                yield self.finding(span, message, "在这一段里加链接或脚注，或在属性区写 sources")
