"""What listings filter by: declared fields, and three facets computed from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from xueku.kinds import KINDS, Guide
from xueku.model.declaration import declaration_of
from xueku.model.resource import LearningResource
from xueku.model.vocabulary import Vocabularies


@dataclass(frozen=True, order=True)
class FacetValue:
    """One value to filter by. `order` sorts values where their labels would not (durations, vocabulary)."""

    order: int
    id: str
    label: str


@dataclass(frozen=True)
class Facet:
    """A facet with the values that occur, each with the number of its records."""

    name: str
    label: str
    values: tuple[tuple[FacetValue, int], ...]


_ORDER = "duration form occasion field tone column genre topics audience readings period year unit".split()
"""Facets in the order in which listings show them; one that a new kind declares comes last."""

_COMPUTED = {"duration": "时长", "year": "年份", "readings": "书目"}


BANDS: tuple[tuple[int, str], ...] = (
    (45, "45 分钟以内"),
    (60, "46–60 分钟"),
    (90, "61–90 分钟"),
    (240, "半天"),
    (10_000, "半天以上"),
)
"""Duration bands by their greatest number of minutes."""


def facet_values(
    resource: LearningResource, vocabularies: Vocabularies, titles: Mapping[str, str]
) -> dict[str, tuple[FacetValue, ...]]:
    """A record's values by facet name. `titles` gives the titles of all records by id."""
    found = {"duration": tuple(_duration(resource)), "year": (_year(resource),)}
    for name, info in type(resource).model_fields.items():
        declared = declaration_of(info)
        if declared.facet and name != "year":
            values = getattr(resource, name) or ()
            words = (values,) if isinstance(values, str) else values
            found[name] = tuple(_value(word, declared.vocabulary, vocabularies) for word in words)
    if isinstance(resource, Guide):
        works = {reading.work for reading in resource.readings if reading.work in titles}
        found["readings"] = tuple(FacetValue(0, work, titles[work]) for work in sorted(filter(None, works)))
    return {name: values for name, values in found.items() if values}


def count_facets(values_of: Iterable[Mapping[str, tuple[FacetValue, ...]]]) -> list[Facet]:
    """The facets of a listing with counts; a facet that does not divide the listing is left out."""
    counts: dict[str, dict[FacetValue, int]] = {name: {} for name in _labels()}
    total = 0
    for values in values_of:
        total += 1
        for name, found in values.items():
            for value in found:
                counts[name][value] = counts[name].get(value, 0) + 1
    return [
        Facet(name, _labels()[name], tuple(sorted(found.items())))
        for name, found in counts.items()
        if len(found) > 1 or any(count < total for count in found.values())
    ]


@cache
def _labels() -> Mapping[str, str]:
    """The Chinese label of every facet, in the order of listings."""
    declared = {
        name: declaration_of(info).label
        for kind in KINDS
        for name, info in kind.model_fields.items()
        if declaration_of(info).facet
    }
    labels = {**declared, **_COMPUTED}
    return {name: labels[name] for name in [*_ORDER, *(name for name in labels if name not in _ORDER)]}


def facet_labels() -> tuple[tuple[str, str], ...]:
    """Name and Chinese label of every facet, in the order of listings."""
    return tuple(_labels().items())


def _duration(resource: LearningResource) -> Iterable[FacetValue]:
    if resource.time_required is not None:
        limit, label = next(band for band in BANDS if resource.time_required <= band[0])
        yield FacetValue(limit, str(limit), label)


def _year(resource: LearningResource) -> FacetValue:
    year = getattr(resource, "year", None) or resource.date.year
    return FacetValue(-year, str(year), f"{year}年")


def _value(word: str, vocabulary: str, vocabularies: Vocabularies) -> FacetValue:
    terms = vocabularies[vocabulary].terms if vocabulary else ()
    term = vocabularies[vocabulary].find(word) if vocabulary else None
    if term is None:
        return FacetValue(0, "_".join(word.split()), word)
    return FacetValue(terms.index(term), term.id, term.name)
