"""The quotations of a Prose: where each stands, its words with markup gone, and what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from xueku.model.diagnostic import Fix, Span
from xueku.model.normal_form import normal_form, places, squeezed
from xueku.model.prose import Prose

LEAST = 4
"""Fewer characters between quotation marks name a thing; they are not compared."""

_CITED = re.compile(r"\[(?P<text>[^\[\]\n]*)\]\((?P<target>[^()\s]+)\)")
_ELLIPSIS = re.compile("(?:…|⋯|\\.{3})+")


@dataclass(frozen=True)
class Citation:
    """A link that names a source: its words and its target with the offsets at which they start."""

    text: str
    target: str
    text_start: int
    target_start: int

    @property
    def end(self) -> int:
        """Where the target ends."""
        return self.target_start + len(self.target)


@dataclass(frozen=True)
class Piece:
    """Words of a quotation without a gap: in normal form, and as `prose.words[…]` where each character stands."""

    normal: str
    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True)
class Quotation:
    """A quotation from `start` to `end` of a Prose. `words` is that stretch with all marks blanked.

    `names_source` is true if anything is named as its source, be it in the library or not.
    """

    prose: Prose
    start: int
    end: int
    words: str
    citations: tuple[Citation, ...]
    is_block: bool = False
    names_source: bool = True

    @property
    def normal(self) -> str:
        """All its words in normal form."""
        return normal_form(squeezed(self.words))

    @cached_property
    def whole(self) -> Piece:
        """The quotation as one piece, ellipses in it."""
        return self._piece(0, len(self.words))

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What stands between ellipses, in order."""
        ends = [(match.start(), match.end()) for match in _ELLIPSIS.finditer(self.words)]
        starts = [0, *(end for _, end in ends)]
        stops = [*(start for start, _ in ends), len(self.words)]
        made = (self._piece(start, stop) for start, stop in zip(starts, stops, strict=True))
        return tuple(piece for piece in made if piece.normal)

    @property
    def span(self) -> Span:
        """Where its words stand, from the first to the last."""
        offsets = self.whole.offsets
        return self.prose.span(offsets[0], offsets[-1] + 1)

    def fix(self, start: int, end: int, text: str) -> Fix | None:
        """A mending of `prose.words[start:end]`; None where that is on several lines or has markup in it."""
        written = self.prose.markdown[start:end]
        is_plain = "\n" not in written and written == self.prose.words[start:end]
        return Fix(self.prose.span(start, end), text) if is_plain else None

    def _piece(self, start: int, stop: int) -> Piece:
        words = self.words[start:stop]
        text = squeezed(words)
        offsets = tuple(self.start + start + place for place in places(words))
        return Piece(normal_form(text), text, offsets)


def citations(text: str, start: int, end: int) -> tuple[Citation, ...]:
    """The links in `text[start:end]`."""
    return tuple(
        Citation(match["text"], match["target"], match.start("text"), match.start("target"))
        for match in _CITED.finditer(text, start, end)
        if not text.startswith("!", match.start() - 1)
    )


def worth_comparing(found: Iterable[Quotation]) -> Iterator[Quotation]:
    """Those quotations that cite something and are long enough to be more than a name."""
    return (one for one in found if one.citations and len(one.normal) >= LEAST)
