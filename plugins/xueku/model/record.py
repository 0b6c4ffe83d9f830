"""A record as read: typed fields, texts, and the place of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xueku.model.attachment import FileFacts
from xueku.model.declaration import declaration_of
from xueku.model.diagnostic import Span
from xueku.model.film import Captions
from xueku.model.prose import Prose
from xueku.model.quiz import Quiz
from xueku.model.resource import Kind, LearningResource

Mode = Literal["publish", "preview", "release"]
"""What a build is for: `publish` for readers, `preview` for an editor, who also sees drafts, `release` for readers who may rely on every signature."""

Path = tuple[str | int, ...]
"""The way to a value: field names and list indexes, such as ("agenda", 0, "minutes")."""


@dataclass(frozen=True)
class Places:
    """Where the values and keys of one YAML text stand. `silenced`: see Prose."""

    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]
    start: Span
    silenced: Mapping[str, frozenset[tuple[str, int]]] = field(default_factory=dict)

    def value(self, path: Path) -> Span:
        """The place of a value; of the nearest thing around it where the value was left out."""
        while path:
            if path in self.values:
                return self.values[path]
            path = path[:-1]
        return self.start


@dataclass(frozen=True)
class Record:
    """One learning resource and all that was read with it.

    `path` names the file with the fields; `folder` is where its relative links start. `parts` holds the texts by
    name: `body`, `handout`, `host`, and the questions' (`quiz.0.stem`, `quiz.0.explanation`). `files` are the other files in `folder`, by relative name, with their size in bytes;
    of those that the record attaches, links to or shows, `file_digests` has the SHA-256, `file_facts` what there is to say of them, and `captions`
    those of its films, each by its name. `unfilled` are the fields of a draft that are missing or wrong: something else stands in their place.
    """

    resource: LearningResource
    path: str
    folder: str
    places: Places
    parts: Mapping[str, Prose]
    quiz: Quiz | None = None
    quiz_places: Places | None = None
    files: Mapping[str, int] = field(default_factory=dict)
    file_digests: Mapping[str, str] = field(default_factory=dict)
    file_facts: Mapping[str, FileFacts] = field(default_factory=dict)
    captions: Mapping[str, Captions] = field(default_factory=dict)
    unfilled: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.resource.id

    @property
    def unfilled_labels(self) -> tuple[str, ...]:
        """What the unfilled fields are called."""
        fields = type(self.resource).model_fields
        return tuple(declaration_of(info).label for name, info in fields.items() if name in self.unfilled)

    @property
    def kind(self) -> Kind:
        """The content type."""
        return self.resource.kind

    @property
    def address(self) -> str:
        """The page's address from the site's root; it follows from kind and id alone."""
        return f"{self.kind.collection}/{self.id}/index.html"

    @property
    def body(self) -> Prose:
        """The main text."""
        return self.parts["body"]
