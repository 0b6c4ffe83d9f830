"""Kits of the content as it stands now, each as an archive with a name that people read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from xueku.model.diagnostic import XuekuError
from xueku.model.record import Record
from xueku.model.settings import Settings
from xueku.release.readiness import press_of
from xueku.render.pool import POOL_FROM, spread
from xueku.site.kit import has_kit
from xueku.update.examining import taken_in
from xueku.update.facts import Facts
from xueku.update.kits import KitMaker

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What a file's name cannot have on Windows."""


def make_kits(settings: Settings, ids: Collection[str], *, with_drafts: bool) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of each kit, of those records or, without `ids`, of all that have one.

    Raises XuekuError if a record is not shown or has no kit, or if a program or fonts are missing.
    """
    press = press_of(settings)
    with taken_in(settings) as intake, TemporaryDirectory(prefix="xueku-") as folder:
        _, shown = intake.facts(1)
        records = [_asked(shown, id_, with_drafts) for id_ in ids] or [*_all(shown, with_drafts)]
        if len(records) > 1:
            # What other processes work on has to be at hand.
            _, shown = intake.facts(POOL_FROM)
        maker = KitMaker(shown, b"", press, Path(folder))
        jobs = ((intake.reading.packed(record.path), b"") for record in records)
        for record, made in zip(records, spread(maker, jobs, len(records), is_heavy=True), strict=True):
            yield (
                f"{_UNFIT.sub('　', record.resource.title).strip(' .')}.zip",
                (Path(folder) / made.address).read_bytes(),
            )


def _all(shown: Facts, with_drafts: bool) -> Iterator[Record]:
    for record in shown.records.values():
        if has_kit(record) and (with_drafts or record.resource.status == "published"):
            yield record


def _asked(shown: Facts, id_: str, with_drafts: bool) -> Record:
    record = shown.records.get(id_)
    if record is None or (record.resource.status == "draft" and not with_drafts):
        raise XuekuError(id_, "没有发布这个编号的材料", "核对编号；草稿要加 --drafts")
    if not has_kit(record):
        raise XuekuError(id_, f"{record.kind.noun}不做课程包", "写一份主题党日课程包的编号")
    return record
