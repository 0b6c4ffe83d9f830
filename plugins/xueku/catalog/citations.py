"""Citations in words, as pages and papers name them."""

from __future__ import annotations

from xueku.catalog.catalog import Catalog
from xueku.model.resource import Citation


def tell_citation(catalog: Catalog, citation: Citation) -> str:
    """What is cited, without the note: the title with its articles, and of a text outside the library who made it and when."""
    articles = "、".join(
        f"第{article}条" if article.isdecimal() else article for article in citation.articles
    )
    if citation.work is not None:
        return f"《{catalog.records[citation.work].resource.title}》{articles}"
    details = (citation.author, citation.publisher, f"{citation.year}年" if citation.year else None)
    return "，".join(filter(None, (f"{citation.title}{articles}", *details)))
