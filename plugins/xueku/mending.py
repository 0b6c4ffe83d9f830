"""`xueku check --fix`: what findings offer as a safe mending is shown, and written into the files of the content folder."""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Fix, Recoding
from xueku.source.encoding import recode

MOST_ROUNDS = 5
_MARK = b"\xef\xbb\xbf"
_CODECS = {"gb18030": "GBK", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_SHOWN_LINES = 12
_LINE_END = re.compile(r"\r\n|\r|\n")

Stamps = Mapping[Path, tuple[int, int]]
"""When each file was changed last, in nanoseconds, and its size."""


@dataclass(frozen=True)
class Mending:
    """What one file is to hold: `count` mendings between `before`, which is in the encoding `codec`, and `after`, which is in UTF-8."""

    file: Path
    path: str
    before: bytes
    after: bytes
    count: int
    codec: str = "utf-8"


@dataclass
class Mended:
    """What came of it: mendings written, those that are offered but not written, files left alone because they changed meanwhile."""

    written: int = 0
    unwritten: int = 0
    changed: list[str] = field(default_factory=list)


def mend(
    check: Callable[[], Sequence[Diagnostic]],
    root: Path,
    content_dir: Path,
    show: Callable[[str], object],
    agree: Callable[[int, int], bool],
) -> Mended:
    """Mend what `check` finds until nothing more can be mended, at most five times over.

    `show` is given each difference before anything is written; `agree` is asked once, with the number of mendings and of files.
    """
    mended = Mended()
    for number in range(MOST_ROUNDS):
        stamps = stamp(content_dir)
        wanted = [one for one in mendings(check(), root, stamps) if one.path not in mended.changed]
        for one in wanted:
            show(difference(one))
        count = sum(one.count for one in wanted)
        if not wanted or (number == 0 and not agree(count, len(wanted))):
            mended.unwritten = count
            break
        for one in wanted:
            if _stamp(one.file) == stamps[one.file] and write(one):
                mended.written += one.count
            else:
                mended.changed.append(one.path)
    return mended


def mendings(findings: Sequence[Diagnostic], root: Path, stamps: Stamps) -> Iterator[Mending]:
    """One mending for each file of `stamps` that fixes apply to, by path. Of fixes that overlap the first is taken."""
    fixes: dict[str, list[Fix]] = defaultdict(list)
    codecs: dict[str, str] = {}
    for finding in findings:
        if isinstance(finding.fix, Recoding):
            codecs[finding.fix.path] = finding.fix.codec
        elif finding.fix is not None:
            fixes[finding.fix.span.path].append(finding.fix)
    for path in sorted({*fixes, *codecs}):
        file = (root / path).absolute()
        if file not in stamps:
            continue
        before = file.read_bytes()
        if path in codecs:
            after, count = recode(before, codecs[path]) or before, 1
        else:
            after, count = apply(before, fixes[path])
        if after != before:
            yield Mending(file, path, before, after, count, codecs.get(path, "utf-8"))


def apply(content: bytes, fixes: Sequence[Fix]) -> tuple[bytes, int]:
    """The bytes of a file with the fixes applied, and how many were. Byte order mark and line ends stay as they are.

    A fix that overlaps one before it, or whose place holds another text than it says, is left out.
    """
    mark = _MARK if content.startswith(_MARK) else b""
    text = content.removeprefix(mark).decode("utf-8", "surrogateescape")
    ends = [(match.start(), match.end()) for match in _LINE_END.finditer(text)]
    lines = list(zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)], strict=True))
    line_end = text[slice(*ends[0])] if ends else "\n"
    pieces, reached, count = [], 0, 0
    for start, stop, fix in sorted(_places(text, lines, fixes), key=lambda place: place[:2]):
        if start >= reached:
            pieces += [text[reached:start], fix.text.replace("\n", line_end)]
            # Two at one place where nothing is taken away: the second waits for the next round.
            reached, count = max(stop, start + (start == stop and start < len(text))), count + 1
            pieces.append(text[stop:reached])
    return mark + "".join([*pieces, text[reached:]]).encode("utf-8", "surrogateescape"), count


def difference(mending: Mending) -> str:
    """The lines of a file that change, as `diff -u` shows them; of one whose encoding changes how it reads then."""
    if mending.codec != "utf-8":
        name = _CODECS.get(mending.codec, mending.codec.upper())
        text = mending.after.decode("utf-8", "replace")
        return (
            f"{mending.path}：编码从 {name} 改成 UTF-8，改后读起来是（前 {_SHOWN_LINES} 行）：\n"
            + "".join(f"+{line}\n" for line in _LINE_END.split(text)[:_SHOWN_LINES])
        )
    before, after = (
        _LINE_END.split(text.decode("utf-8", "replace")) for text in (mending.before, mending.after)
    )
    lines = difflib.unified_diff(
        before, after, f"{mending.path}（现在）", f"{mending.path}（改成）", "", "", 1, ""
    )
    return "\n".join(lines) + "\n"


def write(mending: Mending) -> bool:
    """Put the mended file in the place of the old one, whole; False if the old one is not what was read any more."""
    mode = mending.file.stat().st_mode
    # A hidden file is no part of the content, should this process end here.
    handle, name = tempfile.mkstemp(prefix=f".{mending.file.name}-", suffix=".tmp", dir=mending.file.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(mending.after)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode & 0o7777)
        if mending.file.read_bytes() != mending.before:
            return False
        Path(name).replace(mending.file)
        return True
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def stamp(content_dir: Path) -> Stamps:
    """The stamps of all plain files below a folder; what is reached through a symbolic link is none of them."""
    found: dict[Path, tuple[int, int]] = {}
    for folder, _, names in os.walk(content_dir.absolute()):
        for name in names:
            file = Path(folder, name)
            if not file.is_symlink():
                found[file] = _stamp(file)
    return found


def _stamp(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_mtime_ns, status.st_size


def _places(
    text: str, lines: Sequence[tuple[int, int]], fixes: Sequence[Fix]
) -> Iterator[tuple[int, int, Fix]]:
    """Where in `text` each fix applies that can be applied. Fixes that are the same are one."""
    for fix in dict.fromkeys(fixes):
        span = fix.span
        if not (span.line == span.end_line and 1 <= span.line <= len(lines)):
            continue
        first, last = lines[span.line - 1]
        start, stop = first + span.column - 1, first + span.end_column - 1
        is_there = fix.old is None or text[start:stop] == fix.old
        if first <= start <= stop <= last and is_there and text[start:stop] != fix.text:
            yield start, stop, fix
