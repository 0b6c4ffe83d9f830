"""Edits as people and tools make them, chosen by chance."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection

from tests.site.conftest import tree
from tests.update.desk import Desk
from tests.update.edits import of_quotations, of_records, of_sign_offs, of_the_site

Edit = Callable[[Desk, random.Random], None]


EDITS: dict[Edit, int] = {
    of_records.change_body: 6,
    of_records.change_body_at_equal_size: 3,
    of_records.add_heading: 2,
    of_records.drop_last_paragraph: 2,
    of_records.add_article: 6,
    of_records.rename_file: 3,
    of_records.delete_record: 2,
    of_records.retitle: 4,
    of_records.change_summary: 3,
    of_records.change_topics: 4,
    of_records.change_date: 3,
    of_records.change_status: 4,
    of_records.change_related: 2,
    of_records.change_keywords: 2,
    of_records.change_id: 1,
    of_records.swap_ids: 2,
    of_records.change_kind: 2,
    of_records.add_link: 4,
    of_records.mend_links: 3,
    of_quotations.change_work: 3,
    of_quotations.add_work: 2,
    of_quotations.add_quotation: 4,
    of_quotations.copy_words: 3,
    of_quotations.mend_quotations: 3,
    of_records.change_quiz: 2,
    of_records.change_parts: 2,
    of_records.change_include: 2,
    of_records.change_attachment: 4,
    of_records.drop_attachment: 1,
    of_the_site.change_vocabulary: 2,
    of_the_site.change_glossary: 2,
    of_the_site.change_settings: 2,
    of_sign_offs.sign_record: 8,
    of_sign_offs.change_ledger: 2,
    of_sign_offs.mend_ledgers: 2,
    of_sign_offs.change_policy: 1,
    of_the_site.change_site_name: 1,
    of_the_site.change_engine_part: 2,
    of_records.break_fields: 1,
    of_records.mend_fields: 3,
    of_the_site.alter_output: 2,
    of_the_site.delete_output: 1,
    of_the_site.lose_store: 1,
    of_the_site.touch: 2,
    of_the_site.nothing: 1,
}
"""Every edit with how often it is made."""


BEHIND_THE_BACK: frozenset[Edit] = frozenset(
    {of_the_site.alter_output, of_the_site.delete_output, of_the_site.lose_store}
)
"""What nobody does to a preview while it runs."""


class Editors:
    """Makes edits one after the other, and now and then restores an earlier state of all content, as `git checkout` does."""

    def __init__(self, desk: Desk, seed: int, without: Collection[Edit] = ()) -> None:
        self.desk, self.rng = desk, random.Random(seed)
        self._weights = {edit: weight for edit, weight in EDITS.items() if edit not in without}
        self.done: list[str] = []
        self._good = [tree(desk.content)]

    def edit(self, was_refused: bool) -> str:
        """Make one edit; gives its name. After a refusal a state that was accepted is likely to come back."""
        if self.rng.random() < (0.35 if was_refused else 0.03):
            self._restore(self.rng.choice(self._good[-4:]))
            name = "restore"
        else:
            edit = self.rng.choices([*self._weights], [*self._weights.values()])[0]
            edit(self.desk, self.rng)
            name = edit.__name__
        self.done.append(name)
        return name

    def accepted(self) -> None:
        """Remember the content as it is."""
        self._good.append(tree(self.desk.content))

    def _restore(self, state: dict[str, bytes]) -> None:
        """Files that are others are replaced; those that are alike stay untouched."""
        content = self.desk.content
        for name in tree(content).keys() - state.keys():
            (content / name).unlink()
        for name, data in state.items():
            place = content / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists() or place.read_bytes() != data:
                place.write_bytes(data)
        for folder in sorted((one for one in content.rglob("*") if one.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
