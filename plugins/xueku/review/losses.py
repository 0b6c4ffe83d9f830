"""What ledgers have lost of what git knows, and what git cannot tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Severity, Span
from xueku.review.history import Reach, counted_in_git, entries_in, head_of
from xueku.review.ledger import FOLDER

LOST, UNSEEN = "XK504", "XK507"
UNSHALLOW = "git fetch --unshallow"
_REASONS: dict[Reach, tuple[str, str]] = {
    "part": (
        "这里只有一部分 git 历史（浅克隆），签字记录以前有没有被删改过，查不全",
        f"取回全部历史：{UNSHALLOW}",
    ),
    "none": (
        "这里没有 git 历史（不是 git 仓库，或者还没有提交过），签字记录有没有被删改过，查不出最后一条",
        "在 git 仓库里检查；还没有提交的，提交一次",
    ),
}


def losses(content_dir: Path, root: Path, known: Iterable[str]) -> list[Diagnostic]:
    """All that is to be said of the ledgers of a content folder against git, asked anew. `known` are the ids of records."""
    folder = content_dir / FOLDER
    if not folder.is_dir():
        return []
    head, ids = head_of(root), {*known}
    shown = folder.relative_to(root) if folder.is_relative_to(root) else folder
    found = [*unseen(shown.as_posix(), head.reach)] if any(folder.glob("*.yml")) else []
    for id_, counted in sorted(counted_in_git(root, folder, head).items()):
        file = folder / f"{id_}.yml"
        if id_ in ids or file.is_file():
            found += loss((shown / file.name).as_posix(), lost_of(file, counted))
    return found


def lost_of(file: Path, counted: Collection[str]) -> int:
    """How many of the entries that have to be in a ledger are not."""
    try:
        text = file.read_text("utf-8", "replace")
    except OSError:
        return len(counted)
    return len({*counted} - entries_in(text))


def loss(path: str, lost: int) -> Iterator[Diagnostic]:
    """A finding for a ledger that has lost so many entries; of records that are no more it is told only if a ledger is left."""
    if lost:
        message = f"git 里有过的 {lost} 条签字记录不见了，或者改动过"
        remedy = f"用 git log -p -- {path} 看是哪一次，把原来的行一字不差地放回去；放全了，这条就没有了"
        yield Diagnostic(Span(path), LOST, message, remedy)


def unseen(folder: str, reach: Reach) -> Iterator[Diagnostic]:
    """A finding for ledgers whose whole history is not here."""
    if reach in _REASONS:
        yield Diagnostic(Span(folder), UNSEEN, *_REASONS[reach], Severity.HINT)
