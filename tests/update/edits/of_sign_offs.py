"""Edits of ledgers, as signing and accidents make them."""

from __future__ import annotations

import random
from datetime import date

from tests.update.desk import Desk
from tests.update.edits.by_chance import ids_in, rewrite
from xueku.build import examine
from xueku.model.review import RETURNED, CitedText, Ledger, ReviewPolicy, SignOff
from xueku.review.canon import canonical_digests, canonical_text
from xueku.review.citing import works_cited
from xueku.review.ledger import FOLDER, read_ledger, write_sign_off
from xueku.review.standing import standing_of


def sign_record(desk: Desk, rng: random.Random) -> None:
    """Somebody signs the next stage of a record, or gives it back."""
    linked = examine(desk.settings).linked
    if not linked.catalog.records:
        return
    record = rng.choice([*linked.catalog.records.values()])
    text, folder = canonical_text(record), desk.content / FOLDER
    file = folder / f"{record.id}.yml"
    ledger = read_ledger(file, file.name)[0] if file.is_file() else Ledger(file.name)
    standing = standing_of(canonical_digests(record), ledger, ReviewPolicy(same_person=True))
    stage = RETURNED if rng.random() < 0.1 else standing.next_stage or "终审"
    works = linked.catalog.records
    cited = [
        CitedText(work=work, text=rng.choice(canonical_digests(works[work])))
        for work in sorted(works_cited(linked, record))
    ]
    said = {"stage": stage, "by": rng.choice("甲乙丙"), "date": date(2026, 6, 20), "sources": cited}
    sign_off = SignOff.model_validate(
        {**said, "text": rng.choice(canonical_digests(record)), "before": ledger.heads}
    )
    write_sign_off(folder, record.id, sign_off, text)


def change_ledger(desk: Desk, rng: random.Random) -> None:
    """A ledger is lost, damaged, or left without its record."""
    files = sorted((desk.content / FOLDER).glob("*.yml"))
    if not files:
        return
    file = rng.choice(files)
    match rng.randrange(4):
        case 0:
            file.unlink()
        case 1:
            rewrite(file, lambda text: f"{text}- 读不出来\n")
        case 2:
            rewrite(file, lambda text: text.replace("- 读不出来\n", "") or "# 空\n")
        case _:
            file.rename(file.with_stem(rng.choice(ids_in(desk) or ["mei-le"])))


def mend_ledgers(desk: Desk, rng: random.Random) -> None:
    for file in (desk.content / FOLDER).glob("*.yml"):
        if read_ledger(file, file.name)[1]:
            file.unlink()


def change_policy(desk: Desk, rng: random.Random) -> None:
    desk.site = desk.site.model_copy(update={"same_person": rng.random() < 0.5})
