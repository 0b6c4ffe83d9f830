"""What a class of seeded faults is, and ways to make one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

Alter = Callable[[Random, str], tuple[str, int] | None]
"""A whole record file to the altered file and the 1-based line of the fault; None where the text offers no place for it."""


@dataclass(frozen=True)
class FaultClass:
    """One way in which editors go wrong. `code` is that of the rule which must find it."""

    code: str
    name: str
    alter: Alter


def replacing(pattern: str, change: str | Callable[[Random, re.Match[str]], str], least: int = 1) -> Alter:
    """Alters one of the matches in the body, drawn at random, if there are at least `least`; `change`: see `re.Match.expand`."""
    compiled = re.compile(pattern, re.MULTILINE)

    def alter(random: Random, file: str) -> tuple[str, int] | None:
        body = file.find("\n---\n", 3) + 5
        matches = [*compiled.finditer(file, body)]
        if len(matches) < least:
            return None
        match = random.choice(matches)
        right = match.expand(change) if isinstance(change, str) else change(random, match)
        altered = file[: match.start()] + right + file[match.end() :]
        return (altered, file.count("\n", 0, match.start()) + 1) if altered != file else None

    return alter
