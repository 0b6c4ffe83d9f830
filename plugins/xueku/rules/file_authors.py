"""XK909: attachments name no author and no place in their properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_REMEDY = "在文件“属性”的“详细信息”里选“删除属性和个人信息”，再换上来"


class FileAuthors(Rule):
    """发出去的文件，属性里没有人名、单位和拍摄地点。

    查什么：Word、Excel、演示文稿、PDF 的作者、最后修改人、公司、经理；图片的作者和拍摄地点（查到地点是错误）。
    为什么：这些字不在页面上，却跟着文件走，谁起草的、在哪里拍的，一看便知。
    错例：`会场.jpg` 里存着拍摄地点的经纬度。
    改法：在文件“属性”的“详细信息”里选“删除属性和个人信息”，再换上来。
    """

    code = "XK909"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each file that names persons or units, and one for each that names a place."""
        for name, facts in record.file_facts.items():
            if facts.authors:
                names = "、".join(facts.authors[:3])
                message = f"文件{shown(name, 40)}的属性里写着{shown(names)}"
                yield self.finding(facts.place, message, _REMEDY)
            if facts.has_place:
                message = f"图片{shown(name, 40)}里存着拍摄地点"
                yield replace(self.finding(facts.place, message, _REMEDY), severity=Severity.ERROR)
