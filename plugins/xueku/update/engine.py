"""What the engine contributes to a site: frames for our pages, its own pages, and what is searched of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xueku.search.documents import Document
from xueku.site.frame import Frame


@dataclass(frozen=True)
class EnginePart:
    """`frames` by section; `pages` are (address, ISO date or "") of the engine's own pages; `files` are all addresses that it wrote.

    `key` is the digest of everything that this follows from; `read` are the facts of records that its pages name. `committed_at` is the
    date of the commit that was built, in seconds since 1970; `doubts` are what the engine warned of.
    """

    key: bytes
    frames: Mapping[str, Frame]
    documents: tuple[Document, ...]
    pages: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    read: tuple[str, ...]
    site_url: str
    committed_at: int
    doubts: tuple[str, ...] = ()
