"""Block quotes: lines that start with >, up to the line that names the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xueku.model.prose import Prose
from xueku.quoting.quotations import Citation, Quotation, citations

_MARKS = re.compile(r"^(?:[ \t]*>)+[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+|#{1,6}[ \t]+)?", re.MULTILINE)
_SOURCE = re.compile(r"^[ \t]*(?:—{1,2}|―{1,2}|─{1,2}|-{2,3})[ \t]*(?=[^\s—―─-])")
_SOURCE_BEHIND = re.compile(r"(?<=[。！？”」…；）])[ \t]*——[ \t]*(?=[《\[])")
_LINK = r"\[[^\[\]\n]*\]\([^()\s]+\)"
_LEADING_IN = re.compile(
    rf"(?:{_LINK}[、，；和及与]{{0,2}}){{0,8}}{_LINK}[^\[\]()。！？\n]{{0,16}}[：:][ \t]*$"
)
_OTHER_BLOCK = re.compile(r"^[ \t]*(?:#{1,6} |```|~~~|\||!!!|\?\?\?|===|[-*+][ \t]|\d+[.)][ \t]|\[\^)")


@dataclass(frozen=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Block:
    """Lines of one block quote and the written lines before and behind it."""

    lines: tuple[_Line, ...]
    before: _Line | None
    behind: _Line | None

    @property
    def start(self) -> int:
        """Where the first line starts."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where the last line ends."""
        return self.lines[-1].end


def blocks(prose: Prose) -> Iterator[Block]:
    """The block quotes of a text. Quotes that only blank lines part are one, as they are on the page."""
    if ">" not in prose.outline:
        return
    found: list[_Line] = []
    before: _Line | None = None
    last: _Line | None = None
    is_open = False
    for line in _lines(prose.outline):
        is_blank, is_quoted = not line.text.strip(), line.text.lstrip().startswith(">")
        if is_quoted or (is_open and not is_blank and not _OTHER_BLOCK.match(line.text)):
            before = before if found else last
            found.append(line)
            is_open = True
        elif is_blank:
            is_open = False
        else:
            if found:
                yield Block(tuple(found), before, line)
            found, is_open = [], False
        last = last if is_blank else line
    if found:
        yield Block(tuple(found), before, None)


def block_quotations(prose: Prose, block: Block) -> Iterator[Quotation]:
    """The quotations of a block quote: each ends with its source line, the last one with the block."""
    words: list[_Line] = []
    for line in block.lines:
        bare = _bare(line.text)
        source = _SOURCE.match(bare) or _SOURCE_BEHIND.search(bare)
        if source is None:
            words.append(line)
            continue
        words.append(_Line(line.start, line.text[: source.start()]))
        if made := _made(prose, words, citations(prose.outline, line.start + source.end(), line.end)):
            yield made
        words = []
    if made := _made(prose, words, *_source_outside(prose, block)):
        yield made


def _source_outside(prose: Prose, block: Block) -> tuple[tuple[Citation, ...], bool]:
    """What a line behind the block, or the sentence that leads to it, names as its source."""
    if block.behind and (source := _SOURCE.match(block.behind.text)):
        start = block.behind.start + source.end()
        return citations(prose.outline, start, block.behind.end), True
    if block.before and (found := _LEADING_IN.search(block.before.text)):
        start = block.before.start + found.start()
        return citations(prose.outline, start, block.before.end), True
    return (), False


def _made(
    prose: Prose, lines: Sequence[_Line], cited: tuple[Citation, ...], names_source: bool = True
) -> Quotation | None:
    if not lines:
        return None
    start, end = lines[0].start, lines[-1].end
    words = _bare_words(prose, start, end)
    if not words.strip():
        return None
    return Quotation(prose, start, end, words, cited, is_block=True, names_source=names_source)


def _bare_words(prose: Prose, start: int, end: int) -> str:
    """The words of some lines, marks of quotes, lists and headings blanked at equal length."""
    words, outline = prose.words[start:end], prose.outline[start:end]
    pieces, last = [], 0
    for match in _MARKS.finditer(outline):
        pieces += [words[last : match.start()], " " * len(match.group())]
        last = match.end()
    return "".join([*pieces, words[last:]])


def _bare(line: str) -> str:
    return _MARKS.sub(lambda match: " " * len(match.group()), line)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start, line)
        start += len(line) + 1
