"""Names that not every machine can hold: a repository is copied to Windows, packed, and put on a stick."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from xueku.model.diagnostic import Diagnostic, Span, shown

MOST_BYTES = 200
"""A file system takes 255; a name is still followed by something while a file is written."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z0-9_-]{5,80}(?:\.[a-z0-9]{1,5})?")
"""No reserved name is so long."""
UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What no name that is made of a title may have."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


def is_plain(name: str) -> bool:
    """Whether a name is one of the many that every machine can hold, by a quick look: a few others are, too."""
    return _PLAIN.fullmatch(name) is not None


def refused_name(name: str, span: Span) -> Diagnostic | None:
    """The finding on the name of a file or a folder, if not every machine can hold it."""
    if not name.isprintable():
        message = f"文件名{shown(repr(name)[1:-1])}里有看不见的字符"
        return Diagnostic(span, "XK013", message, "改一个只有文字、数字的名字")
    if why := _why(name):
        message = f"名字{shown(name)}{why}"
        return Diagnostic(span, "XK024", message, f"改名，例如 {usable(name)}")
    return None


def usable(name: str) -> str:
    """A name near to this one that every machine can hold."""
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .") or "未命名"
    if _RESERVED.match(name):
        name = f"文件-{name}"
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, dot + suffix) if dot and len(suffix) < 10 else (name, "")
    while len((stem + suffix).encode()) > MOST_BYTES // 2:
        stem = stem[:-1]
    return stem + suffix


def colliding(names: Iterable[str]) -> dict[str, str]:
    """For each name that means the same file as one before it where case does not count, that one."""
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for name in names:
        alike = name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
        other = first.setdefault(alike, name)
        if other != name:
            found[name] = other
    return found


def collision(span: Span, name: str, other: str) -> Diagnostic:
    """The finding on a name that differs from another one in case alone."""
    message = f"{shown(name)}和旁边的{shown(other)}只差大小写，在 Windows 上是同一个文件"
    return Diagnostic(span, "XK025", message, "改其中一个的名字")


def _why(name: str) -> str:
    if _RESERVED.match(name):
        return "是 Windows 保留的，在 Windows 上建不出来"
    if forbidden := _FORBIDDEN.search(name):
        return f"里有 {forbidden.group()}，Windows 的文件名不能用"
    if name != name.strip(" ") or name.endswith("."):
        return "开头或末尾有空格，或末尾有点，在 Windows 上会丢掉"
    if len(name.encode()) > MOST_BYTES:
        return f"太长了（上限约 {MOST_BYTES // 3} 个字）"
    if not unicodedata.is_normalized("NFC", name):
        return "写成了不常用的编码，看上去一样，链接却对不上"
    return ""
