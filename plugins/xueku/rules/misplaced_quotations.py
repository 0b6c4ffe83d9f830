"""XK602: quoted words stand in the article that is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Fix
from xueku.model.record import Record
from xueku.model.work_text import Place
from xueku.quoting.comparison import Verdict, verdicts
from xueku.quoting.quotations import Citation
from xueku.render.link import Linked
from xueku.rules.base import Rule

_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千两\d]+条(?:之[一二三四五六七八九十]+)?")
_SURE = 8
"""So many characters do not stand in two articles by chance."""
_MOST = 4
"""Who quotes from more places than these cites the work."""


class MisplacedQuotations(Rule):
    """引文在所写的那一条里。

    查什么：引文在那份原文里，但不在出处写的那一条，或一直引到了没有写的下一条。
    为什么：读者点开出处，看到的是另一条，或者只看到一半。
    错例：第十二条的话，出处写成 `[第十三条](xk:guize#13)`。
    改法：把条号改对，链接的文字和 # 后面都要改；引了几条，出处就写几条。
    """

    code = "XK602"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each quotation of which words are elsewhere in the work."""
        for verdict in verdicts(linked, record):
            if verdict.sort in ("elsewhere", "beyond") and verdict.cited.places:
                yield self._misplaced(verdict, verdict.cited.citations[0])

    def _misplaced(self, verdict: Verdict, citation: Citation) -> Diagnostic:
        quotation, cited, places = verdict.quotation, verdict.cited, verdict.places
        where = "、".join(one.label for one in cited.places)
        span = quotation.prose.span(citation.target_start, citation.end)
        if not places or len(places) > _MOST or not all(place.anchor for place in places):
            others = "也有别处的话" if verdict.sort == "beyond" else "在别处"
            message = (
                f"这段引文不{'只' if verdict.sort == 'beyond' else ''}在{cited.work.name}{where}，{others}"
            )
            return self.finding(span, message, f"出处只写 xk:{cited.work.id}，不写条号")
        labels = "、".join(place.label for place in places)
        links = "、".join(f"[{place.label}](xk:{cited.work.id}#{place.anchor})" for place in places)
        if verdict.sort == "beyond":
            message = f"这段引文里还有{labels}的话，出处只写了{where}"
            return self.finding(span, message, f"出处再加上 {links}，或只引{where}的话")
        message = f"这段引文不在{where}，在{cited.work.name}{labels}"
        if len(places) > 1:
            return self.finding(span, message, f"出处改成 {links}")
        (place,) = places
        remedy = f"出处改成 xk:{cited.work.id}#{place.anchor}"
        if _ARTICLE.search(citation.text) and place.is_article:
            remedy += f"，链接的文字改成{place.label}"
        is_sure = verdict.is_only and len(cited.citations) == 1 and len(quotation.normal) >= _SURE
        return self.finding(span, message, remedy, _fix(verdict, citation, place) if is_sure else None)


def _fix(verdict: Verdict, citation: Citation, place: Place) -> Fix | None:
    """The right article in the link's words and in its target, which stand in one line."""
    prose, work = verdict.quotation.prose, verdict.cited.work
    written = [*_ARTICLE.finditer(citation.text)]
    if len(written) != 1 or not place.is_article or not citation.target.startswith(f"xk:{work.id}#"):
        return None
    start = citation.text_start + written[0].start()
    between = prose.markdown[citation.text_start + written[0].end() : citation.target_start]
    return Fix(prose.span(start, citation.end), f"{place.label}{between}xk:{work.id}#{place.anchor}")
