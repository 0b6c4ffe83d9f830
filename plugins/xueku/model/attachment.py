"""What a file that goes with a record says beside its content."""

from __future__ import annotations

from dataclasses import dataclass

from xueku.model.diagnostic import Span


@dataclass(frozen=True)
class FileFacts:
    """What an attached or linked file holds that its readers were not meant to see.

    `place` is where the record names it first. `authors` are names of persons and units in the file's properties; `has_place` says
    that a photograph names the spot where it was taken. `problem` says in words for an editor why the file cannot be looked into, `dangers` why it
    may not be handed out.
    """

    place: Span
    has_tracked_changes: bool = False
    has_comments: bool = False
    authors: tuple[str, ...] = ()
    has_place: bool = False
    problem: str = ""
    dangers: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to say of the file."""
        return self == FileFacts(self.place)
