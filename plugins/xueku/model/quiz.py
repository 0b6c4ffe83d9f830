"""A quiz: questions with answers that name why they are right."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from xueku.model.declaration import EXAMPLE_WORK, Flag, Line, Lines, Text, Value, as_list, declared
from xueku.model.resource import Citation

QuestionType = Literal["single", "multiple", "judgment", "blank", "short"]
TYPE_LABELS: dict[QuestionType, str] = {
    "single": "单选",
    "multiple": "多选",
    "judgment": "判断",
    "blank": "填空",
    "short": "简答",
}


class Option(Value):
    """One answer to choose from."""

    text: Line = declared("选项", "提前三日公布议题")
    correct: Flag = declared("正确", "true", default=False)


class Question(Value):
    """One question. Choice questions have `options`; the others have `answer` (short: its key points)."""

    type: QuestionType = declared(
        "题型", "single", "single 单选、multiple 多选、judgment 判断、blank 填空、short 简答"
    )
    stem: Text = declared("题干", "议题应当提前几日公布？")
    options: Annotated[tuple[Option, ...], as_list] = declared(
        "选项", "[{text: 三日, correct: true}, {text: 七日}]", default=(), max_length=10
    )
    answer: Lines = declared(
        "答案", "[三日]", "判断题写 对 或 错；填空题每空一项；简答题每个要点一项", default=()
    )
    explanation: Text | None = declared("解析", "见第十二条。", default=None)
    source: Citation | None = declared("出处", f'{{work: {EXAMPLE_WORK}, articles: ["12"]}}', default=None)

    @model_validator(mode="after")
    def _has_its_answer(self) -> Question:
        problem = self._choice_problem() if self.type in ("single", "multiple") else self._answer_problem()
        if problem:
            raise PydanticCustomError("question", "question", {"problem": problem})
        return self

    def _choice_problem(self) -> str:
        """What is wrong with the options, by name; empty where nothing is."""
        right = sum(option.correct for option in self.options)
        texts = [option.text for option in self.options]
        if len(texts) < 2:
            return "options"
        if len(set(texts)) < len(texts):
            return "equal_options"
        if self.type == "single" and right != 1:
            return "one_correct"
        if right == 0:
            return "some_correct"
        return "answer_and_options" if self.answer else ""

    def _answer_problem(self) -> str:
        """What is wrong with the answer of a question without options, by name; empty where nothing is."""
        if self.options:
            return "no_options"
        if self.type == "judgment":
            return "" if self.answer in (("对",), ("错",)) else "judgment"
        if not self.answer:
            return "no_answer"
        is_short = self.type == "blank" and self.stem.count("____") != len(self.answer)
        return "blanks" if is_short else ""


class Quiz(Value):
    """The questions of one `quiz.yml`, in order."""

    title: Line = declared("标题", "会后自测", default="自测")
    questions: Annotated[tuple[Question, ...], as_list] = declared(
        "题目", "[{type: judgment, stem: 承诺登记以后要排出名次。, answer: 错}]", min_length=1
    )
