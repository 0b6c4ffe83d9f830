"""A picture whose file is a film stands for the film, alone in its paragraph; in a line of text it is a link to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape

from xueku.model.film import Captions, is_film
from xueku.model.record import Record
from xueku.render.link import Destination
from xueku.render.slots import PREFIX

_SHOWN = rf'<img\b[^>]*? src="{PREFIX}(?P<slot>\d+)"[^>]*>'
_ALONE = re.compile(rf"<p>\s*(?P<shown>{_SHOWN})\s*</p>")
_INLINE = re.compile(_SHOWN)
_ALT = re.compile(r' alt="(?P<alt>[^"]*)"')


def film_at(record: Record, destinations: Sequence[Destination | None]) -> Callable[[int], str]:
    """What tells of a slot that leads to one of these destinations which film of the record it shows; empty for none."""

    def film(slot: int) -> str:
        found = destinations[slot]
        return found.file if found and found.file in record.files and is_film(found.file) else ""

    return film


def place_films(html: str, film_of: Callable[[int], str], draw: Callable[[int, str, str], str]) -> str:
    """`html` with every film as `draw` gives it for its slot, its file and its name in words; `film_of`: see `film_at`."""

    def alone(found: re.Match[str]) -> str:
        slot = int(found["slot"])
        film = film_of(slot)
        return draw(slot, film, unescape(_words(found["shown"]))) if film else found[0]

    def inline(found: re.Match[str]) -> str:
        if not film_of(int(found["slot"])):
            return found[0]
        return f'<a href="{PREFIX}{found["slot"]}">{_words(found[0])}</a>'

    return _INLINE.sub(inline, _ALONE.sub(alone, html))


def printed_film(slot: int, words: str, captions: Captions) -> str:
    """The HTML of a film for paper: the picture at its slot, and a box with what is said in it."""
    lines = "".join(f"<p>{cue.clock}　{escape(cue.words)}</p>" for cue in captions.cues)
    title = f'<p class="admonition-title">视频：{escape(words)}</p>'
    return f'<p><img alt="" src="{PREFIX}{slot}"></p><div class="admonition note">{title}{lines}</div>'


def _words(shown: str) -> str:
    alt = _ALT.search(shown)
    return (alt["alt"] if alt else "") or "视频"
