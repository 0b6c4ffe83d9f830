"""How many of each character a Markdown file shows, counted another way than it is read: marks are cut away, nothing is understood.

Half-width marks (`MARKS`) are left out on both sides, since each of them may be Markdown.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from xueku.importers.account import written
from xueku.importers.html.tags import GONE, KNOWN

MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_FENCE = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_GONE = re.compile(
    rf"<(?P<tag>{'|'.join(sorted(GONE))})(?=[\s/>])[^<>]*>(?:(?!</(?P=tag)).)*(?:</(?P=tag)\s*>)?|<!--.*?-->|%%[^%\n]*%%",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?::[a-z]+)?(?:\s[^<>]*)?/?>")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_NAMES = re.compile(r"^\s{0,3}\[(?!\^)([^\]\n]+)\]:\s+\S", re.MULTILINE)
_NAMED = re.compile(r"\]\[([^\[\]\n]*)\]")
_CUT = tuple(
    (re.compile(pattern, re.MULTILINE | re.IGNORECASE), kept)
    for pattern, kept in (
        (r"^[ \t>]*(?:\[toc\]|\{:?\s*toc\s*\})\s*$", ""),
        (r"^\s{0,3}\[(?!\^)[^\]\n]+\]:\s+\S.*$", ""),
        (r"!\[\[[^\[\]\n]*\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|heic|avif)(?:\|[^\[\]\n]*)?\]\]", ""),
        (r"!\[[^\[\]\n]*\]\((?:<[^<>\n]*>|(?:[^()\n]|\([^()\n]*\))*)\)", ""),
        (r"!\[\[([^\[\]\n|]*)\|\d+(?:x\d+)?\]\]", r"\1"),
        (r"\[\[[^\[\]\n|]*\|([^\[\]\n]*)\]\]", r"\1"),
        (r"\]\((?:<[^<>\n]*>|(?:[^()\n]|\([^()\n]*\))*)\)", "]"),
        (r"<mailto:", "<"),
        (r"\[\^[^\[\]\s]*\]:?", ""),
        (r"^(?:[ \t]*>)*[ \t]*\[![a-z-]+\][-+]?", ""),
        (r"^:::+[ \t]*[a-z]*", ""),
        (r"^(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+(?:\[[ x]\][ \t])?", ""),
        (r"[ \t]\^[a-z0-9-]+$", ""),
    )
)


def characters_of(text: str) -> Counter[str]:
    """The characters of a text without its fields, half-width marks and blanks left out."""
    plain, verbatim = _parted(text)
    names = {match[1].lower() for match in _NAMES.finditer("\n".join(plain))}
    rest = _GONE.sub("", "\n".join(plain))
    rest = re.sub(r"(?<!`)`([^`\n]+)`(?!`)", lambda found: verbatim.append(found[1]) or "", rest)  # type: ignore[func-returns-value]
    rest = _TAG.sub(
        lambda found: "" if found[1].lower() in KNOWN or ":" in found[0].split()[0] else found[0], rest
    )
    rest = _NAMED.sub(lambda found: "]" if found[1].lower() in names else found[0], rest)
    for pattern, kept in _CUT:
        rest = pattern.sub(kept, rest)
    return Counter(letter for letter in written(unescape(rest) + "".join(verbatim)) if letter not in MARKS)


def _parted(text: str) -> tuple[list[str], list[str]]:
    """The lines that may hold marks, and those of code."""
    plain: list[str] = []
    verbatim: list[str] = []
    fence = ""
    in_list = False
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if fence:
            is_end = match is not None and match["mark"].startswith(fence) and not match["info"].strip()
            fence = "" if is_end else fence
            if not is_end:
                verbatim.append(line)
        elif match:
            fence = match["mark"]
        elif line.startswith(("    ", "\t")) and not in_list and not (plain and plain[-1].strip()):
            verbatim.append(line)
        else:
            in_list = bool(_ITEM.match(line)) or (
                in_list and (not line.strip() or line.startswith((" ", "\t")))
            )
            plain.append(line)
    return plain, verbatim
