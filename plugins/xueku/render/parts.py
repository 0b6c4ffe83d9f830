"""Every part of every record is rendered."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.catalog.catalog import Catalog
from xueku.model.record import Record
from xueku.model.rendered import Rendered
from xueku.render.markdown import Converter, Job
from xueku.render.pool import spread
from xueku.source.characters import cleaned

PartKey = tuple[str, str]
"""Record id and part: body, handout, host, `quiz.3.stem`, `quiz.3.explanation`."""


def render_all(catalog: Catalog) -> dict[PartKey, Rendered]:
    """Every part, rendered; equal texts once."""
    jobs = {(record.id, name): job for record in catalog.records.values() for name, job in jobs_of(record)}
    different = [*dict.fromkeys(jobs.values())]
    converter = Converter(catalog.vocabularies.glossary)
    made = dict(zip(different, spread(converter.convert, different, len(different)), strict=True))
    return {key: made[job] for key, job in jobs.items()}


def jobs_of(record: Record) -> Iterator[tuple[str, Job]]:
    """The text of each part of a record, by name, as it is to be converted."""
    for name, prose in record.parts.items():
        is_question = name.startswith("quiz.")
        prefix = f"{name.replace('.', '-')}-" if is_question else ""
        yield name, Job(cleaned(prose.written), record.kind.has_articles and not is_question, prefix)
