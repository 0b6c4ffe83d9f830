"""Several foreign files brought in one after another: what came of each is kept, so that the next run goes on where this one ended."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from xueku.bringing import (
    Brought,
    Wish,
    bring,
    convert_foreign,
    digest_of,
    free_id,
    read_foreign,
    replace_file,
    words_digest_of,
    write_record,
)
from xueku.importers.confirmation import confirmation_page
from xueku.importers.converted import Converted, Doubt
from xueku.importers.formats import format_of
from xueku.importers.glance import title_at_a_glance
from xueku.importers.manuscripts import Source
from xueku.importers.record_table import Library, entries_of
from xueku.importers.surroundings import Surroundings
from xueku.kinds import KINDS
from xueku.model.diagnostic import XuekuError
from xueku.model.resource import LearningResource
from xueku.model.settings import Settings
from xueku.returning import Update, update_of
from xueku.source.beside import pictures_beside
from xueku.source.records import read_records
from xueku.source.vocabularies import read_vocabularies

_LOG = "记录.jsonl"
_SUMMARY = "index.html"
_WHICH_DRAFT = re.compile(
    r"(?:[（(\[【_\s-]+(?:第[一二三四五六七八九十\d]+稿|修改稿|修订稿|送审稿|定稿|终稿|初稿)[）)\]】]?)+\s*$"
)


@dataclass(frozen=True)
class Outcome:
    """What came of one file: the record that was written, one that it was imported as before, or why not."""

    file: Path
    brought: Brought | None = None
    known_as: str = ""
    refusal: XuekuError | None = None
    page: str = ""
    update: Update | None = None
    name: str = ""
    """What it is called, if it is but a part of the file."""

    @property
    def label(self) -> str:
        """What an editor calls it."""
        return self.name or self.file.name

    @property
    def is_refused(self) -> bool:
        """Whether the file was not imported, and has not been before."""
        return self.refusal is not None

    def told(self, *, in_full: bool) -> str:
        """What an editor reads on the terminal."""
        if self.refusal is not None:
            return str(self.refusal)
        if self.update is not None:
            return f"{self.label}：是从 {self.update.id} 导出的" + (
                "" if self.update.mendings else "，没有改动"
            )
        if self.brought is None:
            return f"{self.label}：已经导入过，就是 {self.known_as}，跳过；要重新导入，先删掉那一份"
        doubts = self.brought.draft.doubts
        must = sum(doubt.must for doubt in doubts)
        line = f"{self.label}：写好了 {self.brought.path}，待确认 {len(doubts)} 条" + (
            f"，必须填 {must} 条" if must else ""
        )
        if not in_full:
            return line
        lines = [
            f"  {number}. {'【必须填】' if doubt.must else ''}{doubt}"
            for number, doubt in enumerate(doubts, 1)
        ]
        return "\n".join(
            [line, *lines, f"左右对照的网页：{self.page}", f"改完运行 xueku check {self.brought.path}"]
        )


class Batch:
    """Brings files into one site, each as a record of one kind."""

    def __init__(self, settings: Settings, wish: Wish, report: Path) -> None:
        """`report` is the folder of the pages to confirm and of what is remembered."""
        self._settings, self._wish, self._report = settings, wish, report
        self._vocabularies, _ = read_vocabularies(settings.content_dir, settings.root)
        records, self._unread, _ = read_records(settings.content_dir, KINDS, settings.root)
        self._taken = (
            {record.id for record in records} | {Path(name).stem for name in self._unread} | self._unread
        )
        self._taken |= {place.name.removesuffix(".md") for place in settings.content_dir.glob("*/*")}
        self._log = _read_log(report / _LOG, settings.root)
        self._titles = {_bare(record.resource.title): record.path for record in reversed(records)}
        self._works = {record.id: record.resource.title for record in records if record.kind.name == "work"}
        self._planned: dict[Path, str] = {}
        self._around: dict[Path, Surroundings] = {}

    def plan(self, files: Sequence[Source]) -> None:
        """Give ids to those of the files that may link to one another, and look what pictures stand beside them."""
        texts = [one for one in files if format_of(one.file.name) in ("markdown", "html")]
        for one in texts:
            with suppress(XuekuError):
                name, content = read_foreign(one.file)
                known = self._log.get(digest_of(content))
                taken = self._taken | set(self._planned.values())
                self._planned[one.file] = (
                    _id_of(known)
                    if known
                    else self._wish.id or free_id(title_at_a_glance(name, content), taken)
                )
        for folder in dict.fromkeys(one.folder for one in texts):
            records = {
                one.file.relative_to(folder).as_posix(): self._planned[one.file]
                for one in texts
                if one.folder == folder and one.file in self._planned
            }
            self._around[folder] = Surroundings("", pictures_beside(folder), records)

    def bring(self, source: Source) -> Iterator[Outcome]:
        """Bring one file in and write its record and its page; a table may hold several. Raises OSError if something cannot be written."""
        file = source.file
        try:
            if source.is_link:
                raise XuekuError(file.name, "这是指向别处的链接，不是文件", "把真正的文件放进文件夹")
            name, content = read_foreign(file)
            if format_of(name) == "table":
                if self._wish.kind is None:
                    raise XuekuError(name, "没有说表里是什么", "案例写 --kind case，书目写 --kind guide")
                yield from self._bring_table(file, content, self._wish.kind)
            else:
                yield self._bring_text(source, name, content)
        except XuekuError as error:
            yield Outcome(file, refusal=error)

    def _bring_text(self, source: Source, name: str, content: bytes) -> Outcome:
        file = source.file
        digest = digest_of(content)
        if digest in self._log:
            return Outcome(file, known_as=self._log[digest])
        around = self._around.get(source.folder, Surroundings())
        here = file.relative_to(source.folder).parent.as_posix()
        around = replace(around, folder="" if here == "." else here)
        found = convert_foreign(name, content, self._wish, source.folder, around)
        if found.record:
            return Outcome(file, update=update_of(self._settings, name, found))
        return self._write(file, name, content, found, digest)

    def _bring_table(self, file: Path, content: bytes, kind: type[LearningResource]) -> Iterator[Outcome]:
        """Each row that is sound becomes a record, whatever the others are."""
        library = Library(self._vocabularies, self._works)
        for entry in entries_of(file.name, content, kind, library, file.stem):
            name = f"{file.name} 第 {entry.row} 行" if kind.kind.name == "case" else file.name
            if entry.problems:
                told = "\n".join(f"{file.name} {problem}" for problem in entry.problems)
                yield Outcome(
                    file,
                    name=name,
                    refusal=XuekuError(name, f"没有导入，{len(entry.problems)} 处要改：\n{told}"),
                )
                continue
            digest = digest_of(repr((kind.kind.name, entry.found)).encode())
            if digest in self._log:
                yield Outcome(file, name=name, known_as=self._log[digest])
                continue
            try:
                yield replace(self._write(file, file.name, content, entry.found, digest), name=name)
            except XuekuError as error:
                yield Outcome(file, name=name, refusal=error)

    def _write(self, file: Path, name: str, content: bytes, found: Converted, digest: str) -> Outcome:
        planned = self._planned.get(file, "")
        taken = self._taken | (set(self._planned.values()) - {planned})
        brought = bring(self._settings, self._vocabularies, taken, name, content, found, self._wish, planned)
        words = words_digest_of(brought.draft) if brought.draft.rows else digest
        if words in self._log:
            self._remember({digest: self._log[words]}, file)
            return Outcome(file, known_as=f"{self._log[words]}（字句一样，样子不同）")
        brought = self._beside_namesake(brought)
        write_record(self._settings.root, brought)
        self._taken.add(brought.id)
        self._titles.setdefault(_bare(brought.draft.title), brought.path)
        self._remember({digest: brought.path, words: brought.path}, file)
        page = self._report / f"{brought.id}.html"
        replace_file(page, confirmation_page(brought.draft.title, file.name, brought.path, brought.draft))
        return Outcome(file, brought, page=str(page))

    def _beside_namesake(self, brought: Brought) -> Brought:
        """With what is to be told where another record has the title."""
        path = self._titles.get(_bare(brought.draft.title))
        if path is None:
            return brought
        doubt = Doubt(
            0, f"已经有一份同名的材料 {path}", "是它的新一稿的，照着改那一份，删掉这份草稿", must=True
        )
        return replace(brought, draft=replace(brought.draft, doubts=(doubt, *brought.draft.doubts)))

    def unkept_links(self, outcomes: Sequence[Outcome]) -> Iterator[str]:
        """What to tell of links among the records written, whose other end did not become the record that was planned for it."""
        for file, id_ in self._planned.items():
            link = f"](xk:{id_})".encode()
            if id_ not in self._taken:
                for outcome in outcomes:
                    if outcome.brought and link in outcome.brought.draft.files["index.md"]:
                        yield f"{outcome.brought.path} 里有指向 {file.name} 的链接 xk:{id_}，那一份没有写成：导入它，或者改掉链接"

    def _remember(self, found: dict[str, str], file: Path) -> None:
        self._log |= found
        self._report.mkdir(parents=True, exist_ok=True)
        with (self._report / _LOG).open("a", encoding="utf-8") as log:
            for digest, path in found.items():
                log.write(
                    json.dumps({"digest": digest, "path": path, "file": file.name}, ensure_ascii=False) + "\n"
                )

    def summary(self, outcomes: Sequence[Outcome]) -> str:
        """One line on all files."""
        written = sum(outcome.brought is not None for outcome in outcomes)
        refused = sum(outcome.is_refused for outcome in outcomes)
        known = len(outcomes) - written - refused
        parts = (
            f"导入了 {written} 个",
            f"跳过 {known} 个" if known else "",
            f"没有导入 {refused} 个" if refused else "",
        )
        return "，".join(filter(None, parts)) + f"。一览：{self._report / _SUMMARY}"

    def write_summary(self, outcomes: Sequence[Outcome]) -> None:
        """The page that lists what came of each of several files."""
        if len(outcomes) < 2:
            return
        rows = "".join(_summary_row(outcome) for outcome in outcomes)
        html = (
            '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>导入一览</title>\n'
            "<style>body{font:1rem/1.7 sans-serif;max-width:70rem;margin:0 auto;padding:1.5rem}table{border-collapse:collapse;width:100%}"
            "th,td{border:1px solid #c9c9c9;padding:.35rem .5rem;text-align:left;vertical-align:top;white-space:pre-wrap}</style>\n</head>\n"
            f"<body>\n<h1>导入一览</h1>\n<table>\n<thead><tr><th>文件</th><th>结果</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</body>\n</html>\n"
        )
        replace_file(self._report / _SUMMARY, html.encode())


def _summary_row(outcome: Outcome) -> str:
    told = escape(outcome.told(in_full=False))
    if outcome.page:
        told = f'<a href="{escape(Path(outcome.page).name)}">{told}</a>'
    return f"<tr><td>{escape(outcome.label)}</td><td>{told}</td></tr>\n"


def _bare(title: str) -> str:
    """A title without blanks and without which draft it is."""
    return "".join(_WHICH_DRAFT.sub("", title).split())


def _id_of(path: str) -> str:
    """The id of the record at a path."""
    place = Path(path)
    return place.parent.name if place.name == "index.md" else place.stem


def _read_log(place: Path, root: Path) -> dict[str, str]:
    """Which files became which records, of those records that are still there. A line cut short by a power failure is passed over."""
    found: dict[str, str] = {}
    for line in place.read_text("utf-8", "replace").splitlines() if place.exists() else ():
        try:
            entry = json.loads(line)
            digest, path = str(entry["digest"]), str(entry["path"])
        except (ValueError, KeyError, TypeError):
            continue
        if (root / path).exists():
            found[digest] = path
    return found
