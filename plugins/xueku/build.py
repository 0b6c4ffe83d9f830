"""The pipeline: from files to everything that a site, an index or an export needs."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from xueku.catalog.assembly import assemble
from xueku.kinds import KINDS
from xueku.model.diagnostic import Diagnostic, Severity, in_order
from xueku.model.record import Mode, Record
from xueku.model.settings import Settings
from xueku.quoting.index import Library
from xueku.render.link import Linked, link
from xueku.render.parts import render_all
from xueku.review.ledger import ownerless, read_ledgers, uses_review
from xueku.review.losses import losses
from xueku.review.publish import publish
from xueku.review.reviewing import review
from xueku.rules import check_levels, check_record
from xueku.search.documents import Document, documents, labels
from xueku.search.engines import ENGINES
from xueku.search.searcher import Searcher
from xueku.site.page import Page
from xueku.site.pages import lay_out, list_files
from xueku.source.docs_links import records_named_in
from xueku.source.docs_pages import read_docs_pages
from xueku.source.history import FALLBACK, committed_on
from xueku.source.moved import check_moves, read_moves
from xueku.source.records import read_records
from xueku.source.vocabularies import read_vocabularies

if TYPE_CHECKING:
    from xueku.health.checks import Health


@dataclass(frozen=True)
class Checked:
    """Everything that was read and linked, and every finding, sorted by place."""

    linked: Linked
    findings: Sequence[Diagnostic]

    def count(self, severity: Severity) -> int:
        """The number of findings of this weight."""
        return sum(finding.severity == severity for finding in self.findings)


@dataclass(frozen=True)
class Gathered:
    """Everything that was read and linked, not yet checked: records as they were read, and what was wrong on the way."""

    linked: Linked
    records: Sequence[Record]
    findings: Sequence[Diagnostic]


def gather(settings: Settings) -> Gathered:
    """Read and link all content. Raises XuekuError if there is no content folder."""
    records, unread, found = read_records(settings.content_dir, KINDS, settings.root)
    vocabularies, in_vocabularies = read_vocabularies(settings.content_dir, settings.root)
    ledgers, in_ledgers = read_ledgers(settings.content_dir, settings.root)
    reviewed = review(records, ledgers, settings.site.policy) if uses_review(settings.content_dir) else None
    catalog = assemble(records, vocabularies, unread, reviewed)
    known = {*catalog.records, *unread}
    lost = ownerless(ledger for id_, ledger in ledgers.items() if id_ not in known)
    in_history = losses(settings.content_dir, settings.root, known)
    moves, in_moves = read_moves(settings.content_dir, settings.root)
    linked = link(catalog, render_all(catalog))
    findings = [
        *found,
        *in_vocabularies,
        *in_ledgers,
        *lost,
        *in_history,
        *in_moves,
        *check_moves(moves, catalog.records),
        *read_docs_pages(settings.docs_dir, settings.docs),
    ]
    return Gathered(linked, records, findings)


def examine(settings: Settings) -> Checked:
    """Read, link and check all content. Raises XuekuError if there is no content folder."""
    gathered, levels = gather(settings), settings.site.rules
    linked, records = gathered.linked, gathered.records
    library = Library.of(linked.works) if linked.works else None
    in_records = (finding for record in records for finding in check_record(linked, record, levels, library))
    in_settings = check_levels(levels, settings.file)
    return Checked(linked, in_order([*gathered.findings, *in_records, *in_settings]))


@dataclass(frozen=True)
class Built:
    """All that readers may see, ready to be placed by an engine.

    `files` are attachments and images: address → path below the project's folder.
    """

    shown: Linked
    pages: Iterator[Page]
    files: Mapping[str, str]


def build(settings: Settings, checked: Checked, mode: Mode, withheld: Container[str] = frozenset()) -> Built:
    """The site's pages and files, without `withheld` records. Pages are made one by one, as they are asked for."""
    shown = publish(checked.linked, mode, withheld)
    return Built(shown, lay_out(shown, settings), list_files(shown))


def index(settings: Settings, shown: Linked, extra: Sequence[Document] = ()) -> Mapping[str, bytes]:
    """The search index over all shown records and `extra` documents: address → bytes."""
    return ENGINES[settings.site.engine].index([*documents(shown), *extra], labels())


def searcher(settings: Settings, mode: Mode) -> Searcher:
    """A searcher over all records that are shown, in memory. Raises XuekuError if there is no content folder."""
    shown = publish(gather(settings).linked, mode)
    return Searcher([*documents(shown)], labels())


def health(settings: Settings, checked: Checked, as_of: date | None = None) -> Health:
    """What the content needs on the day `as_of`; if none is given on that of the last commit, for the clock decides nothing."""
    # What compares all texts with each other takes a quarter of a second to load.
    from xueku.health.checks import look_over
    from xueku.health.holdings import Holdings

    committed = None if as_of else committed_on(settings.root)
    words = (
        "用 --as-of 指定的"
        if as_of
        else "最近一次提交的日子"
        if committed
        else "没有提交记录，用固定的一天；可以用 --as-of 指定"
    )
    today = as_of or committed or datetime.fromtimestamp(FALLBACK, UTC).date()
    named = records_named_in(settings.docs_dir)
    return look_over(Holdings(checked.linked, checked.findings, named, today, words))
