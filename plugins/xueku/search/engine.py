"""The interface of a search engine. lunr is the simple one; a stronger one stands beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from xueku.search.documents import Document

MANIFEST = "assets/search/manifest.js"
"""The one file of an index whose name never changes; it names all others."""


class SearchEngine(Protocol):
    """Writes an index that the browser's client of the same name reads."""

    @property
    def name(self) -> str:
        """What settings call it."""
        ...

    @property
    def client(self) -> str:
        """The file in `assets/` that reads the index in the browser."""
        ...

    def index(self, documents: Sequence[Document], kinds: Sequence[tuple[str, str]]) -> Mapping[str, bytes]:
        """The files of the index: address → bytes. `kinds` are (id, label) in the order of the filter.

        Every file but the manifest is named by the hash of its content. Equal documents give equal bytes.
        """
        ...


def script(function: str, value: Any) -> bytes:
    """A classic script that hands `value` to a registered function, so that http and file:// are the same."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # U+2028 and U+2029 end a line in scripts of before ES2019.
    return f"{function}({text});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def hashed(stem: str, content: bytes, suffix: str = ".js") -> str:
    """A file name that changes with the content."""
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
