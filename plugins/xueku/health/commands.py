"""How the path of a file is written in a command that is pasted into a terminal."""

from __future__ import annotations

import re
import shlex

_PLAIN = re.compile(r"[\w./-]+")
_SPECIAL = re.compile(r'["$`\\!%]')


def argument(path: str) -> str:
    """The path as it stands, in double quotes where it has to be quoted: those the shells of Windows understand too."""
    if _PLAIN.fullmatch(path):
        return path
    return shlex.quote(path) if _SPECIAL.search(path) else f'"{path}"'
