"""Safe by construction: HTML written in Markdown is shown as text, and only known attributes and schemes get out.

`rules/` report what is refused here; this room refuses it whether or not anybody reads the report.
"""

from __future__ import annotations

import html
import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.treeprocessors import Treeprocessor

_ATTRIBUTES = frozenset(
    "id class href src alt title width height colspan rowspan start type for name checked disabled open role "
    "data-minutes".split()
)
_OWN_NAMES = frozenset({"input", "label"})
_RESERVED_ID = re.compile(r"(?:__(?!tabbed_)|md-|xk-)", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_RESERVED_CLASS = re.compile(r"(?:md-|xk-(?!article$))", re.IGNORECASE)
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")
_ALIGN = {"left": "xk-left", "center": "xk-center", "right": "xk-right"}
OPEN_SCHEMES = frozenset({"http", "https", "mailto"})


def scheme_of(target: str) -> str:
    """The scheme of an address as a browser would see it, `//` for a protocol-relative one, empty for none."""
    plain = re.sub(r"[\x00-\x20]", "", html.unescape(target)).replace("\\", "/")
    if plain.startswith("//"):
        return "//"
    match = _SCHEME.match(plain)
    return match[1].lower() if match else ""


class SafeExtension(Extension):
    """Turns off HTML in Markdown and cleans the tree after all other extensions."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with `md`."""
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "automail"):
            md.inlinePatterns.deregister(pattern)
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)
        md.treeprocessors.register(_Cleaner(md), "xk-safe", -20)


class _Cleaner(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            _clean(element)


class _Attributes(AttrListTreeprocessor):
    """Attribute lists that cannot touch addresses: what Markdown itself wrote stays."""

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        addresses = {name: elem.get(name) for name in ("href", "src")}
        rest: str = super().assign_attrs(elem, attrs_string, strict=strict)
        for name, address in addresses.items():
            elem.attrib.pop(name, None)
            if address is not None:
                elem.set(name, address)
        return rest


def format_fence(source: str, language: str, *_: object, **__: object) -> str:
    """A fenced block as HTML for superfences: the text, and its language; nothing else of the fence's header."""
    name = f' class="language-{language}"' if _LANGUAGE.fullmatch(language or "") else ""
    return f'<pre class="highlight"><code{name}>{html.escape(source, quote=False)}</code></pre>'


def _clean(element: Element) -> None:
    for name, value in list(element.attrib.items()):
        if value is None:
            del element.attrib[name]
    if classes := element.get("class"):
        element.set("class", " ".join(name for name in classes.split() if not _RESERVED_CLASS.match(name)))
    if alignment := element.attrib.pop("align", None):
        element.set("class", f"{element.get('class', '')} {_ALIGN.get(alignment, '')}".strip())
    for name in list(element.attrib):
        known = name in _ATTRIBUTES and not (name == "name" and element.tag not in _OWN_NAMES)
        if not known or (name == "id" and _RESERVED_ID.match(element.get("id", ""))):
            del element.attrib[name]
    for name in ("href", "src"):
        target = element.get(name)
        if target is not None and not _is_open(target, element.tag):
            del element.attrib[name]


def _is_open(target: str, tag: object) -> bool:
    scheme = scheme_of(target)
    return scheme in ("", "xk") or (scheme in OPEN_SCHEMES and tag != "img")
