"""Ledgers against git history: an entry that was committed once stays."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Span
from xueku.review.ledger import FOLDER

_LOG = ["log", "--full-history", "-m", "-p", "--unified=0", "--no-renames", "--format=", "HEAD"]
_UNCOMMITTED = ["diff", "--unified=0", "--no-renames", "HEAD"]


def altered_ledgers(content_dir: Path, root: Path, ids: Iterable[str]) -> list[Diagnostic]:
    """A finding for each ledger that has lost an entry which git knows; of records that are no more only if a ledger is left.

    Nothing without git or without a commit. A history that was itself rewritten, or of which only a part is there, shows nothing: that takes digital signatures.
    """
    folder = content_dir / FOLDER
    known = set(ids)
    findings = []
    for path, lines in sorted(_removed(root, folder).items()):
        file = root / path
        kept = set(file.read_text("utf-8", "replace").split("\n")) if file.is_file() else set()
        lost = len(lines - kept)
        if lost and (file.is_file() or file.stem in known):
            message = f"git 里有过的 {lost} 条签字记录不见了，或者改动过"
            remedy = f"用 git log -p -- {path} 看是哪一次，取回原来的行"
            findings.append(Diagnostic(Span(path), "XK504", message, remedy))
    return findings


def _removed(root: Path, folder: Path) -> Mapping[str, set[str]]:
    """By path below `root`, the entries that some change took out."""
    removed: dict[str, set[str]] = defaultdict(set)
    path = ""
    for arguments in (_LOG, _UNCOMMITTED):
        for line in _git(root, [*arguments, "--relative", "--", f"{folder}/*.yml"]):
            if line.startswith("--- "):
                path = line.removeprefix("--- ").removeprefix("a/")
            elif line.startswith("-- {"):
                removed[path].add(line[1:])
    return removed


def _git(root: Path, arguments: list[str]) -> Iterator[str]:
    command = ["git", "-c", "safe.directory=*", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    except OSError:
        return iter(())
    return iter(done.stdout.decode("utf-8", "replace").split("\n") if done.returncode == 0 else ())
