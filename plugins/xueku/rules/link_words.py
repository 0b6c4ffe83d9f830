"""XK702: the words of a link say where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_SAYS_NOTHING = frozenset(
    "点击这里|点这里|点此|点击此处|点击|这里|此处|看这里|请看这里|见这里|戳这里|点我|请点击|链接|网址|地址|详见|详情|详细|查看|查看详情"
    "|点击查看|查看更多|更多|了解更多|点击进入|进入|打开|here|click here|click|link|more|read more".split("|")
)
_EDGES = " \t\u3000“”‘’《》〈〉（）()【】[]>→»…。，：:；！!"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


class LinkWords(Rule):
    """链接上的字说得出它通到哪里。

    查什么：只写“点击这里”“链接”“详见”的链接，直接把网址当文字的链接。
    为什么：听读屏的人常把链接单独列出来听，一串“这里”等于没有；打印出来也看不出指什么。
    错例：`会后的做法见[这里](xk:zhibu-gongzuo-guize#12)`。
    改法：`会后的做法见[《示例单位工作规则》第十二条](xk:zhibu-gongzuo-guize#12)`。
    """

    code = "XK702"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each link whose words say nothing."""
        for prose in record.parts.values():
            for link in prose.links:
                words = link.text.strip(_EDGES)
                if link.is_image or not words:
                    continue
                if words.lower() in _SAYS_NOTHING:
                    message = f"链接上的字{shown(words)}说不出它通到哪里"
                    yield self.finding(link.span, message, f"写成 [那一页的标题]({link.target})")
                elif _ADDRESS.fullmatch(words):
                    message = f"链接上的字就是网址{shown(link.text)}"
                    yield self.finding(link.span, message, f"写成 [那个网页的名称]({link.target})")
