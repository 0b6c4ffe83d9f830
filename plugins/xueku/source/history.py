"""What git knows of the repository."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

FALLBACK = 1_767_225_600
"""2026-01-01: the date of a folder that is no repository, so that it too builds the same bytes each time."""


def committed_at(root: Path) -> int:
    """The committer date of HEAD in seconds since 1970; a fixed date where there is no commit."""
    told = _of_head(root, "%ct")
    return int(told) if told.isdecimal() else FALLBACK


def committed_on(root: Path) -> date | None:
    """The day of HEAD as its committer's calendar had it; None where there is no commit."""
    told = _of_head(root, "%cs")
    return date.fromisoformat(told) if told else None


def _of_head(root: Path, what: str) -> str:
    """What git says of HEAD; nothing where there is no git or no commit."""
    try:
        done = subprocess.run(
            ["git", "-c", "safe.directory=*", "log", "-1", f"--format={what}"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
