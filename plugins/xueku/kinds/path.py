"""学习路径: other records in an order that makes sense, with the minutes each takes."""

from __future__ import annotations

from typing import Annotated, ClassVar

from xueku.model.declaration import EXAMPLE_RECORD, Flag, Id, Line, Minutes, Value, as_list, declared
from xueku.model.resource import Kind, LearningResource


class Step(Value):
    """One step of a path."""

    record: Id = declared("材料编号", EXAMPLE_RECORD, refers_to=True)
    minutes: Minutes | None = declared("分钟", "30", default=None)
    required: Flag = declared("必学", "true", "不必人人都学的写 false", default=True)
    why: Line | None = declared("为什么学", "先知道规矩，再看别人怎么做", default=None)


class Path(LearningResource):
    """An ordered way through several records."""

    kind: ClassVar[Kind] = Kind(
        name="path",
        collection="paths",
        label="学习路径",
        door="学习路径",
        noun="学习路径",
        summary="把材料排成先后，一步一步学，每步多久写明白",
    )

    steps: Annotated[tuple[Step, ...], as_list] = declared(
        "步骤", f"[{{record: {EXAMPLE_RECORD}, minutes: 30}}]", min_length=1
    )
