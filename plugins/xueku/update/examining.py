"""All content is checked through a store of its own: what did not change since the last check is not checked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from xueku.model.diagnostic import Diagnostic, XuekuError, in_order
from xueku.model.record import Record
from xueku.model.review import Digests, Reviewed
from xueku.model.settings import Settings
from xueku.render.pool import spread
from xueku.update.checks import Checks
from xueku.update.facts import Facts
from xueku.update.intake import Intake
from xueku.update.preparing import unpack
from xueku.update.profile import Profile
from xueku.update.progress import tell_progress
from xueku.update.run import own_folder
from xueku.update.store import Store, StoreError

_BATCH = 256
Result = TypeVar("Result")


@dataclass(frozen=True)
class Examined:
    """All content, checked. `known` has every record without its texts; `unread` are the paths of those that could not be read."""

    findings: list[Diagnostic]
    known: Facts
    unread: tuple[str, ...]
    intake: Intake

    @property
    def reviewed(self) -> Reviewed | None:
        """What is known of sign-offs."""
        return self.known.reviewed

    def text_of(self, id_: str) -> Digests:
        """The digests of a record's text that sign-offs are of. Raises KeyError if there is no such record."""
        return self.intake.reading.text_of(self.known.records[id_].path)

    def whole(self, id_: str) -> Record | None:
        """A record as it was read, with its texts; None if there is none of this id."""
        record = self.known.records.get(id_)
        return unpack(self.intake.reading.packed(record.path)).read.record if record else None


@contextmanager
def examined(settings: Settings) -> Iterator[Examined]:
    """All content, checked; what is asked of it is read while the context lasts. Raises XuekuError as `Intake.read` does."""
    with _through_store(settings, _examine) as found:
        yield found


@contextmanager
def taken_in(settings: Settings) -> Iterator[Intake]:
    """All content, read and not checked; what is asked of it is read while the context lasts. Drafts count as shown. Raises as `examined`."""
    with _through_store(settings, _take_in) as intake:
        yield intake


@contextmanager
def _through_store(settings: Settings, work: Callable[[Settings, Store], Result]) -> Iterator[Result]:
    """What `work` gives, which is done once more with a new store if this one is damaged."""
    store = _open(settings)
    try:
        try:
            found = work(settings, store)
        except StoreError:
            store.close()
            store = _open(settings)
            found = work(settings, store)
        yield found
    finally:
        store.close()


def _open(settings: Settings) -> Store:
    """The store of checks; one that does not last where nothing can be written."""
    try:
        return Store(own_folder(settings) / "check.db")
    except XuekuError:
        return Store(None)


def _take_in(settings: Settings, store: Store) -> Intake:
    intake = Intake(settings, "preview", store)
    intake.read(Profile())
    return intake


def _examine(settings: Settings, store: Store) -> Examined:
    intake = Intake(settings, "preview", store)
    checks = Checks(store, intake)
    intake.read(Profile())
    known = _check(intake, checks)
    intake.reading.save()
    store.commit()
    unread = tuple(sorted(path for path in intake.reading.paths if intake.reading.record(path) is None))
    return Examined(in_order([*intake.findings, *checks.weighty(), *checks.hints()]), known, unread, intake)


def _check(intake: Intake, checks: Checks) -> Facts:
    """Check every record that is not as it was, or that followed from what is not; gives all facts."""
    paths = sorted(checks.stale(intake.differs("checking", intake.of_checking())))
    checks.forget(intake.changes.gone)
    with intake.facts_for(len(paths)) as (known, _):
        checker = checks.checker(known, len(paths))
        packed = map(intake.reading.packed, paths)
        found = spread(checker, packed, len(paths), ended=checker.ended)
        results = zip(paths, tell_progress(found, len(paths), "检查"), strict=True)
        while batch := dict(islice(results, _BATCH)):
            checks.keep(batch)
    checks.settle()
    return intake.facts()[0]
