"""A citation in words."""

from __future__ import annotations

from xueku.catalog.catalog import Catalog
from xueku.model.resource import Citation


def told_source(catalog: Catalog, citation: Citation) -> str:
    """What is cited: 《…》第…条, or a text outside the library with what is known of it."""
    articles = "、".join(
        f"第{article}条" if article.isdecimal() else article for article in citation.articles
    )
    if citation.work is not None:
        return f"《{catalog.records[citation.work].resource.title}》{articles}"
    year = f"{citation.year}年" if citation.year else None
    details = (citation.author, citation.publisher, year)
    return "，".join(filter(None, (f"{citation.title}{articles}", *details)))


def told_citation(catalog: Catalog, citation: Citation) -> str:
    """What is cited, and the note on it."""
    note = f"（{citation.note}）" if citation.note else ""
    return told_source(catalog, citation) + note
