"""`xueku release`: from a clean commit to a numbered folder and its packages; and the same site once more, to compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xueku import __version__
from xueku.kinds import KINDS
from xueku.model.diagnostic import Diagnostic, Severity, Span, XuekuError
from xueku.model.moved import Moves
from xueku.model.settings import Settings
from xueku.release.carried import refuse_filtered, refuse_uncarried, write_source
from xueku.release.commit import (
    TAG,
    Numbered,
    check_out,
    clean_commit,
    common_folder,
    last_release,
    origin_of,
    path_in_repository,
    refuse_another_project,
    refuse_older,
    refuse_shallow,
    tag_release,
)
from xueku.release.contents import fill, write_packages
from xueku.release.durable import need_space, passing_folder, remove, sweep, sync_folder, sync_tree
from xueku.release.lock import locked
from xueku.release.manifest import SITE, SOURCE, Manifest, Number, entry_of, measure
from xueku.release.notes import notes
from xueku.release.place import hide_from_git, refuse_place, refuse_released
from xueku.release.readiness import press_of
from xueku.release.records import Shown, shown
from xueku.release.siblings import write_siblings
from xueku.release.untagged import refuse_untagged, take_back
from xueku.review.publish import Withheld, withheld_findings
from xueku.signoffs import left_out
from xueku.site.moved import PAUSED, forwarding_page, tombstone_page
from xueku.source.moved import FILE, read_moves
from xueku.source.settings import read_settings, refuse_places_outside
from xueku.update.examining import Examined, examined, taken_in
from xueku.update.preparing import unpack

Build = Callable[[Path, Path, Mapping[str, Withheld]], None]
"""Builds a site: settings file, folder of the site, records that are left out."""
Tell = Callable[[str], None]

LOCKS = ("locks/site.txt", "fonts.lock")
_COLLECTIONS = {kind.kind.name: kind.kind.collection for kind in KINDS}
_WITHDRAWN = "这份材料已经撤下"
_LEAST_SPACE = 50 << 20
_FIRST = "这里没有 release- 开头的标签，按第一次发布做。以前发布过的，停下来先取回标签：git fetch --tags"


class RefusedError(XuekuError):
    """Content cannot be released as it is; `findings` say why."""

    def __init__(self, findings: Sequence[Diagnostic]) -> None:
        super().__init__("content", f"有 {len(findings)} 处错误，没有发布", "改好、提交以后再来")
        self.findings = findings


@dataclass(frozen=True)
class Content:
    """What a commit has to show: records by id, those that are left out, and pages at addresses where a record was."""

    settings: Settings
    entries: Mapping[str, Shown]
    held: Mapping[str, Withheld]
    moved: Mapping[str, bytes]
    reasons: Mapping[str, str]
    paused: Mapping[str, tuple[str, str]]


def release(
    config_file: Path, out: Path, build: Build, tell: Tell, wait: float = 60
) -> tuple[Manifest, Path, list[Path]]:
    """Release the commit that is checked out; gives the manifest, the folder and the packages.

    Raises RefusedError where content has errors, XuekuError where files are not committed, fonts are others, or the disk has no room.
    """
    root, out = config_file.resolve().parent, out.resolve()
    if not config_file.is_file():
        raise XuekuError(
            str(config_file), "没有这个设置文件，不知道发布什么", "到项目的文件夹里运行，或写 --config"
        )
    commit, committed = clean_commit(root, besides=out)
    refuse_shallow(root)
    refuse_filtered(root)
    settings, repository = read_settings(config_file)[0], common_folder(root)
    config = path_in_repository(config_file.resolve())
    refuse_place(out, settings.docs_dir, settings.content_dir, repository)
    # Numbers are the repository's, whatever folder a release is put into.
    with locked(repository / "xueku", "release", wait, tell), locked(out, "release", wait, tell):
        hide_from_git(out, root)
        sweep(out)
        last = last_release(root)
        refuse_another_project(root, config, last)
        refuse_released(out, commit, last)
        refuse_older(root, commit, last)
        refuse_untagged(out, Number(last.number + 1), commit)
        if not last.number:
            tell(_FIRST)
        need_space(out, _LEAST_SPACE)
        passing = passing_folder(out)
        try:
            return _make(passing, out, Commit(root, commit, committed, config), last, build, tell)
        finally:
            remove(passing)


def rebuilt_differences(config_file: Path, manifest: Manifest, build: Build, passing: Path) -> list[str]:
    """Addresses of the web root that come out otherwise when the commit of a release is built once more, in `passing`.

    Raises XuekuError if the commit or its tag before is not here.
    """
    root = config_file.resolve().parent
    if manifest.base:
        message = f"这是紧急撤稿，是在服务器上从 {manifest.base} 做的，不能从提交重做"
        raise XuekuError(manifest.name, message, f"用 --deep 验 {manifest.base}")
    last = last_release(root, below=manifest.number.number)
    _must_be_before(last, manifest)
    config = last_release(root, below=manifest.number.number + 1).config or path_in_repository(config_file)
    check_out(root, manifest.commit, passing / "checkout")
    folder = passing / "release"
    content = content_of(_settings_in(passing / "checkout", config), last)
    write_site(folder, content, build)
    files = sorted(measure(folder / SITE))
    write_siblings(folder / SITE, files)
    now = measure(folder / SITE)
    return sorted(
        address
        for address in now.keys() | manifest.site.keys()
        if now.get(address) != manifest.site.get(address)
    )


@dataclass(frozen=True)
class Commit:
    """The commit of a repository, its committer date, and the path of the settings file in it."""

    root: Path
    id: str
    date: int
    config: str


def content_of(settings: Settings, last: Numbered, extra: Mapping[str, Withheld] | None = None) -> Content:
    """What the files of a project have to show, `extra` records left out. Raises RefusedError if there are errors in what is not left out."""
    moves, _ = read_moves(settings.content_dir, settings.root)
    with examined(settings) as found:
        held, _ = left_out(settings, found)
        held = {**held, **(extra or {})}
        errors = {finding for finding in found.findings if finding.severity == Severity.ERROR}
        errors -= {*withheld_findings(errors, held.values())}
        shown_now = {id_: _shown(found, id_) for id_ in sorted(found.known.records.keys() - held.keys())}
        before = {**last.paused, **last.records}
        vanished = before.keys() - shown_now.keys() - moves.by_id.keys()
        errors |= {*_unaccounted(settings, vanished - found.known.records.keys(), before)}
        if errors:
            raise RefusedError(sorted(errors))
        paused = {id_: before[id_] for id_ in vanished}
        reasons = {id_: _why(found, held, id_) for id_ in paused}
        reasons |= {
            id_: f"换成{entry.to}" if entry.to else entry.reason or "" for id_, entry in moves.by_id.items()
        }
    pages = {address: tombstone_page(address, reasons[id_]) for id_, (address, _) in paused.items()}
    return Content(settings, shown_now, held, {**pages, **_moved(moves, shown_now)}, reasons, paused)


def write_site(folder: Path, content: Content, build: Build) -> None:
    """Build the web root of a release in its folder. Raises XuekuError if that fails."""
    build(content.settings.root / content.settings.file, folder / SITE, content.held)
    if not (folder / SITE / "index.html").is_file():
        raise XuekuError(
            content.settings.file, "网站没有生成出来：没有首页 index.html", "运行 xueku build 看看"
        )
    for address, page in content.moved.items():
        place = folder / SITE / address
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(page)


def _make(
    passing: Path, out: Path, commit: Commit, last: Numbered, build: Build, tell: Tell
) -> tuple[Manifest, Path, list[Path]]:
    tell(f"取出提交 {commit.id[:12]}")
    checkout = check_out(commit.root, commit.id, passing / "checkout")
    refuse_uncarried(checkout)
    settings = _settings_in(passing / "checkout", commit.config)
    refuse_places_outside(passing / "checkout" / commit.config)
    if settings.site.kits:
        press_of(settings, is_release=True)
    content = content_of(settings, last)
    before = _shown_before(commit, last, passing)
    for id_ in sorted(content.paused.keys() & last.records.keys()):
        why = "；".join(content.held[id_].reasons) if id_ in content.held else content.reasons[id_]
        tell(f"注意：上次发布过的《{last.records[id_][1]}》（{id_}）这次没有：{why}")
    tell(f"生成网站：{len(content.entries)} 份材料，留下 {len(content.held)} 份")
    folder = passing / "release"
    write_site(folder, content, build)
    tell("压缩、登记、打包")
    write_source(folder / SOURCE, checkout, commit.date)
    number = Number(last.number + 1)
    locks = {name: entry_of(checkout / name).sha256 for name in LOCKS if (checkout / name).is_file()}
    about = Manifest(
        number, commit.id, commit.date, __version__, locks, last.manifest, {}, origin=origin_of(checkout)
    )
    left = [
        (f"《{one.title}》（{one.path}）" if one.title else one.path, "；".join(one.reasons))
        for one in content.held.values()
    ]
    title = f"{settings.site_name}：第 {number.number} 次发布"
    text = notes(title, before, content.entries, content.reasons, sorted(left))
    manifest = fill(folder, about, settings.file, content.entries, text)
    target = out / manifest.name
    sync_tree(folder)
    take_back(out, number)
    folder.replace(target)
    sync_folder(out)
    records = {id_: (one.address, one.title) for id_, one in content.entries.items()}
    try:
        packages = write_packages(target, manifest, out)
        made = Numbered(number.number, commit.id, manifest.digest, records, content.paused, commit.config)
        tag_release(commit.root, made)
    except BaseException:
        take_back(out, number)
        raise
    return manifest, target, packages


def _settings_in(checkout: Path, name: str) -> Settings:
    if not (checkout / name).is_file():
        message = "这个设置文件不在提交里"
        raise XuekuError(name, message, f"git add -f {name} 以后提交，或者用 --config 写另一个")
    return read_settings(checkout / name)[0]


def _must_be_before(last: Numbered, manifest: Manifest) -> None:
    """Raise XuekuError if the tag of the release before is not here, or numbers another one."""
    before = manifest.number.number - 1
    if (last.number, last.manifest) != (before, manifest.previous):
        tag = f"{TAG}{before:04}"
        message = f"仓库里没有前一次发布的标签 {tag}，或者它不是那一次的，没法照原样重做"
        raise XuekuError(manifest.name, message, "从做发布的仓库取回它：git fetch --tags --force")


def _shown(found: Examined, id_: str) -> Shown:
    record = found.whole(id_)
    if record is None:
        raise XuekuError(id_, "读不出来", "运行 xueku check 看有没有错误")
    return shown(record)


def _shown_before(commit: Commit, last: Numbered, passing: Path) -> dict[str, Shown]:
    """What the last release showed, read from its commit once more."""
    if not last.number:
        return {}
    check_out(commit.root, last.commit, passing / "before")
    settings, _ = read_settings(passing / "before" / (last.config or commit.config))
    with taken_in(settings) as intake:
        known = intake.facts()[0].records
        records = (
            unpack(intake.reading.packed(known[id_].path)).read.record for id_ in last.records if id_ in known
        )
        return {record.id: shown(record) for record in records if record}


def _moved(moves: Moves, entries: Mapping[str, Shown]) -> dict[str, bytes]:
    pages = {}
    for id_, entry in moves.by_id.items():
        address = f"{_COLLECTIONS[entry.kind]}/{id_}/index.html"
        there = entries.get(entry.to or "")
        if there:
            pages[address] = forwarding_page(address, there.address, there.title)
        else:
            pages[address] = tombstone_page(address, entry.reason or PAUSED)
    return pages


def _why(found: Examined, held: Mapping[str, Withheld], id_: str) -> str:
    """What readers are told of a record that is in the repository and not shown."""
    return _WITHDRAWN if found.known.records[id_].resource.status == "withdrawn" else PAUSED


def _unaccounted(
    settings: Settings, ids: set[str], before: Mapping[str, tuple[str, str]]
) -> Iterator[Diagnostic]:
    kinds = {collection: name for name, collection in _COLLECTIONS.items()}
    for id_ in sorted(ids):
        address, title = before[id_]
        kind = kinds.get(address.partition("/")[0], "course")
        message = f"上次发布的《{title}》（{id_}）不见了，原来的网址会打不开"
        remedy = (
            f"在这个文件里加一行 - {{id: {id_}, kind: {kind}, reason: 撤下的原因}}，或者 to: 现在那份的编号"
        )
        yield Diagnostic(
            Span(f"{Path(settings.site.content).as_posix()}/{FILE}", 1, 1), "XK310", message, remedy
        )
