"""Every part of every record is rendered: in this process, or in a pool when there are many."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor

from xueku.catalog.catalog import Catalog
from xueku.model.record import Record
from xueku.model.rendered import Rendered
from xueku.render.markdown import Converter, Job

PartKey = tuple[str, str]
"""Record id and part: body, handout, host, `quiz.3.stem`, `quiz.3.explanation`."""

POOL_FROM = 200
_converter: Converter


def render_all(catalog: Catalog) -> dict[PartKey, Rendered]:
    """Every part, rendered; equal texts once."""
    jobs = {(record.id, name): job for record in catalog.records.values() for name, job in jobs_of(record)}
    different = [*dict.fromkeys(jobs.values())]
    made = dict(zip(different, _convert(different, catalog.vocabularies.glossary), strict=True))
    return {key: made[job] for key, job in jobs.items()}


def jobs_of(record: Record) -> Iterator[tuple[str, Job]]:
    """The text of each part of a record, by name, as it is to be converted."""
    for name, prose in record.parts.items():
        is_question = name.startswith("quiz.")
        prefix = f"{name.replace('.', '-')}-" if is_question else ""
        yield name, Job(prose.markdown, record.kind.has_articles and not is_question, prefix)


def _convert(jobs: list[Job], glossary: Mapping[str, str]) -> list[Rendered]:
    workers = min(os.cpu_count() or 1, 8)
    if len(jobs) < POOL_FROM or workers == 1:
        converter = Converter(glossary)
        return [converter.convert(job) for job in jobs]
    context = multiprocessing.get_context(
        "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    )
    with ProcessPoolExecutor(workers, context, _start, (dict(glossary),)) as pool:
        return list(pool.map(_convert_one, jobs, chunksize=32))


def _start(glossary: dict[str, str]) -> None:
    global _converter
    _converter = Converter(glossary)


def _convert_one(job: Job) -> Rendered:
    return _converter.convert(job)
