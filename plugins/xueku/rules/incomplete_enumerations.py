"""XK404: an enumeration of the unit's table is named whole."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.catalog.term_search import search_of
from xueku.model.diagnostic import Diagnostic, shown
from xueku.render.link import Linked
from xueku.rules.base import TextRule, Texts


class IncompleteEnumerations(TextRule):
    """固定的几项并提时，一项不少。

    查什么：`content/vocab/terms.yml` 里 `sequence` 列出的几项，两项以上用顿号连着说的时候，是不是都在；后面写了“等”的不算。
    为什么：固定的提法少一项，意思就变了，也显得不熟悉。
    错例：四步工作法是“听、记、办、回”，写成了“听、记、办”。
    改法：补全；只想说其中几项的，后面写“等”，或分开说。
    """

    code = "XK404"

    def check_texts(self, linked: Linked, texts: Texts) -> Iterator[Diagnostic]:
        """One finding for each listing that lacks an item."""
        search = search_of(linked.catalog.vocabularies.terminology)
        for passage in texts.of_editors:
            for listing in search.find(passage.text).listings:
                if not listing.is_complete:
                    items = listing.enumeration.sequence
                    missing = [item for index, item in enumerate(items) if index not in listing.given]
                    message = f"{shown(listing.enumeration.name)}少了{'、'.join(map(shown, missing))}"
                    remedy = f"写全：{'、'.join(items)}；只说其中几项的，后面写“等”"
                    yield self.finding(passage.span(listing.start, listing.end), message, remedy)
