"""What git knows of the repository."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

FALLBACK = 1_767_225_600
"""2026-01-01: the date of a folder that is no repository, so that it too builds the same bytes each time."""

COMMIT = ".xueku-commit"
"""What says it of files that came without their repository, as in a release: seconds since 1970 and day of the commit."""


def committed_at(root: Path) -> int:
    """The committer date of HEAD in seconds since 1970; a fixed date where there is no commit."""
    told = _written(root)[0] or _of_head(root, "%ct")
    return int(told) if told.isdecimal() else FALLBACK


def committed_on(root: Path) -> date | None:
    """The day of HEAD as its committer's calendar had it; None where there is no commit."""
    told = _written(root)[1] or _of_head(root, "%cs")
    return date.fromisoformat(told) if told else None


def commit_text(root: Path) -> str:
    """What to write into `COMMIT` for files that leave the repository at `root`."""
    return f"{_of_head(root, '%ct')} {_of_head(root, '%cs')}\n"


def _written(root: Path) -> tuple[str, str]:
    try:
        seconds, day = (root / COMMIT).read_text("utf-8").split()
    except (OSError, ValueError):
        return "", ""
    return seconds, day


def _of_head(root: Path, what: str) -> str:
    """What git says of HEAD; nothing where there is no git or no commit."""
    try:
        done = subprocess.run(
            [
                *("git", "-c", "safe.directory=*", "-c", "log.showSignature=false"),
                *("log", "-1", f"--format={what}"),
            ],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
