"""What a file really is, told by its bytes, and what to do with one that is no docx."""

from __future__ import annotations

from xueku.model.diagnostic import XuekuError

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_SAVE_AS = "用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”，再导入那一份"


def is_old_word(content: bytes) -> bool:
    """Whether this is a .doc or .wps of the binary kind, which LibreOffice reads."""
    return content.startswith(_OLE) and _wide("EncryptedPackage") not in content


def check_is_zip(name: str, content: bytes) -> None:
    """Raises XuekuError, with the way out, if these bytes are no zip archive, as every docx is."""
    if content.startswith(_ZIP):
        return
    head = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not content:
        raise XuekuError(name, "文件是空的", "从原稿重新复制一份")
    if content.startswith(_OLE):
        if _wide("EncryptedPackage") in content:
            raise XuekuError(
                name, "文件加了打开密码", "用 Word 或 WPS 打开，在“文件—信息—保护文档”里去掉密码，存盘"
            )
        raise XuekuError(name, "这是旧格式的文件（.doc 或 .wps）", _SAVE_AS)
    if head.startswith(b"{\\rtf"):
        raise XuekuError(name, "这是 RTF 文件", _SAVE_AS)
    if head.startswith((b"<!doctype html", b"<html", b"mime-version:")) or b"<html" in head:
        raise XuekuError(name, "这其实是网页", _SAVE_AS)
    if head.startswith(b"%pdf"):
        raise XuekuError(name, "这是 PDF 文件", "找到它的 Word 原稿再导入")
    if head.startswith(b"<?xml"):
        raise XuekuError(name, "这是 XML 文件，不是 docx", _SAVE_AS)
    raise XuekuError(name, "这不是 Word 文件", "检查是不是选错了文件；不是的话，从原稿重新保存一份 docx")


def _wide(text: str) -> bytes:
    """Names in these files are UTF-16."""
    return text.encode("utf-16-le")
