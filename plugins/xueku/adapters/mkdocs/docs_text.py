"""The text of a finished docs page by heading, for search."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from xueku.search.documents import DOCS_KIND, Document, Passage

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_BLOCKS = frozenset({"p", "li", "pre", "td", "th", "dt", "dd", "blockquote", "summary"})


@dataclass
class DocsPages:
    """What is gathered of MkDocs' own pages: what is searched of them, (address, ISO date or "") for the site map, and what MkDocs warned of."""

    site_url: str = ""
    documents: list[Document] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def docs_document(address: str, title: str, html: str) -> Document | None:
    """The document of one docs page; None for a page without text."""
    reader = _Reader()
    reader.feed(html)
    passages = []
    for anchor, heading, pieces in reader.sections:
        text = "\n".join(filter(None, (line.strip() for line in "".join(pieces).split("\n"))))
        if text:
            place = f"{address}#{anchor}" if anchor else address
            passages.append(Passage(place, "" if heading == title else heading, text))
    return Document(title, DOCS_KIND[0], tuple(passages)) if passages else None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sections: list[tuple[str, str, list[str]]] = [("", "", [])]
        self._heading: list[str] | None = None
        self._anchor = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS:
            self._heading, self._anchor = [], dict(attrs).get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS and self._heading is not None:
            self.sections.append((self._anchor, "".join(self._heading).strip(), []))
            self._heading = None
        elif tag in _BLOCKS:
            self.sections[-1][2].append("\n")

    def handle_data(self, data: str) -> None:
        (self._heading if self._heading is not None else self.sections[-1][2]).append(data)
