"""Who did what to a server's releases, and when: lines that are only ever added, each with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import socket
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

LOG = "log.jsonl"
INSTALL, MEND, ROLLBACK, WITHDRAW, AGAIN, ANEW = "install", "mend", "rollback", "withdraw", "again", "anew"
_SWITCHING = (INSTALL, ROLLBACK, WITHDRAW)
_START = "0" * 64


@dataclass(frozen=True)
class Deed:
    """One line of the log. `what` is a command; `release` the name of a release; `why` what was said of it.

    `ids` are the records that an urgent withdrawal took out, here or in the release that was installed, or that were let in again.
    """

    when: str
    who: str
    what: str
    release: str
    why: str
    ids: list[str]
    previous: str


def note(root: Path, what: str, release: str, why: str = "", ids: Sequence[str] = ()) -> None:
    """Add a line and see it on the disk. A line that a crash cut off is ended first, and stays as it is. Raises OSError."""
    file = root / LOG
    with file.open("ab+") as opened:
        opened.seek(0)
        content = opened.read()
        if content and not content.endswith(b"\n"):
            opened.write(b"\n")
            content += b"\n"
        last = content.rstrip(b"\n").rpartition(b"\n")[2] if content.strip() else b""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        line = {
            "when": now,
            "who": _who(),
            "what": what,
            "release": release,
            "why": why,
            "ids": [*ids],
            "previous": hashlib.sha256(last).hexdigest() if last else _START,
        }
        opened.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        opened.flush()
        os.fsync(opened.fileno())


def deeds(root: Path) -> Iterator[Deed]:
    """What was done, in order. Lines that were cut off are left out."""
    for line in _lines(root):
        if deed := _read(line):
            yield deed


def were_withdrawn(root: Path) -> set[str]:
    """The ids that were ever urgently withdrawn here, or in a release that was installed here."""
    return {id_ for deed in deeds(root) if deed.what != AGAIN for id_ in deed.ids}


def names_before_and_since(root: Path, what: str) -> tuple[set[str], set[str]]:
    """The names of the releases that were noted before the last deed of a kind, and of those that came with it and since."""
    before, since = set[str](), set[str]()
    for deed in deeds(root):
        if deed.what == what:
            before, since = (before | since) - {deed.release}, {deed.release}
        elif deed.release not in before:
            since.add(deed.release)
    return before, since


def can_note(root: Path) -> None:
    """Raise OSError if no line can be added."""
    with (root / LOG).open("ab"):
        pass


def faults(root: Path, installed: Collection[str], current: str) -> Iterator[str]:
    """Where the log is not as it was written, or does not fit the releases that are there, in words."""
    before, known, last = b"", set[str](), ""
    for number, line in enumerate(_lines(root), 1):
        deed = _read(line)
        if deed:
            known.add(deed.release)
            last = deed.release if deed.what in _SWITCHING else last
        if deed is None:
            yield f"第 {number} 行不完整（写的时候断了电，或者被改过）"
        elif deed.previous != (hashlib.sha256(before).hexdigest() if before else _START):
            yield f"第 {number} 行接不上前一行：中间有行被删掉或改过"
        before = line
    if _content(root).rpartition(b"\n")[2]:
        yield "最后一行不完整（写的时候断了电，或者被改过）"
    for name in installed:
        if name not in known:
            yield f"装着 {name}，记录里却没有它：记录被删过，或者它不是用学库装的"
    if last and last != current:
        yield f"记录里最后换上的是 {last}，现在用的却是 {current or '没有'}：记录被删过，或者换的时候断了电"


def _lines(root: Path) -> list[bytes]:
    return _content(root).split(b"\n")[:-1]


def _content(root: Path) -> bytes:
    file = root / LOG
    return file.read_bytes() if file.is_file() else b""


def _read(line: bytes) -> Deed | None:
    try:
        deed = Deed(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    words = [deed.when, deed.who, deed.what, deed.release, deed.why, deed.previous]
    is_ours = type(deed.ids) is list and all(type(word) is str for word in [*words, *deed.ids])
    return deed if is_ours else None


def _who() -> str:
    """Who runs this command, by the system's word: behind sudo the person who called it, as sudo says."""
    user = os.getuid()
    asked = os.environ.get("SUDO_UID", "") if user == 0 else ""
    if asked.isdecimal():
        user = int(asked)
    try:
        name = pwd.getpwuid(user).pw_name
    except KeyError:
        name = str(user)
    return f"{name}@{socket.gethostname()}"
