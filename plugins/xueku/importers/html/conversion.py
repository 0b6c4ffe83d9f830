"""The text of an HTML page becomes what an import needs to know of it. Pure: the same bytes and surroundings, the same answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import PurePath

from xueku.importers.account import written
from xueku.importers.converted import Converted
from xueku.importers.html.reading import Reading
from xueku.importers.html.tags import GONE
from xueku.importers.html.tree import Node, tree_of
from xueku.importers.markdown.front import day_in
from xueku.importers.outline import levelled, title_of
from xueku.importers.plain_text import text_of
from xueku.importers.surroundings import Surroundings
from xueku.importers.writing import Writing
from xueku.model.diagnostic import XuekuError

_CUT = re.compile(
    rf"<!--.*?-->|<(?P<tag>{'|'.join(sorted(GONE | {'head'}))})(?=[\s/>])[^<>]*>(?:(?!</(?P=tag)).)*(?:</(?P=tag)\s*>)?|<[/!?A-Za-z][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_META = {
    "author": "authors",
    "description": "summary",
    "keywords": "tags",
}
_DAYS = ("date", "pubdate", "publishdate", "article:published_time", "dc.date", "created")


def convert_html(name: str, content: bytes, around: Surroundings) -> Converted:
    """What a page holds. Raises XuekuError, with the reason, for a file that is refused."""
    writing = Writing(around, "段")
    if content[:2000].lower().lstrip().startswith((b"mime-version:", b"from: <saved by")):
        raise XuekuError(
            name, "这是单文件网页（.mht）", "用浏览器打开，另存为“网页，全部”（.html），再导入那一份"
        )
    text = text_of(name, content, writing.doubts)
    root = tree_of(text)
    metas = {
        (one.attributes.get("name") or one.attributes.get("property", "")).lower(): one.attributes.get(
            "content", ""
        )
        for one in root.all("meta")
    }
    main = _main(root)
    writing.left_out += _outside(root, main)
    found = list(Reading(writing).rows(main))
    named = " ".join(next((one.text for one in root.all("title")), "").split())
    title, rows = title_of(found, "")
    title = title or named
    if not any(row.markdown for row in rows):
        raise XuekuError(
            name, "网页里没有正文", "有的网页要运行程序才有字；在浏览器里全选、复制，贴进 Word 再导入"
        )
    rows = tuple(levelled(title_of(rows, title)[1] if title == named else rows, writing))
    characters = Counter(written(unescape(_CUT.sub("", text))))
    characters.subtract(written("".join(words for _, words in writing.left_out)))
    given = {field: _values(field, metas[key]) for key, field in _META.items() if metas.get(key, "").strip()}
    return Converted(
        rows,
        (),
        writing.pictures.media,
        (*sorted(writing.doubts, key=lambda doubt: doubt.number), *writing.losses()),
        dict(characters),
        title=title or PurePath(name).stem,
        day=next((day for key in _DAYS if (day := day_in(metas.get(key, "")))), None),
        left_out=tuple(writing.left_out),
        added=tuple(writing.added),
        wanted=writing.pictures.wanted,
        given=given,
        given_by="网页的说明（meta）",
    )


def _values(field: str, text: str) -> tuple[str, ...]:
    one = " ".join(text.split())
    return tuple(filter(None, re.split(r"[,，、;；]\s*", one))) if field == "tags" else (one,)


def _main(root: Node) -> Node:
    """The element that holds the text: the only article, or main; else the whole body."""
    for tag in ("article", "main"):
        found = list(root.all(tag))
        if len(found) == 1 and found[0].text.strip():
            return found[0]
    return next(root.all("body"), root)


def _outside(root: Node, main: Node) -> Iterator[tuple[str, str]]:
    """The words of the body that stand outside of what is read."""
    body = next(root.all("body"), root)
    if body is main:
        return
    words = " ".join("".join(_texts(body, main)).split())
    if words:
        yield "网页正文以外的部分", words


def _texts(node: Node, without: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child is not without and child.tag not in GONE and child.tag != "head":
            yield from _texts(child, without)
            yield " "
