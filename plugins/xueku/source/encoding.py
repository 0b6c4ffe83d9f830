"""Which encoding a file is in: UTF-8 is read, others are recognised, and can be converted where nothing is lost."""

from __future__ import annotations

import re

from xueku.model.diagnostic import Diagnostic, Recoding, Span

_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32", "utf-32"),
    (b"\0\0\xfe\xff", "UTF-32", "utf-32"),
    (b"\xff\xfe", "UTF-16", "utf-16"),
    (b"\xfe\xff", "UTF-16", "utf-16"),
)
# A few Chinese characters in GBK may happen to be UTF-8: of letters that no Chinese text has by themselves.
_STRANGE = re.compile(r"[\u0250-\u07ff]")
_USUAL = re.compile(r"[^\u0000-\u07ff]")
_LEAST_USUAL = 0.9
"""Of a text that is GBK, so many of its Chinese characters are in GB 2312; of another encoding read as GBK, half."""


def decode(data: bytes, path: str) -> tuple[str | None, Diagnostic | None]:
    """The text of UTF-8 bytes, without a byte order mark; None and a finding of anything else."""
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return None, _wrong(data, path, name, codec)
    if codec := _wide_codec(data):
        return None, _wrong(data, path, "UTF-16", codec)
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        if _STRANGE.search(text) and not _USUAL.search(text) and _is_gbk(data):
            return None, _wrong(data, path, "GBK", "gb18030")
        return text, None
    except UnicodeDecodeError as error:
        if _is_gbk(data):
            return None, _wrong(data, path, "GBK", "gb18030")
        line = data.count(b"\n", 0, error.start) + 1
        line = 1 if _is_binary(data) else line
        message = "这里有读不出的字节：文件不完整，混着两种编码，或者不是文本"
        return None, Diagnostic(Span(path, line), "XK001", message, "从原稿重新保存为 UTF-8 编码")


def recode(data: bytes, codec: str) -> bytes | None:
    """The same text in UTF-8; None if not every byte could be had back from it."""
    try:
        text = data.decode(codec)
        back = text.encode(codec)
    except UnicodeError:
        return None
    # The name of these codecs stands for either order of bytes, and for a mark.
    is_same = back == data or (
        codec in ("utf-16", "utf-32") and back.decode(codec) == text and _is_whole(data, codec)
    )
    return text.removeprefix("\ufeff").encode() if is_same and "\0" not in text else None


def _wrong(data: bytes, path: str, name: str, codec: str) -> Diagnostic:
    message = f"文件是 {name} 编码，应是 UTF-8"
    if recode(data, codec) is None:
        remedy = "用记事本打开，另存为时编码选 UTF-8；打开后有乱码的，从原稿重新保存"
        return Diagnostic(Span(path), "XK001", message, remedy)
    remedy = f"运行 xueku check --fix {path}；或用记事本打开，另存为时编码选 UTF-8"
    return Diagnostic(Span(path), "XK001", message, remedy, fix=Recoding(path, codec))


def _wide_codec(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of its ASCII characters is zero."""
    start = data[:400]
    half = len(start) // 2
    if half < 4 or len(data) % 2:
        return ""
    if start[1::2].count(0) > half // 4 and not start[::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > half // 4 and not start[1::2].count(0) else ""


def _is_gbk(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    wide = [character for character in text if not character.isascii()]
    usual = sum(bool(character.encode("gb2312", "ignore")) for character in wide)
    return not _is_binary(data) and usual >= _LEAST_USUAL * len(wide)


def _is_binary(data: bytes) -> bool:
    return b"\0" in data


def _is_whole(data: bytes, codec: str) -> bool:
    width = 4 if codec == "utf-32" else 2
    return len(data) % width == 0
