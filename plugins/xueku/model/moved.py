"""What `content/redirects.yml` says: where records went that had a page once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from xueku.model.declaration import Id, Line, Value, declared
from xueku.model.diagnostic import Span

Gone = Literal["course", "guide", "case", "path", "article", "work"]


class Moved(Value):
    """A record that is no more, and what its old address shows: the way `to` another one, or the `reason` why there is nothing."""

    id: Id = declared("编号", "jiu-bianhao", "没有了的那份材料的编号")
    kind: Gone = declared(
        "种类", "course", "course 课程包、guide 指引、case 案例、path 路径、article 文章、work 原文"
    )
    to: Id | None = declared(
        "换到哪里", "xin-bianhao", "现在那份材料的编号；和 reason 只写一个", default=None
    )
    reason: Line | None = declared("撤下的原因", "内容已过时", "和 to 只写一个", default=None)


@dataclass(frozen=True)
class Moves:
    """All entries by id, and where each stands."""

    by_id: dict[str, Moved] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
