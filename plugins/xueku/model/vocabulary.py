"""Controlled vocabularies and the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from xueku.model.declaration import Declared, Id, Line, Terms, Text, Value, as_list, declared
from xueku.model.terminology import Terminology

Month = Annotated[int, Field(ge=1, le=12)]


class Term(Value):
    """One word that editors may use, and the words that mean the same."""

    id: Id = declared("编号", "dangxing", "网址里用，定了不改")
    name: Line = declared("名称", "党性教育")
    also: Terms = declared("别名", "[党性修养]", default=())
    description: Text | None = declared("说明", "坚定信念、锤炼作风一类的材料", default=None)
    months: Annotated[tuple[Month, ...], as_list] = declared("月份", "[6, 7]", "只用于适用时节", default=())


class GlossaryTerm(Value):
    """A word and what it means."""

    term: Line = declared("词语", "三会一课")
    meaning: Text = declared("解释", "支部党员大会、支委会、党小组会和党课")


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one file, in their order."""

    name: str
    path: str
    terms: tuple[Term, ...] = ()

    def find(self, word: str) -> Term | None:
        """The term of this name, alias or id."""
        for term in self.terms:
            if word in (term.name, term.id) or word in term.also:
                return term
        return None


@dataclass(frozen=True)
class Vocabularies:
    """All vocabularies by name, the glossary (word → meaning), the unit's table of words, and its mailboxes in lower case."""

    by_name: Mapping[str, Vocabulary] = field(default_factory=dict)
    glossary: Mapping[str, str] = field(default_factory=dict)
    terminology: Terminology = field(default_factory=Terminology)
    mailboxes: tuple[str, ...] = ()

    def example(self, field: Declared) -> str:
        """The declared example of a field, with a word that the site's vocabulary has."""
        vocabulary = self[field.vocabulary]
        if not vocabulary.terms or vocabulary.find(field.example.strip("[]")) is not None:
            return field.example
        return f"[{vocabulary.terms[0].name}]" if field.example.startswith("[") else vocabulary.terms[0].name

    def __getitem__(self, name: str) -> Vocabulary:
        return self.by_name.get(name) or Vocabulary(name, f"content/vocab/{name}.yml")
