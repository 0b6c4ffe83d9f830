"""A file's bytes become text, or findings that say why not."""

from __future__ import annotations

import re
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Span

MAX_BYTES = 2_000_000
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f�]")


def read_text(file: Path, path: str, most_bytes: int = MAX_BYTES) -> tuple[str | None, list[Diagnostic]]:
    """The text of `file` with LF line ends and without a byte order mark; None where it cannot be read.

    `path` is the name shown in findings.
    """
    try:
        if file.stat().st_size > most_bytes:
            size = file.stat().st_size / 1_000_000
            return None, [
                Diagnostic(
                    Span(path),
                    "XK007",
                    f"文件有 {size:.1f} MB，太大了（上限 {most_bytes // 1_000_000} MB）",
                    "分成几篇，或把图片存成单独的文件",
                )
            ]
        data = file.read_bytes()
    except OSError as error:
        return None, [
            Diagnostic(Span(path), "XK001", f"打不开这个文件（{error.strerror}）", "检查文件权限后再试")
        ]
    text, finding = _decode(data, path)
    if text is None:
        return None, [finding] if finding else []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _checked(text, path)


def _decode(data: bytes, path: str) -> tuple[str | None, Diagnostic | None]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, _wrong_encoding(path, "UTF-16", "UTF-16")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), None
    except UnicodeDecodeError as error:
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            line = data.count(b"\n", 0, error.start) + 1
            return None, Diagnostic(
                Span(path, line), "XK001", "这里有读不出的字节，文件可能不完整", "从原稿重新保存为 UTF-8 编码"
            )
        return None, _wrong_encoding(path, "GBK", "GB18030")


def _wrong_encoding(path: str, name: str, codec: str) -> Diagnostic:
    return Diagnostic(
        Span(path),
        "XK001",
        f"文件是 {name} 编码，应是 UTF-8",
        f"用记事本打开，另存为时编码选 UTF-8；或运行 iconv -f {codec} -t UTF-8",
    )


def _checked(text: str, path: str) -> tuple[str | None, list[Diagnostic]]:
    if not text.strip():
        return None, [Diagnostic(Span(path), "XK004", "文件是空的", "写上内容，或删掉这个文件")]
    findings = []
    if bad := _CONTROL.search(text):
        findings.append(
            Diagnostic(
                _span(text, bad.start(), path),
                "XK005",
                f"这里有看不见的控制字符（U+{ord(bad.group()):04X}）",
                "删掉它，或从原稿重新复制这一行",
            )
        )
    if conflict := _CONFLICT.search(text):
        findings.append(
            Diagnostic(
                _span(text, conflict.start(), path),
                "XK006",
                "这里留着两人改动合并时的标记",
                "在 <<<<<<<、=======、>>>>>>> 之间选定一份，删掉这三行标记",
            )
        )
    return (None if findings else text), findings


def _span(text: str, offset: int, path: str) -> Span:
    return Span(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
