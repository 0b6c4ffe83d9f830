"""原文: texts that may be quoted, article by article; quotations are checked against them."""

from __future__ import annotations

from typing import ClassVar, Literal

from xueku.model.declaration import Date, Line, Year, declared
from xueku.model.resource import Kind, LearningResource


class Work(LearningResource):
    """A text of the library with its bibliographic data (GB/T 7714)."""

    kind: ClassVar[Kind] = Kind(
        name="work",
        collection="library",
        label="原文库",
        door="原文库",
        noun="原文",
        summary="可以引用的原文，逐条有锚点，引文与它核对",
        has_articles=True,
    )

    genre: Literal["制度", "图书", "文章", "其他"] = declared("类别", "制度", facet=True)
    issuer: Line | None = declared("责任者", "示例单位党委", default=None)
    number: Line | None = declared("文号", "示例〔2026〕3号", default=None)
    publisher: Line | None = declared("出版者", "示例出版社", default=None)
    year: Year | None = declared("年份", "2026", facet=True, default=None)
    version: Line | None = declared("版本", "2026年修订版", default=None)
    in_force: Date | None = declared("施行日期", "2026-03-01", default=None)
