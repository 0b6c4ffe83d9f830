"""XK908: attachments can be looked into."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule


class UninspectedFiles(Rule):
    """附上的文件打得开，查得了。

    查什么：材料附上或链接到的 Word、Excel、演示文稿、PDF 和图片，是不是完整，有没有加密，展开后是不是大得不正常。
    为什么：打不开的文件对读者没有用；查不了的，里面留着什么也不知道。
    错例：`登记表.docx` 其实是没有传完的半个文件。
    改法：从原稿重新存一份；去掉打开密码。
    """

    code = "XK908"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each file that cannot be looked into."""
        for name, facts in record.file_facts.items():
            if facts.problem:
                message = f"文件{shown(name, 40)}{facts.problem}"
                yield self.finding(facts.place, message, "从原稿重新存一份，去掉密码，再换上来")
