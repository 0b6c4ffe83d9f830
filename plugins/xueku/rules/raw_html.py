"""XK205: HTML in content is shown as text."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_INSTEAD = {
    "b": "**重点**",
    "strong": "**重点**",
    "i": "*强调*",
    "em": "*强调*",
    "br": "行末空两格，或另起一段",
    "img": "![说明](media/文件名)",
    "a": "[文字](地址)",
    "table": "用 | 分列的表格",
    "details": '??? note "标题"',
    "u": "**重点**",
    "center": "正文不居中；要强调写 **重点**",
}


class RawHtml(Rule):
    """正文里不写 HTML 标签。

    查什么：`<b>`、`<div>`、`<script>` 一类的标签。
    为什么：内容出自多人之手，标签能改变整页，也能带进程序，所以一律当成文字显示。
    错例：`<b>重点</b>`。
    改法：`**重点**`。要在正文里显示尖括号，用反引号括起来。
    """

    code = "XK205"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each tag; a closing tag goes with its opening one."""
        for prose in record.parts.values():
            for refused in prose.refused:
                if refused.kind == "html" and not refused.text.startswith("</"):
                    name = (
                        refused.text.strip("<>/ ").split()[0].lower() if refused.text.strip("<>/!? ") else ""
                    )
                    if refused.text == "<!--":
                        yield self.finding(refused.span, "批注没有结束，会显示在页面上", "在批注末尾写 -->")
                        continue
                    instead = _INSTEAD.get(name, "用 Markdown 的写法，见编辑手册")
                    message = f"正文里的 HTML 标签{shown(refused.text)}会原样显示成文字"
                    yield self.finding(refused.span, message, f"{instead}；要显示尖括号，用反引号括起来")
