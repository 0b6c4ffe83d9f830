"""The one conversion of Markdown: one extension list, one converter reused for every part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from xueku.model.rendered import Outline, Rendered, TocEntry
from xueku.render.anchors import ArticleExtension, heading_anchor
from xueku.render.cutting import CuttingExtension
from xueku.render.glossary import GlossaryExtension
from xueku.render.safe import SafeExtension, format_fence
from xueku.render.sections import SectionsExtension

EXTENSIONS: tuple[str, ...] = (
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "xueku.render.boxes",
    "xueku.render.lines",
)
"""The Markdown dialect, for content and for docs alike. The adapter hands this list to its engine."""

EXTENSION_SETTINGS: dict[str, dict[str, Any]] = {
    "footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处"},
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.superfences": {
        "custom_fences": [{"name": "*", "class": "highlight", "format": format_fence}],
    },
    "pymdownx.tabbed": {"alternate_style": True},
    "tables": {"use_align_attribute": True},
    "toc": {"slugify": heading_anchor},
}

# A box to tick is drawn, not a disabled form field: it prints, and a screen reader says what it is.
_BOXES = {
    '<input type="checkbox" disabled checked/>': '<span class="xk-box" role="img" aria-label="已选">☑</span>',
    '<input type="checkbox" disabled/>': '<span class="xk-box" role="img" aria-label="未选">☐</span>',
}

# Harmless for docs, which are the maintainers'; content has no HTML that could hold Markdown.
_DOCS_ONLY = frozenset({"md_in_html"})


_INLINE_PRIORITY = 20
"""Python-Markdown's own."""
_MAY_BE_MARKUP = re.compile(r"[`\\\[!<&*_]|  \n")
"""Without one of these in it, a text has nothing for any inline pattern of the dialect."""


@dataclass(frozen=True)
class Job:
    """One text to convert.

    `has_articles` gives articles their anchors; `prefix` starts every id of a text that stands on a page with others.
    """

    markdown: str
    has_articles: bool = False
    prefix: str = ""


class Converter:
    """Converts texts with one Markdown instance per dialect; making one costs a third of a conversion."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._glossary = glossary
        self._instances: dict[bool, tuple[Markdown, SectionsExtension]] = {}

    def convert(self, job: Job) -> Rendered:
        """The rendered part. Depends on the job and the glossary only."""
        converter, sections = self._instance(job.has_articles)
        found = sections.collector
        found.begin(job.prefix)
        html = converter.reset().convert(job.markdown)
        tokens: list[Any] = getattr(converter, "toc_tokens", [])
        return Rendered(
            html=draw_boxes(html),
            toc=tuple(_toc(tokens)),
            sections=found.sections,
            text="\n".join(
                filter(None, (part for section in found.sections for part in (section.title, section.text)))
            ),
            outline=Outline(tuple(found.links), frozenset(found.anchors)),
        )

    def _instance(self, has_articles: bool) -> tuple[Markdown, SectionsExtension]:
        if has_articles not in self._instances:
            sections = SectionsExtension()
            own = [SafeExtension(), GlossaryExtension(self._glossary), CuttingExtension(), sections]
            if has_articles:
                own.append(ArticleExtension())
            converter = Markdown(
                extensions=[*(name for name in EXTENSIONS if name not in _DOCS_ONLY), *own],
                extension_configs=EXTENSION_SETTINGS,
                output_format="html",
            )
            converter.treeprocessors.register(_Inline(converter), "inline", _INLINE_PRIORITY)
            self._instances[has_articles] = converter, sections
        return self._instances[has_articles]


class _Inline(InlineProcessor):
    """Looks for inline markup only in texts that can have any: most sentences have none."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - Python-Markdown's names
        if not _MAY_BE_MARKUP.search(data):
            return data
        handled: str = super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc]
        return handled


def draw_boxes(html: str) -> str:
    """`html` with the disabled form fields of task lists drawn as characters."""
    for field, drawn in _BOXES.items():
        html = html.replace(field, drawn)
    return html


def _toc(tokens: list[Any]) -> list[TocEntry]:
    entries = []
    for token in tokens:
        title = unescape(re.sub(r"<[^>]+>", "", token["name"]))
        entries += [TocEntry(token["level"], token["id"], title), *_toc(token["children"])]
    return entries
