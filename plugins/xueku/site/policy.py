"""What a page may load and run: the second wall, which holds where the first (`render/safe.py`) has a gap.

One policy, said in each page, since a page that is opened by double click has no headers; `deploy/` says it as a header too.
"""

from __future__ import annotations

from collections.abc import Mapping

_DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    # No 'unsafe-inline': no page of ours has a style attribute, and what scripts set one by one (`element.style.width`) is not inline.
    "style-src": "'self'",
    # Marks in the engine's style sheet are drawn from `data:`; a picture runs nothing.
    "img-src": "'self' data:",
    "media-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}

POLICY = "; ".join(f"{name} {sources}" for name, sources in _DIRECTIVES.items())
"""For `<meta http-equiv="Content-Security-Policy">`."""
HEADER = f"{POLICY}; frame-ancestors 'self'"
"""For the header of the same name; a page cannot say by itself who may frame it."""
PREVIEW = f"{POLICY}; connect-src 'self'"
"""For a page in the preview, whose script listens to the server."""
