"""The characters that a reader sees of a Markdown body, to be compared with those of the file that it came from."""

from __future__ import annotations

import re
from html import unescape

from xueku.render.markdown import Converter, Job

_MARKS = re.compile(r'<sup id="fnref[^"]*">.*?</sup>|<a class="footnote-backref".*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def visible_text(body: str) -> str:
    """All words of the page, without the numbers that it gives footnotes."""
    html = Converter({}).convert(Job(body)).html
    return unescape(_TAG.sub("", _MARKS.sub("", html)))
