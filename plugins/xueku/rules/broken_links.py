"""XK302: every link leads somewhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Span, shown
from xueku.model.record import Record
from xueku.render.link import Destination, Linked
from xueku.render.safe import scheme_of
from xueku.rules.base import Rule


class BrokenLinks(Rule):
    """正文里的每个链接、每张图片都有着落。

    查什么：`xk:` 链接的编号和条号、相对路径的文件、页内标题，是否存在。
    为什么：读者点到空处，就不再信其余的链接。
    错例：`[第三条](xk:guize#99)`，那份原文没有第九十九条。
    改法：改编号或条号；把图片放进本文所在的文件夹。
    """

    code = "XK302"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each link that leads nowhere."""
        for name, prose in record.parts.items():
            seen = set()
            for found in prose.links:
                seen.add(found.target)
                yield from self._check(linked, record, found.target, found.span)
            for target in linked.outline(record, name).links:
                if target not in seen:
                    yield from self._check(linked, record, target, prose.span(0))

    def _check(self, linked: Linked, record: Record, target: str, span: Span) -> Iterator[Diagnostic]:
        if scheme_of(target) not in ("", "xk"):
            return
        found = linked.resolve(record, target)
        if isinstance(found, Destination) or found == "unread":
            return
        way, _, anchor = target.partition("#")
        if found == "record":
            known = list(linked.catalog.records)
            near = difflib.get_close_matches(way.removeprefix("xk:"), known, 1, 0.6)
            message = f"链接{shown(target, 40)}指向的材料不存在"
            what = "编号" if scheme_of(way) == "xk" else "文件名"
            remedy = f"改成 xk:{near[0]}" if near else f"检查{what}，或去掉这个链接"
        elif found == "anchor":
            message = f"链接{shown(target, 40)}里的{shown(anchor)}在那一页上没有"
            remedy = "原文写条号，如 #3；其他页面写标题的文字；或去掉 # 之后的部分"
        elif found == "outside":
            message = f"{shown(target, 40)}在本文所在的文件夹之外"
            remedy = f"把文件复制到 {record.folder}/ 里，再改链接"
        else:
            near = difflib.get_close_matches(way, list(record.files), 1, 0.5)
            message = f"找不到文件{shown(target, 40)}"
            remedy = f"改成 {near[0]}" if near else f"把文件放进 {record.folder}/，或去掉这个链接"
        yield self.finding(span, message, remedy)
