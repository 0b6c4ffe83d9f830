"""The archive that a docx is (ECMA-376 part 2), opened with limits: what may do harm is refused with its reason.

Nothing outside the archive is ever reached: entities are refused with the DOCTYPE that would declare them, and of
external relations only links of the text are let through, as words with an address.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NoReturn
from xml.etree import ElementTree

from xueku.importers.foreign import check_is_zip
from xueku.model.diagnostic import XuekuError, shown

MOST_FILE_BYTES = 100_000_000
MOST_ENTRIES = 2_000
MOST_BYTES = 200_000_000
MOST_RATIO = 100
_RATIO_FROM = 1_000_000
"""Small entries of blanks may be packed as tightly as they like."""
MOST_XML_BYTES = 60_000_000

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MACRO_TYPE = b"macroEnabled"
_EXTERNAL = {
    "image": ("链接的图片", "在“文件—信息—编辑指向文件的链接”里断开链接，把图片存进文件里"),
    "attachedTemplate": ("外部的模板", "在“开发工具—文档模板”里改成 Normal，存盘"),
    "oleObject": ("链接的对象", "删掉它，或者截成图片放进去"),
    "subDocument": ("子文档", "在大纲视图里展开子文档，断开链接"),
}


@dataclass(frozen=True)
class Relation:
    """What a part of the package points to: `target` is a part's name, or an address where `is_external`."""

    type: str
    target: str
    is_external: bool = False


class Package:
    """The parts of one docx. Every XML part is read with entities refused."""

    def __init__(self, name: str, content: bytes) -> None:
        """Raises XuekuError, with the reason in Chinese, for whatever is no docx that may be imported."""
        self.name = name
        if len(content) > MOST_FILE_BYTES:
            size = len(content) / 1_000_000
            self.refuse(
                f"文件有 {size:.0f} MB，太大了（上限 {MOST_FILE_BYTES // 1_000_000} MB）", "把图片压小再存"
            )
        check_is_zip(name, content)
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
            self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
            self._damaged()
        self._check_size()
        self._check_macros()
        self.main = self._find_main()
        self._check_relations()

    def refuse(self, reason: str, remedy: str) -> NoReturn:
        """End the reading of this file."""
        raise XuekuError(self.name, reason, remedy)

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def read(self, part: str, most: int = MOST_BYTES) -> bytes:
        """The bytes of a part; what the archive says of its size is not believed."""
        try:
            with self._archive.open(self._entries[part]) as content:
                data = content.read(most + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ):
            self._damaged()
        if len(data) > most:
            self.refuse(f"里面的 {part} 展开太大，不像正常的文档", "从原稿重新保存一份")
        return data

    def tree(self, part: str) -> ElementTree.Element | None:
        """The XML of a part; None where there is no such part."""
        if part not in self._entries:
            return None
        parser = ElementTree.XMLParser(target=_NoDoctype())
        try:
            parser.feed(self.read(part, MOST_XML_BYTES))
            root: ElementTree.Element = parser.close()
        except _DoctypeError:
            self.refuse(
                f"里面的 {part} 有外部实体声明，正常的 Word 文件没有", "用 Word 或 WPS 打开，另存一份 docx"
            )
        except (ElementTree.ParseError, ValueError, LookupError):
            self._damaged()
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to, by the id that its text uses."""
        folder, _, base = part.rpartition("/")
        tree = self.tree(f"{folder}/_rels/{base}.rels".lstrip("/"))
        found = {}
        for one in tree.iter(_RELATION) if tree is not None else ():
            is_external = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target, is_external)
        return found

    def _damaged(self) -> NoReturn:
        self.refuse("文件坏了，或者没有传完", "从原稿重新复制一份；原稿也打不开的，用 Word 的“打开并修复”")

    def _check_size(self) -> None:
        entries = self._entries.values()
        if len(self._archive.infolist()) > MOST_ENTRIES:
            self.refuse(
                f"里面有 {len(entries):,} 个文件，不像正常的文档（上限 {MOST_ENTRIES:,}）",
                "从原稿重新保存一份",
            )
        size = sum(entry.file_size for entry in entries)
        if size > MOST_BYTES:
            self.refuse(
                f"展开有 {size / 1_000_000:,.0f} MB，不像正常的文档（上限 {MOST_BYTES // 1_000_000} MB）",
                "把图片压小再存",
            )
        for entry in entries:
            if entry.file_size > max(_RATIO_FROM, MOST_RATIO * entry.compress_size):
                self.refuse(f"里面的 {shown(entry.filename)} 压得太紧，像是压缩炸弹", "从原稿重新保存一份")

    def _check_macros(self) -> None:
        if any(name.lower().rpartition("/")[2] in _MACROS for name in self._entries) or (
            "[Content_Types].xml" in self and _MACRO_TYPE in self.read("[Content_Types].xml", MOST_XML_BYTES)
        ):
            self.refuse("文件里有宏", "用 Word 或 WPS 打开，另存为不带宏的“Word 文档（*.docx）”")
        if any("/activex/" in name.lower() for name in self._entries):
            self.refuse("文件里有 ActiveX 控件", "删掉控件，另存一份")

    def _find_main(self) -> str:
        if "[Content_Types].xml" not in self:
            self._not_word()
        found = [one.target for one in self.relations("").values() if one.type == "officeDocument"]
        main = found[0] if found else "word/document.xml"
        if main not in self or not main.endswith(".xml") or "word" not in main.lower():
            self._not_word()
        return main

    def _not_word(self) -> NoReturn:
        names = "\n".join(self._entries)
        what = next((told for mark, told in _OTHERS if mark in names), "压缩包，不是 Word 文件")
        self.refuse(f"这是{what}", "要导入的是 .docx；表格题目用 xueku quiz import")

    def _check_relations(self) -> None:
        for part in [name for name in self._entries if name.endswith(".rels")]:
            folder, _, base = part.removesuffix(".rels").rpartition("_rels/")
            for relation in self.relations(folder + base).values():
                if relation.is_external and relation.type != "hyperlink":
                    what, remedy = _EXTERNAL.get(relation.type, ("外部的内容", "断开链接，另存一份"))
                    self.refuse(f"文件引用了{what}{shown(relation.target)}", remedy)


_OTHERS = (
    ("xl/workbook", "Excel 表格"),
    ("ppt/presentation", "演示文稿"),
    ("content.xml", "ODF 文件（LibreOffice 的格式），不是 docx"),
)


class _DoctypeError(Exception):
    """A part declares entities, or might."""


class _NoDoctype(ElementTree.TreeBuilder):
    """Builds a tree, and stops at a DOCTYPE before anything that it declares is read."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Called by the parser as soon as it sees one."""
        raise _DoctypeError


def texts_of(package: Package) -> Iterator[str]:
    """The names of the parts whose words are the document's: body, footnotes, endnotes."""
    folder = package.main.rpartition("/")[0]
    for name in (package.main, f"{folder}/footnotes.xml", f"{folder}/endnotes.xml"):
        if name in package:
            yield name
