"""Every setting of a site, with its default."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from xueku.model.declaration import Line, Lines, Value, declared


class SiteSettings(Value):
    """What stands under `plugins: - xueku:` in mkdocs.yml."""

    content: Line = declared("内容文件夹", "content", default="content")
    engine: Literal["xueku", "lunr"] = declared("搜索引擎", "xueku", default="xueku")
    tagline: Line = declared("首页标题", "用得上的学习资源，一搜就到", default="用得上的学习资源，一搜就到")
    introduction: Line = declared(
        "首页说明",
        "课程包、学习指引、案例与原文",
        default="课程包、学习指引、案例与原文，随时可读、可打印、可带进会议室",
    )
    searches: Lines = declared("常用搜索", "[重温入党誓词]", default=())


@dataclass(frozen=True)
class Settings:
    """A site's settings and the folder that they are relative to."""

    root: Path
    site_name: str = "学库"
    site: SiteSettings = field(default_factory=SiteSettings)

    @property
    def content_dir(self) -> Path:
        """Where the records are."""
        return self.root / self.site.content
