"""Files whose names follow from their content: what an open page may still ask for after the site was switched."""

from __future__ import annotations

from xueku.release.manifest import SITE

_FOLDER = f"{SITE}/assets/"
_FIXED = ("/manifest.js", "/bank.js")
"""Names that stay, in whose place there is always one of the release itself."""


def is_hashed(path: str) -> bool:
    """Whether a file of a release, by its path in it, has its hash in its name. Siblings have those of their files."""
    bare = path.removesuffix(".gz").removesuffix(".br")
    return path.startswith(_FOLDER) and not bare.endswith(_FIXED)
