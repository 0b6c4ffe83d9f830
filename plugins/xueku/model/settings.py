"""Every setting of a site, with its default."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints

from xueku.model.declaration import Flag, Line, Lines, Terms, Value, declared
from xueku.model.review import ReviewPolicy

RuleCode = Annotated[str, StringConstraints(pattern=r"^XK\d{3}$")]
Level = Literal["error", "warning", "hint", "off"]
"""How much the findings of a rule weigh on this site; `off` leaves the rule out."""


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
    editor: Literal["vscode", "none"] = declared(
        "预览里打开文件用", "none", "vscode 用 VS Code 打开；none 不显示打开的链接", default="vscode"
    )
    kits: Flag = declared("课程包下载", "true", "每个课程包一个压缩包，见运维手册“课程包下载”", default=False)
    rules: dict[RuleCode, Level] = declared(
        "规则的轻重",
        "{XK203: error, XK306: warning}",
        "代码: error 错误、warning 警告、hint 提示、off 不查",
        default={},
    )

    stages: Terms = declared(
        "审签环节", "[初审, 复审, 终审]", "依次签", min_length=1, default=ReviewPolicy().stages
    )
    same_person: Flag = declared("一人可签几级", "true", "默认一份稿子一个人只签一级", default=False)
    proofreader: Flag = declared("要写校对人", "true", default=False)
    signatures: Flag = declared("要数字签名", "true", "见编辑手册“审签”", default=False)

    @property
    def policy(self) -> ReviewPolicy:
        """How this site reviews."""
        return ReviewPolicy(self.stages, self.same_person, self.proofreader, self.signatures)


@dataclass(frozen=True)
class Settings:
    """A site's settings and the folder that they are relative to. `site_url` is where readers find it, empty where nobody said."""

    root: Path
    site_name: str = "学库"
    site: SiteSettings = field(default_factory=SiteSettings)
    file: str = "mkdocs.yml"
    docs: str = "docs"
    site_url: str = ""

    @property
    def content_dir(self) -> Path:
        """Where the records are."""
        return self.root / self.site.content

    @property
    def docs_dir(self) -> Path:
        """Where the pages are that are no content."""
        return self.root / self.docs
