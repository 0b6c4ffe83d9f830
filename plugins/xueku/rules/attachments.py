"""XK305: attachments exist and are of a kind that may be handed out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.record import Record
from xueku.render.link import Destination, Linked
from xueku.rules.base import Rule
from xueku.source.file_types import may_be_handed_out, refusal


class Attachments(Rule):
    """附件要在本文所在的文件夹里，而且是可以发给人的文件。

    查什么：`attachments` 里的文件，以及正文里链接到的文件，是否存在、类型是否允许。
    为什么：点开是空的，或者点开就运行程序，都不能出现在内网网站上。
    错例：`file: media/情景卡.pdf`，文件夹里没有这个文件；链接到 `工具.exe`、`页面.html`。
    改法：把文件放进来，检查名字；换成 PDF、Word、图片等普通文件。
    """

    code = "XK305"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each attachment or linked file that is absent or not allowed."""
        for index, attachment in enumerate(record.resource.attachments):
            span = record.places.value(("attachments", index, "file"))
            if attachment.file not in record.files:
                near = difflib.get_close_matches(attachment.file, list(record.files), 1, 0.5)
                remedy = f"改成 file: {near[0]}" if near else f"把文件放进 {record.folder}/，或删掉这一项"
                yield self.finding(span, f"附件{shown(attachment.file, 40)}不存在", remedy)
            elif not may_be_handed_out(attachment.file):
                yield self.finding(span, *refusal(attachment.file))
        for prose in record.parts.values():
            for link in prose.links:
                found = linked.resolve(record, link.target)
                if isinstance(found, Destination) and found.file and not may_be_handed_out(found.file):
                    yield self.finding(link.span, *refusal(found.file))
