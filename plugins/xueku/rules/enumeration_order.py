"""XK405: an enumeration of the unit's table is named in its order."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.catalog.term_search import search_of
from xueku.model.diagnostic import Diagnostic, shown
from xueku.render.link import Linked
from xueku.rules.base import TextRule, Texts


class EnumerationOrder(TextRule):
    """固定的几项并提时，次序不乱。

    查什么：`content/vocab/terms.yml` 里 `sequence` 列出的几项都在的时候，次序对不对，有没有重复。
    为什么：固定的提法，次序也是定好的。
    错例：四步工作法是“听、记、办、回”，写成了“记、听、办、回”。
    改法：照词表里的次序写。
    """

    code = "XK405"

    def check_texts(self, linked: Linked, texts: Texts) -> Iterator[Diagnostic]:
        """One finding for each listing in another order."""
        search = search_of(linked.catalog.vocabularies.terminology)
        for passage in texts.of_editors:
            for listing in search.find(passage.text).listings:
                if listing.is_complete and not listing.is_in_order:
                    message = f"{shown(listing.enumeration.name)}的次序不对"
                    remedy = f"写成：{'、'.join(listing.enumeration.sequence)}"
                    yield self.finding(passage.span(listing.start, listing.end), message, remedy)
