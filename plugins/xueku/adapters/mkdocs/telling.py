"""What is told while MkDocs runs: by us and by it, through its logger."""

from __future__ import annotations

import logging

log = logging.getLogger("mkdocs.plugins.xueku")
"""Ours: MkDocs shows what a plugin tells below its own name."""


class Doubts(logging.Handler):
    """Gathers what MkDocs and its plugins warn of, for one build at a time."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._doubts: list[str] = []

    def begin(self, doubts: list[str]) -> None:
        """Put every warning from now on in this list."""
        self._doubts = doubts
        logging.getLogger("mkdocs").addHandler(self)

    def end(self) -> None:
        """Gather no more."""
        logging.getLogger("mkdocs").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning."""
        self._doubts.append(record.getMessage())


class _Plain(logging.Formatter):
    """Our messages as they are; those of the engine with how much they weigh."""

    def format(self, record: logging.LogRecord) -> str:
        """The message of a record."""
        is_ours = record.name == log.name or record.levelno < logging.WARNING
        return super().format(record) if is_ours else f"警告 {super().format(record)}"


def tell_plainly() -> None:
    """What the engine says of its own steps is English, and ours tell the same: only its warnings stay, and no line is broken or begins with a level."""
    for name in ("commands", "livereload", "structure"):
        logging.getLogger(f"mkdocs.{name}").setLevel(logging.WARNING)
    for handler in logging.getLogger("mkdocs").handlers:
        handler.setFormatter(_Plain())
