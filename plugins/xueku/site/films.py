"""How a film stands on a page: the browser's own player, its name, and below it always what is said in it."""

from __future__ import annotations

from xueku.model.film import Captions, captions_of, poster_of
from xueku.model.record import Record
from xueku.site.page import relative
from xueku.site.templates import render


def film_figure(record: Record, film: str, words: str, here: str) -> str:
    """The HTML of a film of the record on the page `here`; `words` are its name."""
    folder = f"{record.kind.collection}/{record.id}"
    captions, poster = captions_of(film, record.files), poster_of(film, record.files)

    def address(name: str) -> str:
        return relative(here, f"{folder}/{name}") if name else ""

    return render(
        "film.html",
        here,
        film=address(film),
        captions=address(captions),
        poster=address(poster),
        words=words,
        cues=record.captions.get(captions, Captions()).cues,
    )
