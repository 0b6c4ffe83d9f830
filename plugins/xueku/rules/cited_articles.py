"""XK604: articles that fields cite exist in the text of the library."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Span, shown
from xueku.model.record import Path, Places, Record
from xueku.model.resource import Citation
from xueku.render.anchors import cited_anchor
from xueku.render.link import Linked
from xueku.rules.base import Rule


class CitedArticles(Rule):
    """依据和出处里写的条款，那份原文里都有。

    查什么：`sources` 和自测题 `source` 里 `articles` 写的条号，库里那份原文有没有。
    为什么：条号错了，读者点过去是别的内容，引用就不可信。
    错例：`articles: ["99"]`，那份原文只有二十四条。
    改法：翻到原文核对，改成对的条号。
    """

    code = "XK604"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each article that the cited text does not have."""
        for citation, places, way in _citations(record):
            work = linked.catalog.records.get(citation.work) if citation.work else None
            if work is None or not citation.articles:
                continue
            anchors = linked.outline(work, "body").anchors
            for position, article in enumerate(citation.articles):
                if cited_anchor(article, anchors) is None:
                    span: Span = places.value((*way, "articles", position))
                    message = f"{shown(work.resource.title)}里没有{shown(article)}这一条"
                    yield self.finding(span, message, _remedy(anchors))


def _citations(record: Record) -> Iterator[tuple[Citation, Places, Path]]:
    for index, citation in enumerate(record.resource.sources):
        yield citation, record.places, ("sources", index)
    if record.quiz is not None and record.quiz_places is not None:
        for index, question in enumerate(record.quiz.questions):
            if question.source is not None:
                yield question.source, record.quiz_places, ("questions", index, "source")


def _remedy(anchors: frozenset[str]) -> str:
    numbers = [int(anchor) for anchor in anchors if anchor.isascii() and anchor.isdecimal()]
    if not numbers:
        return "那份原文没有分条，删掉 articles"
    return f"翻到原文核对；那里的条号从 {min(numbers)} 到 {max(numbers)}"
