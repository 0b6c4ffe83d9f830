"""What became of every record, kept by the path of its main file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from xueku.render.pool import spread
from xueku.search.documents import Document
from xueku.update.addresses import Addresses
from xueku.update.checks import Checks
from xueku.update.found import Found
from xueku.update.made import Made
from xueku.update.outputs import Outputs
from xueku.update.progress import tell_progress
from xueku.update.reading import Reading
from xueku.update.store import Store, Table

if TYPE_CHECKING:
    from xueku.site.question_bank import RecordQuestions
    from xueku.update.making import Maker

_BATCH = 256


class Records:
    """Findings, pages and documents of records as a store keeps them. `pages_changed` says whether a page came, went or got another day."""

    def __init__(self, store: Store, checks: Checks, addresses: Addresses, outputs: Outputs) -> None:
        self._made: Table[Made] = store.table("made")
        self._checks = checks
        self.documents: Table[Document] = store.table("documents")
        self.questions: Table[RecordQuestions] = store.table("questions")
        self._addresses, self._outputs = addresses, outputs
        self.pages_changed = False

    def forget(self, paths: Iterable[str]) -> None:
        """Forget records that are no more."""
        self._drop(self._keep([(path, Made()) for path in paths]))

    def make(self, stale: Sequence[str], maker: Maker, reading: Reading, root: Path) -> int:
        """Make these records anew, and stage what readers may see of them; gives how many pages were made."""
        made_anew = spread(maker, map(reading.packed, stale), len(stale), ended=maker.ended)
        results = zip(stale, tell_progress(made_anew, len(stale), "生成"), strict=True)
        pages, left, kept = 0, set[str](), set[str]()
        while batch := list(islice(results, _BATCH)):
            left |= self._keep(batch)
            kept.update(made.id for _, made in batch if made.document is not None)
            pages += sum(len(made.pages) for _, made in batch)
            for _, made in batch:
                self._outputs.note_staged({page.address: page.digest for page in made.pages})
                self._outputs.stage_copies({address: root / file for address, file in made.files})
        # An id that one record left may be another's by now.
        self._drop(left - kept)
        return pages

    def pages(self) -> Iterator[tuple[str, str]]:
        """Address and day of every page."""
        return ((page.address, page.day) for made in self._made.all().values() for page in made.pages)

    def _drop(self, ids: Iterable[str]) -> None:
        gone = sorted(ids)
        self.documents.drop(gone)
        self.questions.drop(gone)

    def _keep(self, batch: list[tuple[str, Made]]) -> set[str]:
        """Keep what was made; gives the ids whose document these paths have no more."""
        left = {made.id for _, made in batch if made.document is None}
        for path, made in batch:
            before = self._made.get(path, Made())
            if before.id != made.id:
                left.add(before.id)
            self.pages_changed |= _days(before) != _days(made)
            self._addresses.own(path, [*(page.address for page in made.pages), *dict(made.files)])
        kept = {path: made for path, made in batch if made.id or made.found.read}
        self._made.drop(path for path, made in batch if path not in kept)
        self._checks.keep({path: made.found for path, made in batch})
        self._made.put(
            {path: replace(made, found=Found(), document=None, questions=None) for path, made in kept.items()}
        )
        self.documents.put({made.id: made.document for made in kept.values() if made.document is not None})
        asked = {made.id: made.questions for made in kept.values()}
        self.questions.drop(id_ for id_, questions in asked.items() if questions is None)
        self.questions.put({id_: questions for id_, questions in asked.items() if questions is not None})
        return left


def _days(made: Made) -> list[tuple[str, str]]:
    return [(page.address, page.day) for page in made.pages]
