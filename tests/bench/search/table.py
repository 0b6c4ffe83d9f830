"""Reports as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.bench.search.run import Report


def tables(reports: Sequence[Report]) -> str:
    """One table of qualities, a row for each engine and type of query, and one of costs, a row for each engine."""
    return "\n".join([*_quality(reports), "", *_cost(reports)]) + "\n"


def _quality(reports: Sequence[Report]) -> Iterator[str]:
    yield "| queries | engine | R@5 | R@10 | MRR | nDCG@10 | S@1 | S@10 |"
    yield "|---|---|---|---|---|---|---|---|"
    for type_ in reports[0].quality:
        for report in reports:
            one = report.quality[type_]
            figures = (one.recall_5, one.recall_10, one.mrr, one.ndcg, one.success_1, one.success_10)
            yield f"| {type_} | {report.engine} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"


def _cost(reports: Sequence[Report]) -> Iterator[str]:
    yield (
        "| engine | build s | peak MB | index MB | without texts MB | cold KB (p95) | cold requests "
        "| cold ms (p95) | next KB (p95) | next requests | warm ms (p95) |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for report in reports:
        cost = report.cost
        cells = (
            f"{cost.build_seconds:.1f}",
            f"{cost.build_megabytes:.0f}",
            f"{cost.disk_bytes / 1e6:.2f}",
            f"{cost.disk_bytes_without_texts / 1e6:.2f}",
            _pair(cost.cold_bytes, 1000, 1),
            f"{cost.cold_requests:.0f}",
            _pair(cost.cold_ms, 1, 0),
            _pair(cost.next_bytes, 1000, 1),
            f"{cost.next_requests:.0f}",
            _pair(cost.warm_ms, 1, 1),
        )
        yield f"| {report.engine} | " + " | ".join(cells) + " |"


def _pair(figures: tuple[float, float], unit: int, digits: int) -> str:
    middle, high = (f"{figure / unit:.{digits}f}" for figure in figures)
    return f"{middle} ({high})"
