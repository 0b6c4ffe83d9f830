"""XK608: documents that a text names are in the library."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.render.link import Linked, title_key
from xueku.rules.base import TextRule, Texts

_TITLE = re.compile(r"《(?P<title>[^《》\n]{2,60})》")
_DOCUMENT = re.compile(
    r"(?:条例|规定|办法|规则|意见|通知|准则|决定|细则|章程|纲要|规范|制度|规程|公报|决议|(?<![做看书方说想写用手疗语句])法)(?:[（(][^（()）]*[）)])?$"
)


class UnlistedWorks(TextRule):
    """提到的文件，原文库里有。

    查什么：书名号里以条例、规定、办法、规则、意见、通知、准则、法等结尾的题名；库里没有这一份，`sources` 里也没有写，又没有加链接。
    为什么：收进原文库，引文才能逐字核对，读者也才点得开。
    错例：正文写着《示例单位考勤办法》，原文库里没有。
    改法：把原文收进 `content/library/`；库外的文件，在 `sources` 里写 `title:`。
    """

    code = "XK608"
    severity = Severity.HINT

    def check_texts(self, linked: Linked, texts: Texts) -> Iterator[Diagnostic]:
        """One finding for each such title, at the first place where it stands."""
        seen: set[str] = set()
        for passage in texts.of_editors:
            for match in _TITLE.finditer(passage.text) if "《" in passage.text else ():
                key = title_key(match["title"])
                if key in seen or not _DOCUMENT.search(match["title"]):
                    continue
                seen.add(key)
                if key not in _own_titles(texts) and key not in linked.titles:
                    message = f"原文库里没有{shown(match['title'], 40)}"
                    remedy = "把原文收进 content/library/；库外的文件，在 sources 里写 title: 题名"
                    yield self.finding(passage.span(*match.span()), message, remedy)


def _own_titles(texts: Texts) -> set[str]:
    """The titles that the record itself has, names as texts outside the library, or links."""
    resource = texts.record.resource
    titles = [resource.title, *(citation.title for citation in resource.sources if citation.title)]
    titles += [reading.title for reading in getattr(resource, "readings", ()) if reading.title]
    linked = (link.text for prose in texts.record.parts.values() for link in prose.links)
    titles += [match["title"] for text in linked for match in _TITLE.finditer(text)]
    return {title_key(title) for title in titles}
