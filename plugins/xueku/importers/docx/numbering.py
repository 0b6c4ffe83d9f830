"""`numbering.xml`: the numbers that Word puts in front of paragraphs, counted as Word counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from xueku.importers.docx.paper import Label
from xueku.importers.docx.styles import W, figure


@dataclass(frozen=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """Counts as paragraphs come. `levels` are those of each list, by its id; `shared` is the count that lists go on with."""

    levels: Mapping[str, Mapping[int, _Level]] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    restarts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[str] = field(default_factory=set)

    def label(self, listing: str, depth: int) -> Label | None:
        """The label of the next paragraph of a list; None where there is no such list."""
        levels = self.levels.get(listing)
        if levels is None:
            return None
        level = levels.get(depth, _Level())
        counts = self._counts[self.shared.get(listing, listing)]
        if listing not in self._begun:
            self._begun.add(listing)
            for at, start in self.restarts.get(listing, {}).items():
                counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return Label("", depth, listing)

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at, _Level())
            return _FORMS.get(of.form, str)(counts.get(at, of.start))

        return Label(re.sub(r"%([1-9])", shown, level.text).strip(), depth, listing)


def read_numbering(tree: Element | None) -> Numbering:
    """The lists of a document."""
    if tree is None:
        return Numbering()
    abstract = {
        one.get(f"{W}abstractNumId", ""): {
            figure(level.get(f"{W}ilvl"), 0): _level(level) for level in one.iter(f"{W}lvl")
        }
        for one in tree.iter(f"{W}abstractNum")
    }
    levels, shared, restarts = {}, {}, {}
    for one in tree.iter(f"{W}num"):
        key, of = one.get(f"{W}numId", ""), one.find(f"{W}abstractNumId")
        name = of.get(f"{W}val", "") if of is not None else ""
        own = dict(abstract.get(name, {}))
        begun = {}
        for override in one.iter(f"{W}lvlOverride"):
            depth = figure(override.get(f"{W}ilvl"), 0)
            inner, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if inner is not None:
                own[depth] = _level(inner)
            if start is not None:
                begun[depth] = figure(start.get(f"{W}val"), 1)
        levels[key], shared[key], restarts[key] = own, name, begun
    return Numbering(levels, shared, restarts)


def _level(element: Element) -> _Level:
    values = {child.tag.removeprefix(W): child.get(f"{W}val", "") for child in element}
    return _Level(values.get("numFmt", "decimal"), values.get("lvlText", ""), figure(values.get("start"), 1))


def chinese(number: int) -> str:
    """A number below 10 000 in words: 十二, 一百零三."""
    if not 0 < number < 10_000:
        return str(number)
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    text = ""
    for place, digit in enumerate(reversed(str(number))):
        text = (digits[int(digit)] + units[place] if digit != "0" else "零") + text
    text = re.sub("零+", "零", text).rstrip("零")
    return text.removeprefix("一") if text.startswith("一十") else text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    worth: tuple[tuple[int, str], ...] = (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
    )
    worth += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, letters in worth:
        text += letters * (number // value)
        number %= value
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "taiwaneseCountingThousand": chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
