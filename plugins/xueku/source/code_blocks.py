"""Which lines of a text are indented code: what starts as one is often part of a list, a box or a footnote.

Only the converter's own parser of blocks knows, and it forgets places; so each line in question is given to it with a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from markdown import Markdown

_BLOCKS = ("admonition", "def_list", "footnotes", "tables", "pymdownx.details", "pymdownx.tabbed")
"""Those extensions of the dialect (`render/markdown.py`) that say what a block is."""
_INDENTED = re.compile(r"^(?:[ >]{4}|[ >]{0,3}\t)[ >\t]*(?=[^\s>])", re.MULTILINE)
_OPENS_BOX = re.compile(r'(?:!!!|\?\?\?\+?) [\w-]+(?: "[^"\n]*")?$|=== "[^"\n]*"$')
_OPENS_ITEM = re.compile(r"(?:[-*+]|\d+\.) +[^\s>]")
_LETTER = re.compile(r"[^\W_](?=[\W_]*$)")
_ONLY_MARKUP = re.compile(r"[-=*_|:+ \t>#.!?\[\]()]*")
_MARKS = range(0x20000, 0x2A6E0)
"""Rare Chinese characters: the parser takes them for letters."""


def code_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of those lines that become indented code, blank ones within it left out. Lines are without comments; a fence is a word."""
    if not _may_have_code(lines):
        return frozenset()
    marked, marks = _marked(lines)
    found = {marks[sign] for code in _codes(marked) for sign in code if sign in marks}
    return frozenset({*found, *_between(lines, found)})


def _may_have_code(lines: Sequence[str]) -> bool:
    """Whether an indented line is anything but the content of a box or an item that starts one step left of it.

    That is nearly all that is indented, and the parser costs a third of a conversion.
    """
    # Of each line left of the next: its indent, and whether what is four to seven blanks further right is its content.
    above: list[tuple[int, bool]] = []
    is_free = True
    for line in lines:
        words = line.lstrip(" ")
        if not words:
            is_free = True
            continue
        indent = len(line) - len(words)
        while above and above[-1][0] >= indent:
            above.pop()
        step = indent - above[-1][0] if above and above[-1][1] else indent
        is_content = bool(above) and above[-1][1] and step < 8
        if indent >= 4 and not is_content:
            return True
        if words[0] in "\t>" and _INDENTED.match(line):
            return True
        is_item = is_free and _OPENS_ITEM.match(words) is not None
        is_opening = step in (0, 4) and (is_item or _OPENS_BOX.match(words.rstrip()) is not None)
        above.append((indent, is_opening))
        is_free = is_opening
    return False


def _marked(lines: Sequence[str]) -> tuple[list[str], Mapping[str, int]]:
    """The lines with a mark of its own in each that may be code, in the place of a letter so that all else stays what it is."""
    written = {*"".join(lines)}
    free = (sign for code in _MARKS if (sign := chr(code)) not in written)
    marked, marks = [*lines], dict[str, int]()
    for number, line in enumerate(lines):
        if not (indent := _INDENTED.match(line)) or _ONLY_MARKUP.fullmatch(line):
            continue
        sign = next(free, "")
        if not sign:
            break
        letter = _LETTER.search(line, indent.end())
        start, end = letter.span() if letter else (len(line),) * 2
        marked[number] = f"{line[:start]}{sign}{line[end:]}"
        marks[sign] = number
    return marked, marks


def _codes(lines: list[str]) -> Iterator[str]:
    parser = _parser().reset()
    root = parser.parser.parseDocument(parser.preprocessors["normalize_whitespace"].run(lines)).getroot()
    assert root is not None
    # The text of a footnote is parsed when its place is found.
    parser.treeprocessors["footnote"].run(root)
    for block in root.iter("pre"):
        yield "".join(block.itertext())


@cache
def _parser() -> Markdown:
    return Markdown(extensions=[*_BLOCKS])


def _between(lines: Sequence[str], found: set[int]) -> Iterator[int]:
    """Lines of signs alone that go with a line of code next to them: marked they would be something else."""
    for numbers, step in ((range(len(lines)), -1), (reversed(range(len(lines))), 1)):
        reached = set(found)
        for number in numbers:
            line = lines[number]
            if number + step in reached and _INDENTED.match(line) and _ONLY_MARKUP.fullmatch(line):
                reached.add(number)
                yield number
