"""`styles.xml`: what a style and those that it is based on say of a paragraph's look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BASES = 20

Properties = Mapping[str, str]
"""What is said of a look, by short names: outline, face, size, strong, align, first_line, left, numbering, depth, style."""


@dataclass(frozen=True)
class Styles:
    """Styles by id: their names, what each says itself, and on which it is based."""

    names: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Properties] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    defaults: Properties = field(default_factory=dict)
    normal: str = ""

    def of(self, style: str) -> dict[str, str]:
        """What a style says, with all that it is based on."""
        chain: list[Properties] = []
        for _ in range(_MOST_BASES):
            if style not in self.own:
                break
            chain.append(self.own[style])
            style = self.bases.get(style, "")
        found = dict(self.defaults)
        for properties in reversed(chain):
            found |= properties
        return found


def read_styles(tree: Element | None, faces: Mapping[str, str]) -> Styles:
    """The styles of a document; `faces` are the fonts of its theme."""
    if tree is None:
        return Styles()
    names, own, bases, normal = {}, {}, {}, ""
    for style in tree.iter(f"{W}style"):
        key = style.get(f"{W}styleId", "")
        name = style.find(f"{W}name")
        names[key] = name.get(f"{W}val", "") if name is not None else key
        own[key] = properties_of(style, faces)
        base = style.find(f"{W}basedOn")
        if base is not None:
            bases[key] = base.get(f"{W}val", "")
        if style.get(f"{W}type") == "paragraph" and is_on(style.get(f"{W}default")):
            normal = key
    defaults: dict[str, str] = {}
    for holder in tree.iter(f"{W}docDefaults"):
        for inner in holder:
            defaults |= properties_of(inner, faces)
    return Styles(names, own, bases, defaults, normal)


def properties_of(holder: Element, faces: Mapping[str, str]) -> dict[str, str]:
    """What the pPr and the rPr directly in an element say."""
    found: dict[str, str] = {}
    paragraph, run = holder.find(f"{W}pPr"), holder.find(f"{W}rPr")
    if paragraph is not None:
        found |= paragraph_properties(paragraph)
    if run is not None:
        found |= run_properties(run, faces)
    return found


def paragraph_properties(element: Element) -> dict[str, str]:
    """What a pPr says of the paragraph itself."""
    found: dict[str, str] = {}
    for child in element:
        name, value = child.tag.removeprefix(W), child.get(f"{W}val", "")
        if name == "outlineLvl":
            found["outline"] = value
        elif name == "jc":
            found["align"] = value
        elif name == "ind":
            found |= _indents(child)
        elif name == "numPr":
            for inner in child:
                key = {"numId": "numbering", "ilvl": "depth"}.get(inner.tag.removeprefix(W), "")
                if key:
                    found[key] = inner.get(f"{W}val", "")
        elif name == "pStyle":
            found["style"] = value
    return found


def _indents(element: Element) -> dict[str, str]:
    found = {}
    for name, keys in (
        ("first_line", ("firstLine",)),
        ("left", ("left", "start")),
        ("hanging", ("hanging",)),
    ):
        for key in keys:
            if value := element.get(f"{W}{key}Chars"):
                found[f"{name}_chars"] = value
            elif value := element.get(f"{W}{key}"):
                found[name] = value
    return found


def run_properties(element: Element, faces: Mapping[str, str]) -> dict[str, str]:
    """What a rPr says: face (of Chinese text), size in half points, strong, emphasis, hidden, raised or lowered, style."""
    found: dict[str, str] = {}
    for child in element:
        name, value = child.tag.removeprefix(W), child.get(f"{W}val")
        if name == "rFonts":
            theme = child.get(f"{W}eastAsiaTheme", "")
            face = child.get(f"{W}eastAsia") or faces.get(theme, "")
            face = face or ("" if "face" in found else child.get(f"{W}hAnsi", ""))
            if face:
                found["face"] = face
        elif name == "sz":
            found["size"] = value or ""
        elif name in ("b", "i", "vanish"):
            found[{"b": "strong", "i": "emphasis", "vanish": "hidden"}[name]] = str(is_on(value, True))
        elif name == "vertAlign":
            found["raised"] = value or ""
        elif name == "rStyle":
            found["run_style"] = value or ""
    return found


def figure(text: str | None, absent: int, most: int = 9_999) -> int:
    """A whole number from 0 to `most`; `absent` where something else is written."""
    return min(int(text), most) if text and text.isascii() and text.isdecimal() and len(text) < 12 else absent


def is_on(value: str | None, absent: bool = False) -> bool:
    """What a switch of the format says; `absent` where nothing is written."""
    return absent if value is None else value.lower() not in ("0", "false", "off", "none")
