"""Files in the folders of records that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.health.commands import argument
from xueku.health.holdings import Holdings, files_of
from xueku.health.line import Concern, Line, Urgency
from xueku.model.diagnostic import Span
from xueku.model.film import company_of
from xueku.model.record import Record

UNUSED = Concern("unused-file", "没有用到的文件", Urgency.LATER, "用上它，或者删掉")

_PARTS = frozenset({"handout.md", "host.md", "quiz.yml"})
"""Where a kind has no use for one of these, `xueku check` says so."""


def check_unused_files(holdings: Holdings) -> Iterator[Line]:
    """One line for each file beside a record that no record attaches, links to, shows or includes.

    Nothing is said of folders in which a record could not be read.
    """
    used = {path for record in holdings.records.values() for path in _used(holdings, record)}
    told: set[str] = set()
    for record in holdings.records.values():
        if record.folder not in holdings.unread_folders:
            for name, size in record.files.items():
                path = f"{record.folder}/{name}"
                if name not in _PARTS and path not in used and path not in told:
                    told.add(path)
                    yield UNUSED.line(
                        record, Span(path), f"{_size(size)}，没有一处用到", f"git rm -- {argument(path)}"
                    )


def _used(holdings: Holdings, record: Record) -> Iterator[str]:
    yield from files_of(record)
    for attachment in record.resource.attachments:
        yield f"{record.folder}/{attachment.file}"
    for part in record.parts:
        for destination in holdings.linked.destinations(record, part):
            if destination is not None and destination.file:
                for name in (destination.file, *company_of(destination.file, record.files)):
                    yield f"{record.folder}/{name}"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"
