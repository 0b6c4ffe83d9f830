"""Files that are no Word files, are broken, or were made to do harm: each refused in time, with its reason in Chinese."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest

from tests.importers.word.maker import Maker, changed
from xueku.importers import worker
from xueku.importers.docx.conversion import convert
from xueku.importers.worker import SECONDS, convert_apart
from xueku.model.diagnostic import XuekuError

SOUND = Maker().title("关于窗口服务的通知").text("各窗口照此办理。").content()
RELS = "word/_rels/document.xml.rels"
END = "</Relationships>"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _relation(kind: str, target: str) -> tuple[str, str]:
    link = f'<Relationship Id="rIdX" TargetMode="External" Target="{target}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    return END, link + END


def _with_document(xml: bytes) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(SOUND)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, xml if entry.filename == "word/document.xml" else old.read(entry))
    return result.getvalue()


def _document(body: str, head: str = "") -> bytes:
    return _with_document(f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>".encode())


def _pages(count: int) -> bytes:
    line = "<w:p><w:r><w:t>窗口前的清单</w:t></w:r></w:p>"
    # Not all alike, so that it is not taken for a bomb by how tightly it is packed.
    lines = (
        f"<w:p><w:r><w:t>{number * 2654435761 % 2**44:x}</w:t></w:r></w:p>" for number in range(22 * count)
    )
    return _document(line + "".join(lines))


def _many_entries() -> bytes:
    return changed(SOUND, {}, {f"word/media/{number}.txt": b"" for number in range(2001)})


def _renamed(part: str) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as new:
        new.writestr("[Content_Types].xml", "<Types/>")
        new.writestr(part, "<a/>")
    return result.getvalue()


XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
XXE_WIDE = XXE.replace("?>", ' encoding="UTF-16"?>', 1)
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "哈哈">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 9}">' for n in range(9))
    + "]>"
)

HOSTILE = {
    "bomb": (changed(SOUND, {}, {"word/media/a.xml": b" " * 30_000_000}), "压得太紧，像是压缩炸弹"),
    "large bomb": (changed(SOUND, {}, {"word/media/a.xml": b" " * 210_000_000}), "展开有 211 MB"),
    "many entries": (_many_entries(), "个文件，不像正常的文档（上限 2,000）"),
    "XXE": (_document("<w:p/>", XXE), "有外部实体声明"),
    "billion laughs": (_document("<w:p/>", LAUGHS), "有外部实体声明"),
    "XXE in UTF-16": (
        _with_document(f"{XXE_WIDE}<w:document {WORD}/>".encode("utf-16")),
        "有外部实体声明",
    ),
    "macro": (changed(SOUND, {}, {"word/vbaProject.bin": b"\xd0\xcf"}), "文件里有宏"),
    "macro by type": (
        changed(
            SOUND,
            {
                "[Content_Types].xml": (
                    "</Types>",
                    '<Override PartName="/a" ContentType="macroEnabled"/></Types>',
                )
            },
            {},
        ),
        "文件里有宏",
    ),
    "ActiveX": (changed(SOUND, {}, {"word/activeX/activeX1.xml": b"<a/>"}), "ActiveX"),
    "external picture": (
        changed(SOUND, {RELS: _relation("image", "http://example.org/a.png")}, {}),
        "引用了链接的图片",
    ),
    "external template": (
        changed(SOUND, {RELS: _relation("attachedTemplate", "file:///D:/a.dotm")}, {}),
        "引用了外部的模板",
    ),
    "truncated": (SOUND[: len(SOUND) // 2], "文件坏了，或者没有传完"),
    "bytes changed": (SOUND[:400] + b"\0" * 300 + SOUND[700:], "文件坏了，或者没有传完"),
    "no zip": ("会前三日公布议题".encode(), "这不是 Word 文件"),
    "empty": (b"", "文件是空的"),
    "PDF": (b"%PDF-1.7", "这是 PDF 文件"),
    "web page": (b"<html><body>a</body></html>", "这其实是网页"),
    "RTF": (b"{\\rtf1", "这是 RTF 文件"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "这是旧格式的文件"),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "文件加了打开密码",
    ),
    "sheet": (_renamed("xl/workbook.xml"), "这是Excel 表格"),
    "slides": (_renamed("ppt/presentation.xml"), "这是演示文稿"),
    "broken XML": (_with_document(b"<w:document"), "文件坏了"),
    "no body": (_with_document(f"<w:document {WORD}/>".encode()), "文件里没有正文"),
    "10,000 pages": (_pages(10_000), "太长了，约 10,000 页"),
    "page breaks": (_document('<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * 1500), "太长了，约 1,500 页"),
    "deep tables": (
        _document("<w:tbl><w:tr><w:tc>" * 900 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 900),
        "一层套一层",
    ),
}


APART = ("bomb", "XXE", "10,000 pages", "deep tables", "truncated")


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_time_with_its_reason(name: str) -> None:
    content, reason = HOSTILE[name]
    started = time.monotonic()
    with pytest.raises(XuekuError) as refused:
        # Those that only a process of its own withstands go through one; for the others it would tell nothing more.
        (convert_apart if name in APART else convert)("来件.docx", content)
    assert time.monotonic() - started < 10
    assert reason in refused.value.message
    assert refused.value.remedy


def test_a_file_that_takes_too_long_or_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS", 0.01)
    with pytest.raises(XuekuError, match="秒还没有读完"):
        convert_apart("来件.docx", SOUND)
    monkeypatch.setattr(worker, "SECONDS", SECONDS)
    monkeypatch.setattr(
        worker, "COMMAND", "from resource import *; setrlimit(RLIMIT_AS, (4000000, 4000000)); b'a' * 9000000"
    )
    with pytest.raises(XuekuError, match="要的时间或内存太多"):
        convert_apart("来件.docx", SOUND)


def test_a_sound_file_with_a_link_of_its_text_is_not_refused() -> None:
    content = changed(SOUND, {RELS: _relation("hyperlink", "https://example.org/")}, {})
    assert convert_apart("来件.docx", content).title == "关于窗口服务的通知"
