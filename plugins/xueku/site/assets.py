"""The built client and style sheets, named by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_FOLDER = "assets/xueku"


@cache
def assets() -> Mapping[str, tuple[str, bytes]]:
    """The client's files by plain name, such as `xueku.css`: address on the site and bytes."""
    found = {}
    for entry in sorted(files("xueku").joinpath("assets").iterdir(), key=lambda entry: entry.name):
        if entry.is_file() and not entry.name.startswith("."):
            content = entry.read_bytes()
            stem, _, suffix = entry.name.rpartition(".")
            digest = hashlib.sha256(content).hexdigest()[:12]
            found[entry.name] = f"{_FOLDER}/{stem}-{digest}.{suffix}", content
    return found
