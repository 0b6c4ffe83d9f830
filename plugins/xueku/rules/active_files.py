"""XK910: attachments run nothing and fetch nothing."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule


class ActiveFiles(Rule):
    """附上的文件打开时不运行程序，不到别处取东西，展开也不大得离谱。

    查什么：材料附上或链接到的 Word、Excel、演示文稿、PDF 和压缩包里，有没有宏、控件、嵌入的对象、外面的模板和图片、自动运行的命令；压缩包里有没有程序和网页；展开后的个数（2,000）、大小（200 MB）和倍数（100）。
    为什么：一份带着宏的登记表，能在每个打开它的人的电脑上运行程序；一个几十 kB 的压缩包，展开能占满磁盘。
    错例：`登记表.docx` 的模板在 `http://example.com/a.dotm`。
    改法：另存为不带宏的 .docx、.xlsx、.pptx；嵌入的对象、外面的图片换成普通图片；只给人看的存成 PDF。
    """

    code = "XK910"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each danger of each file."""
        for name, facts in record.file_facts.items():
            for danger in facts.dangers:
                remedy = "另存为不带宏、不带嵌入对象的文件，或存成 PDF，再换上来"
                yield self.finding(facts.place, f"文件{shown(name, 40)}{danger}", remedy)
