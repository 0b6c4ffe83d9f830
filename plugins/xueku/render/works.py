"""The text of a work is taken from its Prose, with the same anchors that its page has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xueku.kinds.work import Work
from xueku.model.normal_form import squeezed
from xueku.model.record import Record
from xueku.model.work_text import Place, Range, WorkText
from xueku.render.anchors import article_anchor, heading_anchor

_HEADING = re.compile(r"#{1,6}(?=[^#]|$)")
_LABEL = re.compile(r"\s*(第[^\s条]{1,12}条(?:之[一二三四五六七八九十]+)?)")
_ARTICLE_LEVEL = 9


@dataclass(frozen=True)
class _Start:
    """Where a place starts; one of a lower level ends it, an article also another article."""

    level: int
    anchor: str
    label: str
    offset: int


class Works(Mapping[str, WorkText]):
    """The texts of those records that are works, by id; each is made when it is asked for first."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = {id_: record for id_, record in records.items() if record.kind.has_articles}
        self._made: dict[str, WorkText] = {}

    def __getitem__(self, id_: str) -> WorkText:
        if id_ not in self._made:
            self._made[id_] = work_text(self._records[id_])
        return self._made[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def work_text(record: Record) -> WorkText:
    """The text of a work: its body, with its articles and headings as places."""
    pieces: list[str] = []
    starts: list[_Start] = []
    names: list[Range] = []
    length, is_new = 0, True
    prose = record.body
    for line, outlined in zip(prose.words.split("\n"), prose.outline.split("\n"), strict=True):
        piece = squeezed(line)
        if piece and (start := _start(line, outlined, is_new, length)):
            starts.append(start)
            names.append((length, length + _length_of_name(start, piece, outlined)))
        is_new = not piece or outlined.startswith("#")
        pieces.append(piece)
        length += len(piece)
    resource = record.resource
    version = resource.version if isinstance(resource, Work) else None
    places = tuple(_places(starts, length))
    return WorkText(record.id, resource.title, version or "", "".join(pieces), places, tuple(names))


def _start(line: str, outlined: str, is_new: bool, offset: int) -> _Start | None:
    """What starts at a line of words; `is_new` says whether it is the first of a paragraph."""
    heading = _HEADING.match(outlined)
    label = _LABEL.match(line) if heading or is_new else None
    anchor = article_anchor(line) if label else None
    if label and anchor:
        return _Start(_ARTICLE_LEVEL, anchor, label[1], offset)
    if heading:
        title = line.strip().rstrip("#").strip()
        return _Start(len(heading.group()), heading_anchor(title), f"“{title}”", offset)
    return None


def _length_of_name(start: _Start, piece: str, outlined: str) -> int:
    """How much of a line without blanks is a name: all of a heading, unless it is an article with its words."""
    is_title = outlined.startswith("#") and "。" not in piece
    return len(piece) if is_title or start.level < _ARTICLE_LEVEL else len(squeezed(start.label))


def _places(starts: list[_Start], length: int) -> Iterator[Place]:
    """Each place up to the next start that ends it; an anchor that is taken belongs to the first."""
    used: set[str] = set()
    open_: list[tuple[_Start, str]] = []
    for start in [*starts, _Start(0, "", "", length)]:
        while open_ and open_[-1][0].level >= start.level:
            begun, anchor = open_.pop()
            is_article = begun.level == _ARTICLE_LEVEL
            yield Place(anchor, begun.label, begun.offset, start.offset, is_article)
        anchor = start.anchor if start.anchor not in used else ""
        used.add(anchor)
        open_.append((start, anchor))
