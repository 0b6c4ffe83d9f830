"""答案: what is right on each variant of a record's quiz, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xueku.catalog.citations import told_citation
from xueku.model.document import Document
from xueku.model.quiz import Question
from xueku.model.quiz_paper import Placed, printed
from xueku.model.record import Record
from xueku.render.document import part_document
from xueku.render.link import Linked
from xueku.typesetting.front import front
from xueku.typesetting.press import Press


def quiz_key(linked: Linked, record: Record, press: Press, variants: Sequence[str] = ("A", "B")) -> bytes:
    """The PDF of the answers to a record's quiz in these variants. Raises XuekuError if it cannot be set."""
    quiz = record.quiz
    if quiz is None:
        raise TypeError(record.id)
    papers = {variant: _in_order(record.id, quiz.questions, variant) for variant in variants}
    texts = {name: part_document(linked, record, name) for name in record.parts if name.startswith("quiz.")}
    data = {
        **front(record, f"{quiz.title}　答案"),
        "count": len(quiz.questions),
        "variants": [
            {"name": variant, "answers": [_short(placed) for placed in paper]}
            for variant, paper in papers.items()
        ],
        "questions": [*_questions(linked, quiz.questions, papers, texts)],
    }
    return press.pdf("quiz_key.typ", f"{quiz.title}答案：{record.resource.title}", data, texts)


def _short(placed: Placed) -> str:
    return "见说明" if placed.question.type == "short" else placed.key


def _in_order(id_: str, questions: Sequence[Question], variant: str) -> list[Placed]:
    return [placed for group in printed(id_, questions, variant).values() for placed in group]


def _questions(
    linked: Linked,
    questions: Sequence[Question],
    papers: Mapping[str, list[Placed]],
    texts: Mapping[str, Document],
) -> Iterator[dict[str, Any]]:
    """The questions in the order of the first paper and with its letters, each with where it stands on every paper."""
    places = {
        variant: {placed.number: place for place, placed in enumerate(paper, 1)}
        for variant, paper in papers.items()
    }
    for placed in next(iter(papers.values())):
        number, question = placed.number, questions[placed.number - 1]
        explanation = f"quiz.{number - 1}.explanation"
        yield {
            "places": " ".join(f"{variant}{found[number]}" for variant, found in places.items()),
            "stem": f"quiz.{number - 1}.stem",
            "options": placed.choices,
            "answer": question.told_answer,
            "explanation": explanation if explanation in texts else "",
            "source": told_citation(linked.catalog, question.source) if question.source else "",
        }
