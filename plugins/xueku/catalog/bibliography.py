"""References as GB/T 7714-2015 writes them."""

from __future__ import annotations

from xueku.catalog.catalog import Catalog
from xueku.kinds import Work
from xueku.model.resource import Citation

_TYPES = {"制度": "Z", "图书": "M", "文章": "J", "其他": "Z"}


def work_reference(work: Work) -> str:
    """The reference of a text of the library: who, title and number, type, publisher, year."""
    year = work.in_force.year if work.in_force else work.year or work.date.year
    number = f"：{work.number}" if work.number else ""
    return _reference(work.issuer, f"{work.title}{number}", _TYPES[work.genre], work.publisher, year)


def article_reference(work: Work, article: str) -> str:
    """The reference of one article of a work: that of the work, and the place in it."""
    return f"{work_reference(work).removesuffix('.')}: {article}."


def reference(catalog: Catalog, citation: Citation) -> str:
    """The reference of what is cited, without articles; a text outside the library counts as a book where it has a publisher."""
    found = catalog.records[citation.work].resource if citation.work is not None else None
    if isinstance(found, Work):
        return work_reference(found)
    kind = "M" if citation.publisher else "Z"
    title = (citation.title or "").removeprefix("《").removesuffix("》")
    return _reference(citation.author, title, kind, citation.publisher, citation.year)


def _reference(who: str | None, title: str, kind: str, publisher: str | None, year: int | None) -> str:
    head = ". ".join(filter(None, (who, f"{title}[{kind}]")))
    tail = ", ".join(filter(None, (publisher, str(year) if year else None)))
    return f"{head}. {tail}." if tail else f"{head}."
