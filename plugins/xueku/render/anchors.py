"""Readable, stable anchors: for Chinese headings, and for the articles of a text (第十二条 → `12`)."""

from __future__ import annotations

import re
from collections.abc import Container
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from xueku.model.chinese import number

_ARTICLE = re.compile(
    r"\s*第(?P<number>[零〇一二三四五六七八九十百千两\d]+)条(?:之(?P<sub>[一二三四五六七八九十]+))?(?=[\s　:：]|$)"
)


def heading_anchor(title: str, separator: str = "-") -> str:
    """The anchor of a heading: its letters, figures and characters; everything else is one separator.

    Ids that start with `md-` or `xk-` are the page's own, so such a heading gets a prefix.
    """
    anchor = re.sub(r"[\W_]+", separator, title.lower()).strip(separator) or "section"
    return f"h-{anchor}" if anchor.startswith(("md-", "xk-")) else anchor


def article_anchor(text: str) -> str | None:
    """The anchor of a paragraph that starts an article: 第十二条 → `12`, 第十二条之一 → `12-1`; else None."""
    match = _ARTICLE.match(text)
    if match is None:
        return None
    numbers = [number(match["number"]), *([number(match["sub"])] if match["sub"] else [])]
    return None if None in numbers else "-".join(map(str, numbers))


def cited_anchor(article: str, anchors: Container[str]) -> str | None:
    """Which of the anchors of a text an article means: 12, 十二, 第十二条, 12-1, or a heading of these words; None if there is none."""
    value = number(article)
    counted = article_anchor(article) if value is None else str(value)
    named = (article, counted, heading_anchor(article))
    return next((anchor for anchor in named if anchor is not None and anchor in anchors), None)


class ArticleExtension(Extension):
    """Gives each paragraph or heading that starts an article its anchor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with `md`, before the table of contents is made."""
        md.treeprocessors.register(_ArticleMarker(md), "xk-articles", 6)


class _ArticleMarker(Treeprocessor):
    def run(self, root: Element) -> None:
        used: set[str] = set()
        for element in root.iter():
            if element.tag not in ("p", "h2", "h3", "h4", "h5", "h6"):
                continue
            anchor = article_anchor("".join(element.itertext()))
            if anchor and anchor not in used and "id" not in element.attrib:
                used.add(anchor)
                element.set("id", anchor)
                element.set("class", "xk-article")
