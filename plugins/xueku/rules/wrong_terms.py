"""XK403: words that the unit's table calls wrong or outdated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xueku.catalog.term_search import search_of
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.model.terminology import WrongTerm
from xueku.render.link import Linked
from xueku.rules.base import TextRule, Texts


class WrongTerms(TextRule):
    """没有用词表里写明的错词和旧称。

    查什么：`content/vocab/terms.yml` 里 `wrong` 列出的词；原文库里原文的正文不查。
    为什么：名称改了还用旧的，或者写了别字，是公文里最伤信用的错。
    错例：`按装电子屏`，词表里写着应是“安装”。
    改法：改成 `right` 写的词；引用旧文件的，写上原因放过这一条。
    """

    code = "XK403"

    def check_texts(self, linked: Linked, texts: Texts) -> Iterator[Diagnostic]:
        """One finding for each wrong word."""
        search = search_of(linked.catalog.vocabularies.terminology)
        for passage in texts.of_editors:
            for found in search.find(passage.text).terms:
                span, term = passage.span(found.start, found.end), found.term
                word = passage.text[found.start : found.end]
                message = f"{shown(word)}应写作{shown(term.right)}"
                fix = passage.fix(found.start, found.end, term.right)
                finding = self.finding(span, message, f"改成 {term.right}{_reasons(term)}", fix)
                yield replace(finding, severity=Severity[term.severity.upper()])


def _reasons(term: WrongTerm) -> str:
    since = f"{term.since:%Y-%m-%d} 起" if term.since else ""
    source = f"依据{term.source}" if term.source else ""
    said = "；".join(part for part in (term.why and term.why.rstrip("。"), source, since) if part)
    return f"（{said}）" if said else ""
