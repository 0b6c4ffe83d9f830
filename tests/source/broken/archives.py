"""Office files, archives and pictures that hold what nobody may hand out, written down as their entries."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tests.source.broken.case import Broken, Content, course, folder

_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


def archive(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these entries."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in entries.items():
            written.writestr(zipfile.ZipInfo(name, (2026, 4, 23, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def document(entries: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with further entries."""
    return archive({"[Content_Types].xml": _TYPES, "word/document.xml": _DOCUMENT, **(entries or {})})


def relations(target: str, kind: str = "attachedTemplate", mode: str = "External") -> str:
    """The relations of a document: one, to this target."""
    base = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{base}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    )


def attached(name: str, file: str, content: Content, code: str) -> Broken:
    """A course that attaches a file in its line 15."""
    index = course("正文。\n", "attachments:", f"  - {{file: {file}, title: 表}}")
    return folder(name, {file: content}, f"index.md:15 {code}", index=index)


def picture(name: str, content: str) -> Broken:
    """A course that shows an SVG picture in its line 16."""
    return folder(name, {"图.svg": content}, "index.md:16 XK305", index=course("![图](图.svg)\n"))


_RELATIONS = "word/_rels/document.xml.rels"
_TEMPLATE = "word/_rels/settings.xml.rels"

OFFICE = (
    attached("宏藏在文档里", "表.docx", document({"word/vbaProject.bin": b"\xd0\xcf"}), "XK910"),
    attached(
        "宏藏在表格里",
        "表.xlsx",
        archive({"[Content_Types].xml": _TYPES, "xl/workbook.xml": "<a/>", "xl/vbaProject.bin": b"\xd0"}),
        "XK910",
    ),
    attached(
        "宏藏在演示里",
        "表.pptx",
        archive(
            {"[Content_Types].xml": _TYPES, "ppt/presentation.xml": "<a/>", "ppt/vbaProject.bin": b"\xd0"}
        ),
        "XK910",
    ),
    attached("嵌着程序", "表.docx", document({"word/embeddings/oleObject1.bin": b"\xd0"}), "XK910"),
    attached("嵌着控件", "表.docx", document({"word/activeX/activeX1.xml": "<a/>"}), "XK910"),
    attached("外面的模板", "表.docx", document({_TEMPLATE: relations("http://example.com/a.dotm")}), "XK910"),
    attached(
        "外面的图片",
        "表.docx",
        document({_RELATIONS: relations("https://example.com/a.png", "image")}),
        "XK910",
    ),
    attached(
        "共享文件夹的图片",
        "表.docx",
        document({_RELATIONS: relations("file:///\\\\server\\a.png", "image")}),
        "XK910",
    ),
    attached(
        "外面的工作簿",
        "表.xlsx",
        archive(
            {
                "[Content_Types].xml": _TYPES,
                "xl/workbook.xml": "<a/>",
                "xl/externalLinks/_rels/externalLink1.xml.rels": relations("a.xlsx", "externalLinkPath"),
            }
        ),
        "XK910",
    ),
    attached(
        "动态数据交换",
        "表.docx",
        document({"word/document.xml": '<w:instrText>DDEAUTO c:\\\\cmd.exe "/k"</w:instrText>'}),
        "XK910",
    ),
    attached(
        "外部实体",
        "表.docx",
        document({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
        "XK910",
    ),
    attached(
        "条目太多", "表.docx", document({f"word/media/{number}.png": b"" for number in range(2_100)}), "XK910"
    ),
    attached("展开一百倍", "表.docx", document({"word/media/a.png": bytes(30_000_000)}), "XK910"),
    attached("条目出了文件夹", "表.docx", document({"../../evil.xml": "x"}), "XK910"),
    attached("条目是绝对路径", "表.docx", document({"/etc/evil.xml": "x"}), "XK910"),
    attached("不是压缩文件", "表.docx", b"<html></html>", "XK908"),
    attached("半个文件", "表.docx", document()[:120], "XK908"),
    attached("加了密码", "表.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "XK908"),
    attached("空的文档", "表.docx", b"", "XK908"),
    attached("后缀是文档其实是压缩包", "表.docx", archive({"a.exe": b"MZ"}), "XK908"),
)

ARCHIVES = (
    attached("压缩包炸弹", "包.zip", archive({"a.txt": bytes(30_000_000)}), "XK910"),
    attached("压缩包里的程序", "包.zip", archive({"工具.exe": b"MZ"}), "XK910"),
    attached("压缩包里的网页", "包.zip", archive({"页面/index.html": "<script>"}), "XK910"),
    attached("压缩包里带宏的文档", "包.zip", archive({"表.docm": b"PK"}), "XK910"),
    attached("压缩包套压缩包", "包.zip", archive({"内.zip": archive({"a.txt": "甲"})}), "XK910"),
    attached("压缩包里的上级文件夹", "包.zip", archive({"../a.txt": "甲"}), "XK910"),
    attached("压缩包里的盘符", "包.zip", archive({"C:\\a.txt": "甲"}), "XK910"),
    attached("压缩包条目太多", "包.zip", archive({f"{number}.txt": "" for number in range(2_100)}), "XK910"),
    attached("其实不是压缩包", "包.zip", b"not a zip", "XK908"),
    attached("坏了的PDF", "表.pdf", b"%PDF-1.7\n%%EOF", "XK908"),
    attached("其实是网页的PDF", "表.pdf", b"<html><script>1</script>", "XK908"),
    attached("坏了的图片", "图.png", b"\x89PNG\r\n\x1a\n\0\0", "XK908"),
    attached("其实是网页的图片", "图.jpg", b"<html>", "XK908"),
    attached("其实是程序的旧文档", "表.doc", b"MZ" + bytes(64), "XK908"),
)

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">\n'

# SVG is refused whatever it holds: what is signed is what is published, so nothing is cleaned on the way.
PICTURES = (
    picture("图里有程序", f"{_OPEN}<script>alert(1)</script>\n</svg>\n"),
    picture("图一打开就运行", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>\n'),
    picture("图里外面的图", f"{_OPEN}<image href='https://example.com/a.png'/></svg>"),
    picture(
        "图里的实体",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n' + f"{_OPEN}<text>&a;</text></svg>",
    ),
    picture("什么也没有的矢量图", f"{_OPEN}</svg>"),
    attached("附上压缩的矢量图", "图.svgz", b"\x1f\x8b", "XK305"),
)
