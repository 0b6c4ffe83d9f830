"""Kits in the preview: made when somebody asks for one, in a process of its own, so that no edit waits for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from xueku.model.settings import Settings


def kit_of(settings: Settings, id_: str) -> bytes | str:
    """The kit of a record as it stands now, or what is wrong, in words for an editor."""
    with TemporaryDirectory(prefix="xueku-") as folder:
        config = str(settings.root / settings.file)
        command = ["export", "kit", id_, "--drafts", "--output", folder, "--config", config]
        done = subprocess.run(
            [sys.executable, "-m", "xueku", *command], check=False, capture_output=True, encoding="utf-8"
        )
        made = [*Path(folder).iterdir()]
        return made[0].read_bytes() if made else done.stderr
