"""文章: 实践者说, 读书分享 and other pieces by one hand."""

from __future__ import annotations

from typing import ClassVar

from xueku.model.declaration import Line, declared
from xueku.model.resource import Kind, LearningResource


class Article(LearningResource):
    """A signed piece in a column."""

    kind: ClassVar[Kind] = Kind(
        name="article",
        collection="articles",
        label="文章",
        door="文章",
        noun="文章",
        summary="一线的人写自己的事，读书的人写自己的想法",
    )

    column: Line = declared("栏目", "实践者说", vocabulary="columns", facet=True)
    author: Line = declared("作者", "示例单位 某同志")
