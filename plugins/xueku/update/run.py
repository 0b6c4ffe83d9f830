"""A whole run: where its store is, and when it may put what it made in its place."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Severity, XuekuError, in_order
from xueku.model.record import Mode
from xueku.model.settings import Settings
from xueku.model.system_error import system_reason
from xueku.review.publish import Withheld
from xueku.site.templates import keep_compiled
from xueku.update.engine import EnginePart
from xueku.update.store import Store, StoreError
from xueku.update.updater import Updater

_DISK = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG}
)
_STORES: Mapping[Mode, str] = {"publish": "publish.db", "release": "publish.db", "preview": "preview.db"}
"""A release is put where a site for all readers is, and so knows what that knew."""

FOLDER = ".xueku"
PROFILE = "profile.json"
"""Where the time of the last run went; see `Profile`."""


@dataclass(frozen=True)
class Outcome:
    """How a run ended: all errors and warnings (hints are for `xueku check`), what the engine doubts, whether these stopped it, and how many files it wrote and removed."""

    findings: Sequence[Diagnostic]
    doubts: Sequence[str] = ()
    is_refused: bool = False
    written: int = 0
    removed: int = 0

    def count(self, severity: Severity) -> int:
        """The number of findings of this weight."""
        return sum(finding.severity == severity for finding in self.findings)

    def has_to_stop(self, strict: bool) -> bool:
        """Whether there are errors, or with `strict` warnings or doubts."""
        is_doubtful = bool(self.doubts) or self.count(Severity.WARNING) > 0
        return self.count(Severity.ERROR) > 0 or (strict and is_doubtful)


def begin(
    settings: Settings,
    mode: Mode,
    target: Path,
    *,
    knows_last: bool = True,
    withheld: Mapping[str, Withheld] | None = None,
) -> Updater:
    """A run over the project's content into `target`, without `withheld` records. Raises XuekuError if that or the store's folder cannot be written to.

    Without `knows_last` everything is made anew, and what the last run knew is left alone.
    """
    if not knows_last:
        return Updater(settings, mode, Store(None), target, withheld=withheld)
    file = own_folder(settings) / _STORES[mode]
    try:
        return Updater(settings, mode, Store(file), target, withheld=withheld)
    except StoreError:
        return Updater(settings, mode, Store(file), target, withheld=withheld)


def disk_refusal(error: OSError) -> XuekuError | None:
    """What to tell of an error that is the disk's; None for one that is ours."""
    if error.errno not in _DISK:
        return None
    place = Path(str(error.filename)).name if error.filename else "磁盘"
    return XuekuError(
        place, f"写不进去（{system_reason(error)}）", "检查权限和磁盘空间，再生成一次；网站还是原来的样子"
    )


def forget(settings: Settings, mode: Mode) -> None:
    """Forget what the last run knew. Raises XuekuError as `begin`."""
    store = Store(own_folder(settings) / _STORES[mode])
    store.clear()
    store.close()


def own_folder(settings: Settings) -> Path:
    """Where we keep what can be made again at any time. Raises XuekuError if there cannot be such a folder."""
    folder = settings.root / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
        keep_compiled(folder / "templates")
    except OSError as error:
        raise XuekuError(
            FOLDER, f"建不了这个文件夹（{system_reason(error)}）", "检查项目文件夹的权限和磁盘空间"
        ) from None
    return folder


def conclude(
    updater: Updater,
    part: EnginePart,
    found: Sequence[Diagnostic] = (),
    *,
    is_new: bool,
    strict: bool = False,
    shows_faults: bool = False,
) -> Outcome:
    """Make the site and put it in its place, unless there are errors, or with `strict` warnings or doubts of the engine.

    With `shows_faults` what has no errors is put in its place all the same. `found` are findings of the caller's.
    """
    updater.make_pages(part, is_new)
    findings = in_order([*found, *updater.findings])
    outcome = Outcome(findings, part.doubts)
    if not shows_faults and _has_to_stop(updater, outcome, strict):
        return replace(outcome, is_refused=True)
    updater.make_index(part)
    if updater.mode != "preview":
        # The preview puts edits without this.
        updater.look_over()
        outcome = replace(outcome, findings=in_order([*found, *updater.findings]))
        if not shows_faults and outcome.has_to_stop(strict):
            return replace(outcome, is_refused=True)
    written, removed = updater.put()
    # The site is there: that nobody can look this up is no reason to say otherwise.
    with suppress(OSError):
        (own_folder(updater.settings) / PROFILE).write_text(updater.profile.to_json(), "utf-8")
    return replace(outcome, written=written, removed=removed)


def _has_to_stop(updater: Updater, outcome: Outcome, strict: bool) -> bool:
    """Whether nothing may be put: in a preview the pages of a record with an error stay as they are, and the others are put."""
    if updater.mode == "preview" and not strict:
        return any(map(updater.stops, outcome.findings))
    return outcome.has_to_stop(strict)


def refusal(outcome: Outcome, consequence: str) -> str:
    """Why a run was refused, and what follows from that, in one sentence for an editor."""
    errors, warnings = outcome.count(Severity.ERROR), outcome.count(Severity.WARNING) + len(outcome.doubts)
    return f"有 {errors} 处错误、{warnings} 处警告，{consequence}。改好后再来。"
