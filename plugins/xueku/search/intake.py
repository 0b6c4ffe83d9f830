"""Documents that are new or have changed: their texts are written, and what they change in the tables is told."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field

from xueku.search.characters import variants_in
from xueku.search.documents import Document
from xueku.search.engine import FOLDER, Entry, State, Write, part, short_hash
from xueku.search.inventory import TEXT_HASH, Line, encode_facets
from xueku.search.leaves import Leaf, leaves
from xueku.search.postings import Text, postings, searched, sound_postings, texts
from xueku.search.rows import Terms
from xueku.search.sounds import title_sounds
from xueku.search.tables import Changes, checked

_TOGETHER = 200_000
"""About how many characters are counted at once."""


@dataclass
class _Counted:
    """What waits to be counted."""

    texts: list[Text] = field(default_factory=list)
    titles: list[tuple[int, str]] = field(default_factory=list)
    size: int = 0

    def add(self, strings: list[str], slot: int) -> None:
        self.texts += texts(strings, slot)
        self.titles.append((slot, strings[0]))
        self.size += sum(map(len, strings))


@dataclass
class Intake:
    """Takes documents one by one.

    `slots` is the first slot that was never used. Once all are taken and `finish` was called, `changes` are those of the tables of
    terms, `sound_changes` those of the table of sounds.
    """

    state: State
    write: Write
    slots: int
    terms: Terms
    sounds: Terms

    def __post_init__(self) -> None:
        self.changes, self.sound_changes = Changes(self.terms), Changes(self.sounds)
        self._old, self._new = _Counted(), _Counted()

    def take(self, entry: Entry, document: Document, old: Line | None) -> Line:
        """The line of a document that was not there before or had another line.

        Raises StateError if what it said before is not known.
        """
        parts = leaves(document)
        strings = searched(document, parts)
        if old:
            self._drop(old)
        slot = old.slot if old and old.leaves == len(parts) else self._next_slots(len(parts))
        self._new.add(strings, slot)
        content = json.dumps(strings, ensure_ascii=False).encode("utf-16-le", "surrogatepass")
        self.state[_key(entry.key)] = content
        names = [self._write_text(document, leaf) for leaf in parts]
        self._finish_if_many()
        return Line(
            entry.key,
            entry.digest.hex(),
            slot,
            "".join(names),
            document.kind,
            document.day,
            encode_facets(document.facets),
            variants_in("\n".join(strings)),
            zlib.crc32(content),
        )

    def forget(self, old: Line) -> None:
        """Take a document that is there no more out of the tables. Raises StateError if what it said is not known."""
        self._drop(old)
        del self.state[_key(old.key)]
        self._finish_if_many()

    def finish(self) -> None:
        """Count what waits."""
        old, new = self._old, self._new
        self.changes.replace(postings(old.texts, self.terms), postings(new.texts, self.terms))
        same = {*old.titles} & {*new.titles}
        before, after = (
            sound_postings(
                ((slot, title_sounds(title)) for slot, title in one.titles if (slot, title) not in same),
                self.sounds,
            )
            for one in (old, new)
        )
        self.sound_changes.replace(before, after)
        self._old, self._new = _Counted(), _Counted()

    def _drop(self, old: Line) -> None:
        content = checked(self.state, _key(old.key), old.check)
        self._old.add(json.loads(content.decode("utf-16-le", "surrogatepass")), old.slot)

    def _finish_if_many(self) -> None:
        if self._new.size + self._old.size > _TOGETHER:
            self.finish()

    def _next_slots(self, count: int) -> int:
        slot = self.slots
        self.slots += count
        return slot

    def _write_text(self, document: Document, leaf: Leaf) -> str:
        """Write what is shown of a leaf, and give its name: the hash of its content, in which a question mark stands for the name."""
        passages = [[passage.address, passage.heading, passage.text] for passage in leaf]
        content = part("?", document.title, document.kind, document.day, passages)
        name = short_hash(content, TEXT_HASH)
        self.write(text_address(name), content.replace(b"?", name.encode(), 1))
        return name


def text_address(name: str) -> str:
    """Where the text of a leaf stands."""
    return f"{FOLDER}/t/{name[:1]}/{name}.js"


def _key(key: str) -> str:
    return f"document {key}"
