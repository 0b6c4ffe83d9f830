"""XK701: every image says in words what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule


class ImageText(Rule):
    """每张图片都有文字说明。

    查什么：`![](…)` 的方括号里有没有字。
    为什么：看不见图的人、图没载入的时候、搜索的时候，都靠这句话。
    错例：`![](media/现场.jpg)`。
    改法：`![三人围坐讨论的现场](media/现场.jpg)`。
    """

    code = "XK701"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each image without words."""
        for prose in record.parts.values():
            for link in prose.links:
                if link.is_image and not link.text:
                    remedy = f"写成 ![图上有什么]({link.target})"
                    yield self.finding(link.span, "图片没有文字说明", remedy)
