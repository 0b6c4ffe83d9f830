"""Every part of every record is rendered: from memory, in this process, or in a pool when there are many."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Mapping, MutableMapping
from concurrent.futures import ProcessPoolExecutor

from xueku.catalog.catalog import Catalog
from xueku.model.record import Record
from xueku.model.rendered import Rendered
from xueku.render.markdown import Converter, Job

PartKey = tuple[str, str]
"""Record id and part: body, handout, host, `quiz.3.stem`, `quiz.3.explanation`."""

Cache = MutableMapping[Job, Rendered]
"""Rendered parts by what they were made of. Valid for one glossary."""

POOL_FROM = 200
_converter: Converter


def render_all(catalog: Catalog, cache: Cache | None = None) -> dict[PartKey, Rendered]:
    """Every part, rendered. With a `cache`, only parts that it does not hold are converted; it is then filled."""
    cache = {} if cache is None else cache
    jobs = {(record.id, name): job for record in catalog.records.values() for name, job in jobs_of(record)}
    missing = [job for job in dict.fromkeys(jobs.values()) if job not in cache]
    cache.update(zip(missing, _convert(missing, catalog.vocabularies.glossary), strict=True))
    return {key: cache[job] for key, job in jobs.items()}


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
