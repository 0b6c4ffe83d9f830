"""An answer as lines for a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xueku.search.query import Query
from xueku.search.ranking import Found
from xueku.search.searcher import Answer, Searcher, best_passage
from xueku.search.terms import fold, pairs, runs

_WIDTH = 60
_LEAD = 12
_MOST_REASONS = 8
_FIELDS = {"title": "标题", "heading": "小标题", "text": "正文"}


def format_answer(searcher: Searcher, answer: Answer, limit: int, explain: bool) -> str:
    """The first hits with place and excerpt; with `explain` also how each score came about."""
    return "".join(f"{line}\n" for line in _lines(searcher, answer, limit, explain))


def _lines(searcher: Searcher, answer: Answer, limit: int, explain: bool) -> Iterator[str]:
    if answer.correction:
        yield f"没有找到原来的词，以下是“{answer.correction}”的结果。"
    if not answer.found:
        yield "没有找到。换个词、去掉几个字，或用拼音试试。"
        return
    kinds = dict(searcher.labels.kinds)
    for number, one in enumerate(answer.found[:limit], 1):
        document = searcher.documents[one.document]
        passage = best_passage(document.title, searcher.leaves[one.document][one.leaf], answer.query.wanted)
        yield f"{number}. {document.title}　{kinds.get(document.kind, document.kind)} {document.day}".rstrip()
        yield f"   {passage.address}" + (f"　{passage.heading}" if passage.heading else "")
        yield f"   {_excerpt(passage.text, answer.query)}"
        if explain:
            yield from _reasons(one)
    yield f"共 {len(answer.found)} 条" + (f"，列出 {limit} 条" if len(answer.found) > limit else "")


def _reasons(one: Found) -> Iterator[str]:
    yield f"   得分 {one.score:.0f}：词项之和 × 覆盖 {one.coverage:.2f} 的平方（问句不乘） × 整词命中 {one.bonus:g}"
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for term, field, factor, impact in one.reasons:
        sums[field, term] += factor * impact
    best = sorted(sums, key=lambda reason: (-sums[reason], reason))
    for field, term in best[:_MOST_REASONS]:
        yield f"     {_FIELDS[field]}　{term}　{sums[field, term]:.0f}"
    if len(best) > _MOST_REASONS:
        yield f"     另有 {len(best) - _MOST_REASONS} 项"
    if not best:
        yield "     标题读音相同"


def _excerpt(text: str, query: Query) -> str:
    folded = fold(text)
    terms = [term for word in query.wanted for term in (word, *pairs(runs(word)))]
    first = next((at for term in terms if (at := folded.find(term)) >= 0), 0)
    start = max(0, first - _LEAD)
    cut = " ".join(text[start : start + _WIDTH].split())
    return ("…" if start else "") + cut + ("…" if start + _WIDTH < len(text) else "")
