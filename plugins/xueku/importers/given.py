"""Values that a foreign file itself gives for fields, put as this site's fields hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_origin

from pydantic.fields import FieldInfo

from xueku.importers.proposals import Proposal
from xueku.importers.yaml_text import listed, scalar
from xueku.model.declaration import declaration_of
from xueku.model.resource import LearningResource
from xueku.model.vocabulary import Vocabularies, Vocabulary

_MOST_TOPICS = 6
_MOST_SUMMARY = 160


def given_fields(
    kind: type[LearningResource], given: Mapping[str, tuple[str, ...]], by: str, vocabularies: Vocabularies
) -> tuple[dict[str, Proposal], list[tuple[str, str]]]:
    """The fields of a kind that are given, and what has no place in any, with its words. `tags` are topics where the vocabulary has them, else keywords."""
    fields: dict[str, Proposal] = {}
    rest: list[tuple[str, str]] = []
    values = _sorted(kind, given, vocabularies)
    for name, words in values.items():
        info = kind.model_fields.get(name)
        if info is None or (name == "summary" and len(words[0]) > _MOST_SUMMARY):
            rest.append((f"{by}里的 {name} ", "、".join(words)))
            continue
        vocabulary = declaration_of(info).vocabulary
        known = (
            [term for word in words if (term := term_of(word, vocabularies[vocabulary]))]
            if vocabulary
            else [*words]
        )
        unknown = [word for word in words if vocabulary and not term_of(word, vocabularies[vocabulary])]
        if unknown:
            rest.append((f"{by}里的 {name}，词表里没有，", "、".join(unknown)))
        if known:
            fields[name] = Proposal(
                name, listed(dict.fromkeys(known)) if _is_list(info) else scalar(known[0]), by
            )
    return fields, rest


def _sorted(
    kind: type[LearningResource], given: Mapping[str, tuple[str, ...]], vocabularies: Vocabularies
) -> dict[str, tuple[str, ...]]:
    values = {name: words for name, words in given.items() if words and name != "tags"}
    if "author" in kind.model_fields and "authors" in values:
        values["author"] = ("、".join(values.pop("authors")),)
    topics: dict[str, None] = {}
    keywords: dict[str, None] = {}
    for tag in given.get("tags", ()):
        term = term_of(tag, vocabularies["topics"])
        if term and len(topics) < _MOST_TOPICS:
            topics[term] = None
        else:
            keywords[tag] = None
    for name, found in (("topics", topics), ("keywords", keywords)):
        if found and name not in values:
            values[name] = tuple(found)
    return values


def term_of(word: str, vocabulary: Vocabulary) -> str:
    """The term that a word is or means; empty where the vocabulary has none."""
    return next((term.name for term in vocabulary.terms if word == term.name or word in term.also), "")


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple
