"""A question as the browser needs it to ask and to mark: web/src/quiz-marking.ts reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from xueku.model.quiz import Question, accepted
from xueku.model.quiz_paper import choices_of, question_key


def question_data(record: str, number: int, question: Question) -> Mapping[str, Any]:
    """What is asked and what is right, without stem and explanation; `number` counts from 1.

    `right` are positions in `choices`: of the right options, for each left side of a matching, or of the items in order.
    """
    data: dict[str, Any] = {"key": question_key(record, number), "type": question.type}
    choices = ("对", "错") if question.type == "judgment" else choices_of(question)
    if choices:
        data.update(choices=choices, right=_right(question, choices))
    match question.type:
        case "matching":
            data["lefts"] = [pair.left for pair in question.pairs]
        case "blank":
            data["accepted"] = [accepted(answer) for answer in question.answer]
        case "short":
            data["points"] = question.answer
    return data


def compact_json(value: object) -> str:
    """A value as JSON, the same for equal values, without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _right(question: Question, choices: tuple[str, ...]) -> list[int]:
    match question.type:
        case "single" | "multiple":
            return [position for position, option in enumerate(question.options) if option.correct]
        case "matching":
            return [choices.index(pair.right) for pair in question.pairs]
        case "ordering":
            return list(range(len(choices)))
        case _:
            return [choices.index(answer) for answer in question.answer]
