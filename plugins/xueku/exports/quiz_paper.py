"""测验卷: a record's quiz to be answered on paper, in variants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xueku.model.quiz import TYPE_LABELS, Question, QuestionType
from xueku.model.quiz_paper import Placed, printed
from xueku.model.record import Record
from xueku.render.document import part_document
from xueku.render.link import Linked
from xueku.typesetting.front import front
from xueku.typesetting.press import Press

_NUMBERS = "一二三四五六七"
_HOW: dict[QuestionType, str] = {
    "single": "每题只有一个正确选项，把字母写在括号里。",
    "multiple": "每题有一个以上正确选项，把字母都写在括号里。",
    "judgment": "对的写“对”，错的写“错”。",
    "blank": "把答案写在横线上。",
    "matching": "在每个序号后面写上与它相配的字母。",
    "ordering": "按正确的次序写出字母。",
    "short": "写要点，不必成篇。",
}
_COLUMNS = ((8, 4), (18, 2))
"""Up to how many characters of the longest choice, how many stand side by side."""


def quiz_paper(linked: Linked, record: Record, press: Press, variant: str = "A") -> bytes:
    """The PDF of a record's quiz in the order of this variant: A, B or any other letter. Raises XuekuError if it cannot be set."""
    quiz = record.quiz
    if quiz is None:
        raise TypeError(record.id)
    groups = printed(record.id, quiz.questions, variant)
    data = {
        **front(record, f"{quiz.title}　{variant}卷"),
        "groups": [*_groups(groups)],
    }
    stems = (f"quiz.{placed.number - 1}.stem" for group in groups.values() for placed in group)
    texts = {name: part_document(linked, record, name) for name in stems}
    return press.pdf("quiz_paper.typ", f"{quiz.title}（{variant}卷）：{record.resource.title}", data, texts)


def _groups(groups: dict[QuestionType, list[Placed]]) -> Iterator[dict[str, Any]]:
    number = 0
    for position, (type_, questions) in enumerate(groups.items()):
        shown = []
        for placed in questions:
            number += 1
            shown.append(_question(placed, number))
        title = f"{_NUMBERS[position]}、{TYPE_LABELS[type_]}题（{len(questions)} 题）"
        yield {"title": title, "how": _HOW[type_], "questions": shown}


def _question(placed: Placed, number: int) -> dict[str, Any]:
    question = placed.question
    return {
        "number": number,
        "type": question.type,
        "stem": f"quiz.{placed.number - 1}.stem",
        "choices": placed.choices,
        "columns": _columns(placed.choices),
        "lefts": [pair.left for pair in question.pairs],
        "lines": _lines(question),
    }


def _columns(choices: tuple[str, ...]) -> int:
    longest = max(map(len, choices), default=0)
    return next((columns for most, columns in _COLUMNS if longest <= most), 1)


def _lines(question: Question) -> int:
    """Lines to write on: two for each key point."""
    return max(4, 2 * len(question.answer)) if question.type == "short" else 0
