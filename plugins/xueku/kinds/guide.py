"""理论学习指引: what to read in a period, in what order, with what questions."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from xueku.model.declaration import (
    EXAMPLE_WORK,
    Flag,
    Id,
    Line,
    Lines,
    Minutes,
    Numbers,
    Value,
    as_list,
    declared,
)
from xueku.model.resource import Kind, LearningResource


class Reading(Value):
    """One thing to read: a work of the library (`work`), or a title outside it."""

    work: Id | None = declared("原文编号", EXAMPLE_WORK, refers_to=True, default=None)
    title: Line | None = declared("书目", "《示例读本》", default=None)
    chapters: Line | None = declared("章节", "第二章", default=None)
    required: Flag = declared("必读", "true", default=True)
    minutes: Minutes | None = declared("分钟", "40", default=None)

    @model_validator(mode="after")
    def _names_one_text(self) -> Reading:
        if (self.work is None) == (self.title is None):
            raise PydanticCustomError("citation", "citation")
        return self


class Session(Value):
    """One entry of the schedule."""

    when: Line = declared("时间", "第 1 周")
    what: Line = declared("内容", "通读第一章，做摘记")
    minutes: Minutes | None = declared("分钟", "60", default=None)
    reads: Numbers = declared("读哪几种", "[1]", "书目里的第几种，从 1 数起", default=())


class Guide(LearningResource):
    """A study guide for one period."""

    kind: ClassVar[Kind] = Kind(
        name="guide",
        collection="guides",
        label="理论学习指引",
        door="理论学习",
        noun="学习指引",
        summary="按学习周期列书目、进度和思考题，附自测，可打印成册",
        parts=("quiz",),
    )

    period: Line = declared("学习周期", "2026年第四季度", facet=True)
    readings: Annotated[tuple[Reading, ...], as_list] = declared(
        "书目", f"[{{work: {EXAMPLE_WORK}, chapters: 第二章, minutes: 40}}]", min_length=1
    )
    questions: Lines = declared("思考题", "[这一条和我的岗位有什么关系？]", default=())
    schedule: Annotated[tuple[Session, ...], as_list] = declared(
        "进度", "[{when: 第 1 周, what: 通读第一章, minutes: 60, reads: [1]}]", default=()
    )

    @model_validator(mode="after")
    def _reads_what_is_listed(self) -> Guide:
        for index, session in enumerate(self.schedule):
            for place, number in enumerate(session.reads):
                if not 0 < number <= len(self.readings):
                    way = ("schedule", index, "reads", place)
                    raise PydanticCustomError(
                        "unlisted", "unlisted", {"way": way, "number": number, "most": len(self.readings)}
                    )
        return self
