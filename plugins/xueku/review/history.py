"""What the ledgers were in git: an entry that was made honestly once stays.

A ledger is only ever added to. A commit that holds every entry that counted before it is *whole*, and what it adds counts from then on. One that
lost an entry is *broken*: what it adds, an altered copy for instance, is doubtful for good, and so may be taken out again. A merge has to
hold what counted in each of its parents.
"""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Reach = Literal["all", "part", "none"]
"""How much of the history is here: a shallow clone has only a part, a plain folder none."""

Lines = frozenset[str]
_ENTRY = "- {"
_LOG = [
    *("-c", "log.showRoot=true", "-c", "log.showSignature=false"),
    *("log", "--full-history", "--parents", "--topo-order", "--reverse"),
    *("-m", "--raw", "--no-abbrev", "--no-renames", "--no-relative"),
]
_COMMIT = "commit "


@dataclass(frozen=True)
class Head:
    """What tells cheaply that git knows what it knew: the commit that is checked out, empty where there is none, and how much stands behind it."""

    commit: str
    reach: Reach


@dataclass(frozen=True)
class Past:
    """What a ledger was up to a commit: the entries that `count`, which have to be in every later state, and those that are `doubtful`."""

    count: Lines = frozenset()
    doubtful: Lines = frozenset()


@dataclass(frozen=True)
class Commit:
    """A commit that touches ledgers, or that joins such ones: by the name of a ledger the entries in it, where another than in a parent."""

    id: str
    parents: tuple[str, ...]
    ledgers: Mapping[str, Lines]


def head_of(root: Path) -> Head:
    """What is checked out below `root`."""
    told = _git(root, ["rev-parse", "--is-shallow-repository", "HEAD"]).split()
    if len(told) != 2:
        return Head("", "none")
    return Head(told[1], "all" if told[0] == "false" else "part")


def entries_in(text: str) -> Lines:
    """The lines of a ledger that are entries, however they end."""
    return frozenset(line.strip() for line in text.splitlines() if line.startswith(_ENTRY))


def counted_in_git(root: Path, folder: Path, head: Head) -> Mapping[str, Lines]:
    """By the id of a record the entries of its ledger in `folder` that have to be there: all that git has up to `head` and that were made honestly.

    A history that was itself rewritten shows nothing: that takes digital signatures.
    """
    past = follow(_commits(root, folder, head)) if head.commit else {}
    return {id_: found.count for id_, found in past.items() if found.count}


def follow(commits: Iterable[Commit]) -> Mapping[str, Past]:
    """What each ledger was up to the last of these commits, each of which comes after its parents; they have one last."""
    commits = [*commits]
    awaited = Counter(parent for commit in commits for parent in commit.parents)
    pasts: dict[str, dict[str, Past]] = {}
    last: dict[str, Past] = {}
    for commit in commits:
        above = [pasts.get(parent, {}) for parent in commit.parents]
        awaited.subtract(commit.parents)
        for parent in commit.parents:
            if not awaited[parent]:
                pasts.pop(parent, None)
        last = pasts[commit.id] = _joined(above)
        for name, lines in commit.ledgers.items():
            last[name] = grown([past.get(name, Past()) for past in above], lines)
    return last


def grown(parents: Sequence[Past], lines: Lines) -> Past:
    """What a ledger is after a commit that leaves `lines` in it."""
    count = frozenset[str]().union(*(past.count for past in parents))
    doubtful = frozenset[str]().union(*(past.doubtful for past in parents)) - count
    if count <= lines:
        return Past(lines - doubtful, doubtful)
    return Past(count, doubtful | (lines - count))


def _joined(above: Sequence[dict[str, Past]]) -> dict[str, Past]:
    """What ledgers are that a commit leaves as all its parents have them."""
    first = dict(above[0]) if above else {}
    for other in above[1:]:
        for name, past in other.items():
            mine = first.get(name, Past())
            if mine is not past:
                count = mine.count | past.count
                first[name] = Past(count, (mine.doubtful | past.doubtful) - count)
    return first


def _commits(root: Path, folder: Path, head: Head) -> Iterator[Commit]:
    """Every commit up to `head` that touches a ledger in `folder`, and the merges between them."""
    wanted = f":(glob){Path(os.path.relpath(folder.resolve(), root.resolve())).as_posix()}/*.yml"
    log = _git(root, [*_LOG, f"--format={_COMMIT}%H %P", head.commit, "--", wanted]).splitlines()
    blobs = {line.split(" ", 4)[3] for line in log if line.startswith(":")}
    # A file that is not there has a name of noughts.
    entries = _read_blobs(root, sorted(blob for blob in blobs if blob.strip("0")))
    found: dict[str, tuple[tuple[str, ...], dict[str, Lines]]] = {}
    ledgers: dict[str, Lines] = {}
    for line in log:
        if line.startswith(_COMMIT):
            id_, *parents = line.removeprefix(_COMMIT).split()
            ledgers = found.setdefault(id_, (tuple(parents), {}))[1]
        elif line.startswith(":"):
            about, path = line.split("\t", 1)
            ledgers[Path(path.strip('"')).stem] = entries.get(about.split(" ", 4)[3], frozenset())
    return (Commit(id_, parents, ledgers) for id_, (parents, ledgers) in found.items())


def _read_blobs(root: Path, blobs: Sequence[str]) -> Mapping[str, Lines]:
    """The entries in each of these files of git's."""
    told = _run(root, ["cat-file", "--batch"], "".join(f"{blob}\n" for blob in blobs).encode())
    found: dict[str, Lines] = {}
    start = 0
    for blob in blobs:
        end = told.find(b"\n", start)
        about = told[start:end].split()
        start = end + 1
        if len(about) == 3:
            size = int(about[2])
            found[blob] = entries_in(told[start : start + size].decode("utf-8", "replace"))
            start += size + 1
    return found


def _git(root: Path, arguments: list[str]) -> str:
    return _run(root, arguments).decode("utf-8", "replace")


def _run(root: Path, arguments: list[str], given: bytes = b"") -> bytes:
    """What git says; nothing where there is no git. It looks at what was committed, not at replacements, and asks no other host for what is not here."""
    command = [
        "git",
        "--no-replace-objects",
        "-c",
        "safe.directory=*",
        "-c",
        "core.quotePath=false",
        *arguments,
    ]
    own = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_GRAFT_FILE": os.devnull}
    try:
        done = subprocess.run(command, cwd=root, input=given, capture_output=True, check=False, env=own)
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
