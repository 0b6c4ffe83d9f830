"""Every text of a record that readers see, with its places: what rules on language and review read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from xueku.model.declaration import declaration_of
from xueku.model.diagnostic import Fix, Span
from xueku.model.prose import Prose
from xueku.model.record import Path, Places, Record

# What a part holds already, and names of files.
_NO_WORDS = ("stem", "explanation", "file")


@dataclass(frozen=True)
class Passage:
    """One text: the words of a part, all markup blanked, or the value of a field.

    `name` is that of the part (`body`, `handout`, `quiz.0.stem`) or of the outermost field (`title`, `agenda`).
    `place` is where a field's value stands, None for a part.
    """

    name: str
    text: str
    prose: Prose | None = None
    place: Span | None = None

    def span(self, start: int, end: int | None = None) -> Span:
        """The place of `text[start:end]`; of the whole value where the file writes it otherwise than it reads."""
        if self.prose is not None:
            return self.prose.span(start, end)
        assert self.place is not None
        if not self.has_places:
            return self.place
        first = self.place.column + (self.place.end_column - self.place.column - len(self.text)) // 2
        stop = start if end is None else end
        return Span(self.place.path, self.place.line, first + start, self.place.line, first + stop)

    def fix(self, start: int, end: int, text: str) -> Fix | None:
        """A mending that puts `text` in the place of `text[start:end]`; None where it cannot be told where that is."""
        is_one_line = "\n" not in self.text[start:end]
        # Behind a backslash a mark is no markup; another one might need none, and leave the backslash to be read.
        is_as_written = self.prose is None or (
            self.prose.markdown[start:end] == self.text[start:end]
            and not self.prose.markdown.startswith("\\", max(0, start - 1))
        )
        if not (self.has_places and is_one_line and is_as_written):
            return None
        return Fix(self.span(start, end), text, self.text[start:end])

    @property
    def has_places(self) -> bool:
        """Whether each character has a place of its own: a value in quotes with escapes, or on several lines, has not."""
        if self.place is None:
            return True
        is_one_line = self.place.line == self.place.end_line
        return is_one_line and self.place.end_column - self.place.column - len(self.text) in (0, 2)


def passages(record: Record) -> Iterator[Passage]:
    """The texts of the fields, of the parts, and of the quiz beside its parts, in this order. No ids, no words of vocabularies, no names of files."""
    yield from _of_fields(record.resource, record.places)
    for name, prose in record.parts.items():
        yield Passage(name, prose.words, prose)
    if record.quiz is not None and record.quiz_places is not None:
        yield from _of_fields(record.quiz, record.quiz_places)


def _of_fields(value: BaseModel, places: Places) -> Iterator[Passage]:
    for way, text in _texts(value, ()):
        yield Passage(str(way[0]), text, place=places.value(way))


def _texts(value: BaseModel, way: Path) -> Iterator[tuple[Path, str]]:
    for name, info in type(value).model_fields.items():
        declared = declaration_of(info)
        if not (declared.vocabulary or declared.refers_to or name in _NO_WORDS):
            yield from _inside(getattr(value, name), (*way, name))


def _inside(content: Any, way: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(content, BaseModel):
        yield from _texts(content, way)
    elif isinstance(content, tuple):
        for index, item in enumerate(content):
            yield from _inside(item, (*way, index))
    elif isinstance(content, str):
        yield way, content
