"""What is taken along of the content as it stands now: kits and books, each with a name that people read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from xueku.catalog.assembly import in_terms
from xueku.catalog.catalog import Catalog
from xueku.exports.book_docx import book_docx
from xueku.exports.book_epub import book_epub
from xueku.exports.book_pdf import book_pdf
from xueku.exports.official import official
from xueku.model.book import Book
from xueku.model.diagnostic import XuekuError
from xueku.model.record import Record
from xueku.model.settings import Settings
from xueku.release.books import book, chosen
from xueku.release.readiness import press_of
from xueku.render.link import Linked
from xueku.render.pool import POOL_FROM, spread
from xueku.review.publish import narrowed
from xueku.site.kit import has_kit
from xueku.source.names import UNFIT
from xueku.update.examining import taken_in
from xueku.update.facts import Facts
from xueku.update.intake import Intake
from xueku.update.kit_making import KitMaker
from xueku.update.preparing import unpack


def make_kits(settings: Settings, ids: Collection[str], *, with_drafts: bool) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of each kit, of those records or, without `ids`, of all that have one.

    Raises XuekuError if a record is not shown or has no kit, or if a program or fonts are missing.
    """
    press = press_of(settings)
    with taken_in(settings) as intake, TemporaryDirectory(prefix="xueku-") as folder:
        _, all_shown = intake.facts()
        records = [_with_kit(_asked(all_shown, id_, with_drafts)) for id_ in ids] or [
            *filter(has_kit, _shown(all_shown, with_drafts))
        ]
        jobs = ((intake.reading.packed(record.path), b"") for record in records)
        # Other processes take part from two kits on.
        with intake.facts_for(POOL_FROM if len(records) > 1 else 1) as (_, shown):
            maker = KitMaker(shown, b"", press, Path(folder))
            for record, made in zip(records, spread(maker, jobs, len(records), is_heavy=True), strict=True):
                yield _file_name(record.resource.title, "zip"), (Path(folder) / made.address).read_bytes()


def make_book(
    settings: Settings,
    collection: str,
    wanted: Mapping[str, str],
    title: str,
    formats: Collection[str],
    *,
    with_drafts: bool,
) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of a book in each format, of all records of a collection of which each field of `wanted` has that value.

    Raises XuekuError if there are none, or if a program or fonts are missing.
    """
    with taken_in(settings) as intake:
        _, shown = intake.facts()
        records = chosen(
            (record for record in _shown(shown, with_drafts) if record.kind.collection == collection), wanted
        )
        if not records:
            raise XuekuError(collection, "没有合条件的材料", "放宽条件；草稿要加 --drafts")
        linked, whole = _whole(intake, shown, records)
        about = "　".join(wanted.values())
        made = book(linked, whole, title or " ".join(filter(None, (whole[0].kind.label, about))), about)
    for name in formats:
        yield _file_name(made.title, name), _bound(made, name, settings)


def make_official(settings: Settings, id_: str, *, with_drafts: bool) -> tuple[str, bytes]:
    """File name and bytes of a record's text as PDF in the form of an official paper.

    Raises XuekuError if the record is not shown, or if a program or fonts are missing.
    """
    with taken_in(settings) as intake:
        _, shown = intake.facts()
        linked, (record,) = _whole(intake, shown, [_asked(shown, id_, with_drafts)])
        return _file_name(record.resource.title, "pdf"), official(linked, record, press_of(settings))


def _whole(intake: Intake, shown: Facts, records: Sequence[Record]) -> tuple[Linked, list[Record]]:
    """These records with their texts, among all that are shown."""
    read = [unpack(intake.reading.packed(record.path)) for record in records]
    parts = {
        (record.id, name): part
        for record, found in zip(records, read, strict=True)
        for name, part in found.parts.items()
    }
    whole = [
        narrowed(in_terms(found.read.record, shown.vocabularies), shown.records)
        for found in read
        if found.read.record
    ]
    outlines = {key: part.outline for key, part in parts.items()}
    return Linked(Catalog(shown.records, shown.vocabularies), outlines, parts), whole


def _bound(made: Book, name: str, settings: Settings) -> bytes:
    if name == "pdf":
        return book_pdf(made, press_of(settings))
    return (book_docx if name == "docx" else book_epub)(made, settings.root)


def _file_name(title: str, ending: str) -> str:
    return f"{UNFIT.sub('　', title).strip(' .')}.{ending}"


def _shown(shown: Facts, with_drafts: bool) -> Iterator[Record]:
    for record in shown.records.values():
        if with_drafts or record.resource.status == "published":
            yield record


def _asked(shown: Facts, id_: str, with_drafts: bool) -> Record:
    record = shown.records.get(id_)
    if record is None or (record.resource.status == "draft" and not with_drafts):
        raise XuekuError(id_, "没有发布这个编号的材料", "核对编号；草稿要加 --drafts")
    return record


def _with_kit(record: Record) -> Record:
    if not has_kit(record):
        raise XuekuError(record.id, f"{record.kind.noun}不做课程包", "写一份主题党日课程包的编号")
    return record
