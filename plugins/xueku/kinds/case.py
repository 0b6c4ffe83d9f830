"""案例: what a unit met, did and learned, on one page."""

from __future__ import annotations

from typing import ClassVar, Literal

from xueku.model.declaration import Line, Year, declared
from xueku.model.resource import Kind, LearningResource


class Case(LearningResource):
    """One case; its body has the sections 背景, 做法, 成效, 启示."""

    kind: ClassVar[Kind] = Kind(
        name="case",
        collection="cases",
        label="案例汇编",
        door="案例汇编",
        noun="案例",
        summary="背景、做法、成效、启示，一案一页，可按领域对标",
        sections=("背景", "做法", "成效", "启示"),
    )

    unit: Line = declared("单位", "示例单位政务大厅", facet=True)
    year: Year = declared("年份", "2026", facet=True)
    award: Line | None = declared("所获评价", "示例单位年度交流案例", default=None)
    field: Line = declared("领域", "窗口服务", vocabulary="fields", facet=True)
    tone: Literal["正面", "警示"] = declared("类型", "正面", "正面 或 警示", facet=True, default="正面")
