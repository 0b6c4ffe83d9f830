"""What git knows of the repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

FALLBACK = 1_767_225_600
"""2026-01-01: the date of a folder that is no repository, so that it too builds the same bytes each time."""


def committed_at(root: Path) -> int:
    """The committer date of HEAD in seconds since 1970; a fixed date where there is no commit."""
    try:
        done = subprocess.run(
            ["git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return FALLBACK
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip().isdecimal() else FALLBACK
