"""Tracked changes and comments of a docx, told so that an editor finds each again."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from xueku.importers.docx.styles import W
from xueku.model.diagnostic import shown

_WORDS = {"ins": "加上", "del": "删去", "moveFrom": "移走", "moveTo": "移来"}
_OTHERS = {
    "rPrChange": "格式",
    "pPrChange": "段落格式",
    "tblPrChange": "表格格式",
    "sectPrChange": "页面格式",
}


def changes_of(tree: Element) -> Iterator[str]:
    """Each tracked change: what, by whom, which words."""
    for element in tree.iter():
        name = element.tag.removeprefix(W)
        if name in _WORDS:
            words = "".join(one.text or "" for one in element.iter() if one.tag in (f"{W}t", f"{W}delText"))
            what = shown(words) if words.strip() else "（空行或格式）"
            yield f"修订：{element.get(f'{W}author') or '有人'}{_WORDS[name]}{what}"
        elif name in _OTHERS:
            yield f"修订：{element.get(f'{W}author') or '有人'}改了{_OTHERS[name]}"


def comments_of(tree: Element | None) -> list[str]:
    """Each comment: by whom, its words."""
    return [
        f"批注：{one.get(f'{W}author') or '有人'}：{shown(''.join(t.text or '' for t in one.iter(f'{W}t')), 60)}"
        for one in (tree.iter(f"{W}comment") if tree is not None else ())
    ]
