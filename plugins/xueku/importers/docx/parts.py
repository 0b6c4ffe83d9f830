"""What a paragraph or table of an official paper is, once somebody has guessed."""

from __future__ import annotations

from dataclasses import dataclass

from xueku.importers.converted import Role
from xueku.importers.docx.paper import Block


@dataclass(frozen=True)
class Part:
    """A block with its role; `depth` is that of a heading, from 1."""

    role: Role
    block: Block
    depth: int = 0
