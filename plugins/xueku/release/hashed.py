"""Files whose names follow from their content: what an open page may still ask for after the site was switched."""

from __future__ import annotations

import re

from xueku.release.manifest import SITE

ADDRESSES = (
    r"/assets/((xueku|quiz)/[^/]+-[0-9a-f]{12}\.[a-z]+"
    r"|search/([a-z]/[0-9a-z]+/[0-9a-z-]+|index-[0-9a-z]+)\.js"
    r"|stylesheets/main\.[0-9a-f]{8}\.min\.css)"
)
"""Their addresses as `deploy/` tells them to web servers: our scripts, the questions, the search index, Material's style sheet.

What a site has in a folder `assets` of its own has names that stay.
"""
_HASHED = re.compile(rf"{SITE}{ADDRESSES}(\.gz|\.br)?")


def is_hashed(path: str) -> bool:
    """Whether a file of a release, by its path in it, has its hash in its name. Siblings have those of their files."""
    return _HASHED.fullmatch(path) is not None
