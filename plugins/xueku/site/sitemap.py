"""The site map, for what crawls a site: every page with the day of its last version."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urljoin

from markupsafe import escape


def sitemap(site_url: str, pages: Iterable[tuple[str, str]], written_at: int) -> Mapping[str, bytes]:
    """The files of the site map; `pages` are addresses with an ISO date or "", `written_at` is in seconds since 1970.

    Without a `site_url` no page has a full address, and the map is empty. Format: sitemaps.org, version 0.9.
    """
    lines = [
        f"<url><loc>{escape(urljoin(site_url, quote(address)))}</loc>"
        + (f"<lastmod>{day}</lastmod>" if day else "")
        + "</url>\n"
        for address, day in sorted(pages)
        if site_url
    ]
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n' + "".join(lines) + "</urlset>\n"
    ).encode()
    return {
        "sitemap.xml": content,
        "sitemap.xml.gz": gzip.compress(content, 9, mtime=written_at),
    }
