"""The text of a work that may be quoted, with the places that a citation can name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from xueku.model.normal_form import normal_form

Range = tuple[int, int]
"""From where to where something reaches in a text; the end is not part of it."""


class Place(NamedTuple):
    """An article or the section under a heading: its anchor, what the work itself calls it, and `text[start:end]`."""

    anchor: str
    label: str
    start: int
    end: int
    is_article: bool = False


@dataclass(frozen=True)
class WorkText:
    """All words of a work without blanks, so that an offset is also one in the normal form. `version` may be empty.

    `names` is where its articles are named and its headings stand, in order: a quotation may leave these out.
    """

    id: str
    title: str
    version: str
    text: str
    places: tuple[Place, ...]
    names: tuple[Range, ...] = ()

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        """Places as plain tuples: many texts are read to find the few that matter, and objects take thrice as long."""
        places = tuple(tuple(place) for place in self.places)
        return _with_plain_places, (self.id, self.title, self.version, self.text, places, self.names)

    @property
    def normal(self) -> str:
        """The normal form of the text. It is made each time; keep it while you compare."""
        return normal_form(self.text)

    @property
    def name(self) -> str:
        """Title and version, as a message names them."""
        title = self.title if self.title.startswith("《") else f"《{self.title}》"
        return f"{title}（{self.version}）" if self.version else title

    def place(self, anchor: str) -> Place | None:
        """The place of an anchor."""
        return next((place for place in self.places if place.anchor == anchor), None)

    def place_at(self, offset: int) -> Place | None:
        """The article at an offset, or else the innermost section."""
        around = [place for place in self.places if place.start <= offset < place.end]
        return max(around, key=lambda place: (place.is_article, place.start), default=None)


def _with_plain_places(
    id_: str,
    title: str,
    version: str,
    text: str,
    places: tuple[tuple[str, str, int, int, bool], ...],
    names: tuple[Range, ...],
) -> WorkText:
    return WorkText(id_, title, version, text, tuple(map(Place._make, places)), names)
