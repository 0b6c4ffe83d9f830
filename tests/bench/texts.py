"""Where the checkout and the real texts are."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]


def find_corpus() -> Path | None:
    """The folder of real texts: XUEKU_CORPUS, or `shared/corpus` beside the checkout."""
    for folder in (Path(os.environ.get("XUEKU_CORPUS", "/nonexistent")), ROOT.parent / "shared/corpus"):
        if (folder / "search/s5k.pages.jsonl.gz").is_file():
            return folder
    return None
