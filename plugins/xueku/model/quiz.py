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
    answer: Lines = declared("答案", "[三日]", "判断题写 对 或 错；填空题每空一项；简答题每个要点一项", default=())
    explanation: Text | None = declared("解析", "见第十二条。", default=None)
    source: Citation | None = declared("出处", f'{{work: {EXAMPLE_WORK}, articles: ["12"]}}', default=None)

    @model_validator(mode="after")
    def _has_its_answer(self) -> Question:
        right = sum(option.correct for option in self.options)
        texts = [option.text for option in self.options]
        problem = ""
        if self.type in ("single", "multiple"):
            if len(texts) < 2:
                problem = "options"
            elif len(set(texts)) < len(texts):
                problem = "equal_options"
            elif right == 0 or (self.type == "single" and right > 1):
                problem = "one_correct" if self.type == "single" else "some_correct"
            elif self.answer:
                problem = "answer_and_options"
        elif self.options:
            problem = "no_options"
        elif self.type == "judgment" and self.answer not in (("对",), ("错",)):
            problem = "judgment"
        elif not self.answer:
            problem = "no_answer"
        elif self.type == "blank" and self.stem.count("____") != len(self.answer):
            problem = "blanks"
        if problem:
            raise PydanticCustomError("question_" + problem, problem)  # type: ignore[arg-type]
        return self


class Quiz(Value):
    """The questions of one `quiz.yml`, in order."""

    title: Line = declared("标题", "会后自测", default="自测")
    questions: Annotated[tuple[Question, ...], as_list] = declared(
        "题目", "[{type: judgment, stem: 承诺登记以后要排出名次。, answer: 错}]", min_length=1
    )
