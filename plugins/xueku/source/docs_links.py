"""Which records the pages of docs/ name, read without the engine that makes pages of them."""

from __future__ import annotations

import re
from pathlib import Path

from xueku.model.declaration import ID_PATTERN

_NAMED = re.compile(rf"\bxk:({ID_PATTERN})|/({ID_PATTERN})/index\.html")


def records_named_in(docs_dir: Path) -> frozenset[str]:
    """The ids in `xk:` links, and in links to pages of records, in all Markdown below `docs_dir`; of a file that is no UTF-8 what can be read."""
    texts = (file.read_text("utf-8", "replace") for file in sorted(docs_dir.rglob("*.md")) if file.is_file())
    return frozenset(id_ for text in texts for found in _NAMED.findall(text) for id_ in found if id_)
