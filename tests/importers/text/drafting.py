"""A foreign text as the draft that an import makes of it, without a disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.samples import TESTS
from xueku.importers.converted import Converted
from xueku.importers.draft import Draft, Options, draft_of
from xueku.importers.html.conversion import convert_html
from xueku.importers.markdown.conversion import convert_markdown
from xueku.importers.surroundings import Surroundings
from xueku.kinds import KINDS
from xueku.source.vocabularies import read_vocabularies

KINDS_BY_NAME = {kind.kind.name: kind for kind in KINDS}
VOCABULARIES, _ = read_vocabularies(TESTS, TESTS)


def drafted(found: Converted, kind: str = "article") -> Draft:
    return draft_of(KINDS_BY_NAME[kind], found, VOCABULARIES, Options("yi", date(2026, 7, 1)), "来稿.md")


def of_markdown(
    text: str, pictures: tuple[str, ...] = (), records: Mapping[str, str] | None = None, folder: str = ""
) -> Draft:
    return drafted(convert_markdown("来稿.md", text.encode(), Surroundings(folder, pictures, records or {})))


def of_html(text: str, pictures: tuple[str, ...] = ()) -> Draft:
    return drafted(convert_html("来稿.html", text.encode(), Surroundings("", pictures)))


def body_of(draft: Draft) -> str:
    return draft.files["index.md"].decode().partition("\n---\n\n")[2]


def told(draft: Draft) -> str:
    return "\n".join(map(str, draft.doubts))
