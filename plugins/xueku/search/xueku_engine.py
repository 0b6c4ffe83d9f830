"""The default engine: shards of postings and of sounds, texts leaf by leaf. FORMAT.md says what is in the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass

from xueku.search.documents import Labels, first_handbook
from xueku.search.engine import (
    FOLDER,
    MANIFEST,
    Entry,
    Load,
    SearchEngine,
    State,
    Write,
    facet_columns,
    manifest,
    part,
    short_hash,
)
from xueku.search.intake import Intake, text_address
from xueku.search.inventory import (
    TEXT_HASH,
    Inventory,
    Line,
    forget_inventory,
    listings,
    read_inventory,
    write_inventory,
)
from xueku.search.places import Move
from xueku.search.rows import Terms
from xueku.search.shards import shard_count
from xueku.search.sounds import readings, stem
from xueku.search.tables import Changes, Kept, StateError, Table
from xueku.search.terms import is_han, key_of, variants, variants_for

SHARD_HASH = 6
DIRECTORY = 64
"""Documents whose texts one directory names."""
_FILES_A_FOLDER = 1000
_PLACES_A_FURTHER_SHARD = 48
"""Sounds, and what is beyond the best postings, take so much less space than these."""
_SPARE_SLOTS = 10_000
"""Slots are used once: when these and as many as there are leaves have become idle, all is read again."""


class XuekuEngine(SearchEngine):
    """Static postings of character pairs; a query fetches the few shards that it needs."""

    name = "xueku"
    client = "search-xueku.js"

    def update(
        self, entries: Sequence[Entry], load: Load, labels: Labels, state: State, write: Write
    ) -> AbstractSet[str]:
        """See `SearchEngine.update`."""
        if len({entry.key for entry in entries}) < len(entries):
            raise ValueError("two documents have the same key")
        try:
            return _Update(labels, state, write, read_inventory(state)).run(entries, load)
        except StateError:
            state.clear()
        return _Update(labels, state, write, Inventory()).run(entries, load)


@dataclass(frozen=True)
class _Update:
    """One build. `before` is what the last one left; it is changed on the way."""

    labels: Labels
    state: State
    write: Write
    before: Inventory

    def run(self, entries: Sequence[Entry], load: Load) -> AbstractSet[str]:
        forget_inventory(self.state)
        intake = Intake(self.state, self.write, self.before.slots, Terms(key_of), Terms(stem))
        lines = self._take(intake, entries, load)
        after = Inventory(
            lines, intake.slots, self.before.tables, repr(astuple(self.labels)), self.before.names
        )
        move = self._move(after)
        self._put_shards(intake, move)
        self._put_small_tables(after)
        self._put_manifest(after, move)
        write_inventory(self.state, after)
        return self._addresses(lines)

    def _take(self, intake: Intake, entries: Sequence[Entry], load: Load) -> list[Line]:
        """The line of each document; those that are new or have changed are loaded."""
        old = {line.key: line for line in self.before.lines}
        lines = [old.get(entry.key) for entry in entries]
        places = [
            place
            for place, (entry, line) in enumerate(zip(entries, lines, strict=True))
            if line is None or line.digest != entry.digest.hex()
        ]
        loaded = load([entries[place].key for place in places])
        for place, document in zip(places, loaded, strict=True):
            lines[place] = intake.take(entries[place], document, lines[place])
        for key in old.keys() - {entry.key for entry in entries}:
            intake.forget(old[key])
        intake.finish()
        found = [line for line in lines if line]
        if intake.slots > 2 * sum(line.leaves for line in found) + _SPARE_SLOTS:
            raise StateError("slots")
        return found

    def _move(self, after: Inventory) -> Move:
        old = {line.key: place for place, line in enumerate(self.before.lines)}
        keeps_numbers = len(old) == len(after.lines) and all(
            old.get(line.key, place) == place for place, line in enumerate(after.lines)
        )
        return Move(self.before.places(), after.places(), keeps_numbers)

    def _put_shards(self, intake: Intake, move: Move) -> None:
        most, fewer = shard_count(move.after.total), shard_count(move.after.total // _PLACES_A_FURTHER_SHARD)
        best = Table("p", intake.terms, self._named, self.state, self._kept("p"))
        others = Table("r", intake.terms, self._named, self.state, self._kept("r"))
        spoken = Table("s", intake.sounds, str, self.state, self._kept("s"))
        rest = Changes(intake.terms)
        if best.writes_all(most, move):
            others.clear()
        self._put("p", most, best.write(intake.changes, most, move, rest))
        self._put("r", fewer, others.write(rest, fewer, move))
        self._put("s", fewer, spoken.write(intake.sound_changes, fewer, move))

    def _named(self, term: str) -> str:
        """A term as it is, and a Han character with its readings: 重=zhong=chong."""
        if len(term) > 1 or not is_han(term):
            return term
        if term not in self.before.names:
            self.before.names[term] = "=".join((term, *readings(term)))
        return self.before.names[term]

    def _kept(self, letter: str) -> Kept:
        return self.before.tables.setdefault(letter, Kept())

    def _put(self, letter: str, count: int, contents: Iterable[tuple[int, bytes]]) -> None:
        """Write some of the `count` files of a table."""
        hashes = self._kept(letter).hashes
        hashes[count:] = [""] * (count - len(hashes))
        for number, content in contents:
            hashes[number] = short_hash(content, SHARD_HASH)
            self.write(_address(letter, number, hashes[number]), content)

    def _put_small_tables(self, after: Inventory) -> None:
        old, new = _directories(self.before), _directories(after)
        changed = [number for number, names in enumerate(new) if old[number : number + 1] != [names]]
        self._put("d", len(new), ((number, part(f"d{number}", new[number])) for number in changed))
        if _narrowing(self.before) != _narrowing(after):
            columns = part("f0", *facet_columns(listings(after.lines), self.labels))
            self._put("f", 1, [(0, columns)])
        if not self._kept("v").hashes:
            self._put("v", 1, [(0, part("v0", _joined(variants())))])

    def _put_manifest(self, after: Inventory, move: Move) -> None:
        shown = [*(line.variants for line in after.lines), *(label for _, label in self.labels.kinds)]
        content = manifest(
            XuekuEngine.name,
            self.labels,
            documents=len(after.lines),
            leaves=[
                [number, count] for number, count in enumerate(move.after.leaf_counts.tolist()) if count > 1
            ],
            aside=first_handbook([line.kind for line in after.lines]),
            variants=_joined(variants_for(shown)),
            **{letter: "".join(kept.hashes) for letter, kept in after.tables.items()},
        )
        self.write(MANIFEST, content)

    def _addresses(self, lines: Sequence[Line]) -> AbstractSet[str]:
        found = {MANIFEST}
        for letter, kept in self.before.tables.items():
            found.update([_address(letter, number, digest) for number, digest in enumerate(kept.hashes)])
        names = "".join([line.texts for line in lines])
        found.update(
            [text_address(names[start : start + TEXT_HASH]) for start in range(0, len(names), TEXT_HASH)]
        )
        return found


def _address(letter: str, number: int, digest: str) -> str:
    return f"{FOLDER}/{letter}/{number // _FILES_A_FOLDER}/{number}-{digest}.js"


def _directories(inventory: Inventory) -> list[str]:
    """What the files of table `d` hold."""
    names = [line.texts for line in inventory.lines]
    return [" ".join(names[start : start + DIRECTORY]) for start in range(0, len(names), DIRECTORY)]


def _narrowing(inventory: Inventory) -> tuple[str, list[tuple[str, str, str]]]:
    """What table `f` is made of."""
    return inventory.labels, [(line.kind, line.day, line.facets) for line in inventory.lines]


def _joined(pairs: Mapping[str, str]) -> str:
    return "".join(old + new for old, new in sorted(pairs.items()))
