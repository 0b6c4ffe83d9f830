"""XK907: attachments hold no tracked changes and no comments."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule


class TrackedChanges(Rule):
    """发出去的文件里没有留着修订和批注。

    查什么：材料附上或链接到的 Word、Excel、演示文稿和 ODF 文件里，有没有修订记录、批注。
    为什么：删掉的话、内部的意见，打开“审阅”就全看得见，而且写着是谁说的。
    错例：`登记表.docx` 里留着三条批注。
    改法：在“审阅”里接受全部修订、删除全部批注，存盘后换上来。
    """

    code = "XK907"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each file that holds either."""
        for name, facts in record.file_facts.items():
            kinds = [("修订", facts.has_tracked_changes), ("批注", facts.has_comments)]
            left = "和".join(kind for kind, is_there in kinds if is_there)
            if left:
                remedy = "在“审阅”里接受全部修订、删除全部批注，存盘后换上来"
                yield self.finding(facts.place, f"文件{shown(name, 40)}里留着{left}", remedy)
