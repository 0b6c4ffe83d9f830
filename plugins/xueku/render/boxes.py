"""Boxes without a title of their own have a Chinese one: `!!! note` is headed 说明, not Note."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

TITLES = {
    "note": "说明",
    "info": "说明",
    "abstract": "提要",
    "tip": "建议",
    "success": "做到了",
    "question": "问题",
    "warning": "注意",
    "danger": "当心",
    "example": "例子",
    "quote": "引文",
}


class BoxesExtension(Extension):
    """Puts Chinese titles in place of those made from the box's English kind."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with `md`."""
        md.treeprocessors.register(_Titles(md), "xk-boxes", 5)


class _Titles(Treeprocessor):
    def run(self, root: Element) -> None:
        for box in root.iter():
            kinds = box.get("class", "").split()
            head = box[0] if len(box) else None
            if head is not None and (
                "admonition" in kinds or (box.tag == "details" and head.tag == "summary")
            ):
                kind = next((kind for kind in kinds if kind != "admonition"), "note")
                if head.text == kind.capitalize():
                    head.text = TITLES.get(kind, "说明")


def makeExtension(**settings: Any) -> BoxesExtension:  # noqa: N802 - Python-Markdown's name
    """The extension by its module's name, for engines."""
    return BoxesExtension(**settings)
