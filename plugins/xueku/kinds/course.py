"""主题党日课程包: what to prepare, how it runs minute by minute, what to discuss."""

from __future__ import annotations

from typing import Annotated, ClassVar

from xueku.model.declaration import Line, Lines, Minutes, People, Terms, Text, Value, as_list, declared
from xueku.model.resource import Kind, LearningResource


class AgendaItem(Value):
    """One step of a course."""

    title: Line = declared("环节", "逐句重温")
    minutes: Minutes = declared("分钟", "10", "只写数字")
    mode: Line | None = declared("方式", "分组讨论", default=None)
    lead: Line | None = declared("主持", "支部书记", default=None)
    notes: Text | None = declared("说明", "每人 6 分钟，只讲一个场景", default=None)
    materials: Lines = declared("用到的物料", "[情景卡]", default=())


class Course(LearningResource):
    """One 主题党日 activity that a facilitator can take into the room."""

    kind: ClassVar[Kind] = Kind(
        name="course",
        collection="courses",
        label="主题党日课程包",
        door="主题党日",
        noun="课程包",
        summary="议程到分钟，讲义、主持词、自测齐备，投影即可开课",
        parts=("handout", "host", "quiz"),
    )

    time_required: Minutes = declared("时长", "60", "分钟，只写数字；等于议程各环节之和")
    occasion: Terms = declared("适用时节", "[七一前后]", vocabulary="occasions", facet=True, default=())
    form: Line = declared("形式", "情景式", vocabulary="forms", facet=True)
    place: Line | None = declared("场地", "党员活动室", default=None)
    group_size: People | None = declared("人数", "8-40", default=None)
    objectives: Lines = declared("目标", "[说得出誓词的每一句]", default=())
    materials: Lines = declared("物料", "[情景卡 5 张, 计时器]", default=())
    agenda: Annotated[tuple[AgendaItem, ...], as_list] = declared(
        "议程",
        "[{title: 学一段, minutes: 20, mode: 领读}, {title: 议一议, minutes: 40, mode: 分组讨论}]",
        min_length=1,
    )
    discussion: Lines = declared("讨论题", "[如果是我，会怎么做？]", default=())
