"""A quiz: questions with answers that name why they are right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from xueku.model.declaration import (
    EXAMPLE_WORK,
    Flag,
    Line,
    Lines,
    Terms,
    Text,
    Value,
    as_list,
    declared,
)
from xueku.model.resource import Citation

QuestionType = Literal["single", "multiple", "judgment", "blank", "matching", "ordering", "short"]
TYPE_LABELS: dict[QuestionType, str] = {
    "single": "单选",
    "multiple": "多选",
    "judgment": "判断",
    "blank": "填空",
    "matching": "连线",
    "ordering": "排序",
    "short": "简答",
}
BLANK = "____"
"""What stands in a stem for each blank."""

_ANSWERED_IN: dict[QuestionType, str] = {
    "single": "options",
    "multiple": "options",
    "matching": "pairs",
    "ordering": "items",
}
"""The field that holds the answer of a type; `answer` where the type is not here."""

Problem = tuple[str, tuple[str | int, ...]]
"""What is wrong with a question, by name, and the way to the value that is to be mended."""


class Option(Value):
    """One answer to choose from."""

    text: Line = declared("选项", "提前三日公布议题")
    correct: Flag = declared("正确", "true", default=False)


class Pair(Value):
    """Two things that belong together. Several lefts may have the same right."""

    left: Line = declared("左边", "公布议题")
    right: Line = declared("右边", "会前三日")


class Question(Value):
    """One question. Its answer stands in `options`, `pairs` or `items` (in the right order), else in `answer` (short: its key points)."""

    type: QuestionType = declared(
        "题型",
        "single",
        "single 单选、multiple 多选、judgment 判断、blank 填空、matching 连线、ordering 排序、short 简答",
    )
    stem: Text = declared("题干", "议题应当提前几日公布？")
    options: Annotated[tuple[Option, ...], as_list] = declared(
        "选项", "[{text: 三日, correct: true}, {text: 七日}]", default=(), max_length=10
    )
    answer: Lines = declared(
        "答案",
        "[三日]",
        "判断题写 对 或 错；填空题每空一项，几种写法都算对的用 ｜ 隔开；简答题每个要点一项",
        default=(),
    )
    pairs: Annotated[tuple[Pair, ...], as_list] = declared(
        "连线",
        "[{left: 公布议题, right: 会前三日}, {left: 形成记录, right: 会后七日}]",
        default=(),
        max_length=10,
    )
    items: Lines = declared(
        "次序", "[公布议题, 开会, 形成记录]", "排序题按正确的次序写", default=(), max_length=10
    )
    explanation: Text | None = declared("解析", "见第十二条。", default=None)
    source: Citation | None = declared("出处", f'{{work: {EXAMPLE_WORK}, articles: ["12"]}}', default=None)
    topics: Terms = declared(
        "主题",
        "[组织生活]",
        "考试按主题抽题时用；不写就是这份材料的主题",
        vocabulary="topics",
        default=(),
        max_length=6,
    )

    @property
    def told_answer(self) -> str:
        """The whole answer in words, on one line."""
        match self.type:
            case "single" | "multiple":
                return "；".join(option.text for option in self.options if option.correct)
            case "matching":
                return "；".join(f"{pair.left}——{pair.right}" for pair in self.pairs)
            case "ordering":
                return " → ".join(self.items)
            case "blank":
                return "；".join(map(_told_blank, self.answer))
            case _:
                return "；".join(self.answer)

    @model_validator(mode="after")
    def _has_its_answer(self) -> Question:
        problem = self._misplaced() or self._own_problem()
        if problem:
            name, way = problem
            raise PydanticCustomError("question", "question", {"problem": name, "way": way})
        return self

    def _misplaced(self) -> Problem | None:
        """An answer that stands where that of another type does."""
        own = _ANSWERED_IN.get(self.type, "answer")
        for field in ("answer", "options", "pairs", "items"):
            if field != own and getattr(self, field):
                is_choice = own == "options" and field == "answer"
                return "answer_and_options" if is_choice else f"{field}_of_another", (field,)
        return None

    def _own_problem(self) -> Problem | None:
        match self.type:
            case "single" | "multiple":
                return self._choice_problem()
            case "matching":
                return self._matching_problem()
            case "ordering":
                return self._ordering_problem()
            case _:
                return self._answer_problem()

    def _choice_problem(self) -> Problem | None:
        right = sum(option.correct for option in self.options)
        if len(self.options) < 2:
            return "options", ("options",)
        if again := _repeated([option.text for option in self.options]):
            return "equal_options", ("options", again, "text")
        if self.type == "single" and right != 1:
            return "one_correct", ()
        return ("some_correct", ()) if right == 0 else None

    def _matching_problem(self) -> Problem | None:
        if len(self.pairs) < 2:
            return "pairs", ("pairs",)
        if again := _repeated([pair.left for pair in self.pairs]):
            return "equal_lefts", ("pairs", again, "left")
        return ("one_right", ("pairs",)) if len({pair.right for pair in self.pairs}) < 2 else None

    def _ordering_problem(self) -> Problem | None:
        if len(self.items) < 2:
            return "items", ("items",)
        again = _repeated(self.items)
        return ("equal_items", ("items", again)) if again else None

    def _answer_problem(self) -> Problem | None:
        if self.type == "judgment":
            return None if self.answer in (("对",), ("错",)) else ("judgment", ("answer",))
        if not self.answer:
            return "no_answer", ()
        if self.type == "blank" and self.stem.count(BLANK) != len(self.answer):
            return "blanks", ("answer",)
        if self.type == "blank":
            empty = (number for number, answer in enumerate(self.answer) if not all(accepted(answer)))
            return next((("empty_alternative", ("answer", number)) for number in empty), None)
        return None


class Quiz(Value):
    """The questions of one `quiz.yml`, in order."""

    title: Line = declared("标题", "会后自测", default="自测")
    questions: Annotated[tuple[Question, ...], as_list] = declared(
        "题目", "[{type: judgment, stem: 承诺登记以后要排出名次。, answer: 错}]", min_length=1
    )


def accepted(answer: str) -> tuple[str, ...]:
    """The ways of filling one blank that are right, the first one best: `三分之一｜1/3`."""
    return tuple(way.strip() for way in answer.replace("|", "｜").split("｜"))


def _told_blank(answer: str) -> str:
    best, *others = accepted(answer)
    return f"{best}（或 {'、'.join(others)}）" if others else best


def _repeated(texts: Sequence[str]) -> int:
    """The position of the first text that stood there before; 0 if all differ."""
    return next((number for number, text in enumerate(texts) if text in texts[:number]), 0)
