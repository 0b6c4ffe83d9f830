"""What of a text is not marked as anybody else's words, and what is asked of the library for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from xueku.model.diagnostic import Span
from xueku.model.normal_form import BREAK, normal_form, places, squeezed
from xueku.model.prose import Prose
from xueku.model.record import Record
from xueku.quoting.blocks import blocks
from xueku.quoting.fingerprints import LEAST_RUN, as_bytes, fingerprints
from xueku.quoting.inline import quoted

_TITLES = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")


@dataclass(frozen=True)
class Unmarked:
    """A text and its own words in normal form; where a quotation or a title was, there is a break."""

    prose: Prose
    normal: str

    def span(self, start: int, end: int) -> Span:
        """Where `normal[start:end]` stands."""
        return self.prose.span(self._offsets[start], self._offsets[end - 1] + 1)

    @cached_property
    def _offsets(self) -> list[int]:
        return places(_own_words(self.prose))


def unmarked(record: Record) -> Iterator[Unmarked]:
    """The own words of each part of a record that has enough of them; none of a work's.

    A field has no place for a source, and a question of a quiz names its own.
    """
    for name, prose in () if record.kind.has_articles else record.parts.items():
        if name.startswith("quiz."):
            continue
        normal = normal_form(squeezed(_own_words(prose)))
        if len(normal) >= LEAST_RUN:
            yield Unmarked(prose, normal)


def sought(record: Record) -> bytes:
    """The fingerprints of the own words of a record, as bytes: only works with one of these can have words in common with it."""
    texts = [found.normal for found in unmarked(record)]
    return as_bytes(fingerprints((BREAK * LEAST_RUN).join(texts))[0]) if texts else b""


def _own_words(prose: Prose) -> str:
    """The words of a text at equal length, with breaks in the place of what is another's."""
    words = prose.words
    others = [(match.start(), match.end()) for match in _TITLES.finditer(words)] if "《" in words else []
    others += [(block.start, block.end) for block in blocks(prose)]
    others += [(found.start, found.end) for found in quoted(prose.outline)]
    return _broken(words, sorted(others))


def _broken(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, last = [], 0
    for start, end in spans:
        if end > last:
            pieces += [text[last:start], BREAK * (end - max(start, last))]
            last = end
    return "".join([*pieces, text[last:]])
