"""What a foreign file gave becomes the files of a draft record, with all that an editor has to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xueku.importers.account import differences
from xueku.importers.agenda_table import Agenda, agenda_of
from xueku.importers.bylines import Byline, byline_of
from xueku.importers.converted import Converted, Doubt, Role, Row
from xueku.importers.escaping import escaped, started
from xueku.importers.given import given_fields
from xueku.importers.joining import joined
from xueku.importers.proposals import Material, Proposal, propose
from xueku.importers.visible import visible_text
from xueku.importers.yaml_text import plain_words, quoted
from xueku.model.declaration import declaration_of
from xueku.model.diagnostic import XuekuError, shown
from xueku.model.resource import MOST_TITLE, LearningResource
from xueku.model.vocabulary import Vocabularies

_FIELDS: Mapping[Role, str] = {"title": "title", "number": "number", "unit": "unit", "date": "date"}
"""Where words go that leave the body."""


@dataclass(frozen=True)
class Options:
    """How a record is written: its id, the day for one whose file names none, and the original as an attachment, if wanted."""

    id: str
    day: date
    original: tuple[str, bytes] | None = None
    is_id_given: bool = False
    """Whether an editor chose the id."""


@dataclass(frozen=True)
class Draft:
    """A record that is not written yet: its files by name (`index.md` first), the rows behind them, and what is to be confirmed.

    `doubts` are numbered in their order; `lost` and `more` are characters that nobody can account for, both empty where all is well.
    """

    files: Mapping[str, bytes]
    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...]
    title: str
    lost: str = ""
    more: str = ""
    unit: str = "段"
    """What the numbers of rows count."""


def draft_of(
    kind: type[LearningResource], found: Converted, vocabularies: Vocabularies, options: Options, name: str
) -> Draft:
    """The draft of a record of a kind, from what a file of this name gave. Raises XuekuError if it holds no words."""
    if not (any(map(_words, found.rows)) or found.given or found.given_yaml):
        raise XuekuError(name, "里面没有文字，没有导入", "打开原稿看一看；字在图片里的，先录成文字")
    rows, agenda, moved = (
        _without_agenda(found.rows) if kind.kind.name == "course" else (found.rows, None, ())
    )
    title = found.title or re.sub(r"\.\w+$", "", name)
    body_rows = [row for row in rows if not _is_in_fields(row, kind, found)]
    material = Material(
        title=title,
        text="\n".join(map(_words, body_rows)),
        first=next((_words(row) for row in body_rows if row.role == "text" and len(_words(row)) > 10), ""),
        number=found.number,
        byline=_byline(found.rows),
        units=found.units,
        day=found.day or found.noted,
        steps=agenda[0].steps if agenda else (),
    )
    given_here, without_place = given_fields(kind, found.given, found.given_by, vocabularies)
    proposals = propose(kind.kind.name, material, vocabularies) | given_here
    proposals |= {name: Proposal(name, yaml, found.given_by) for name, yaml in found.given_yaml.items()}
    doubts = [*found.doubts]
    given = {
        "id": options.id,
        "title": quoted(title),
        "status": "draft",
        "date": (found.day or found.noted or options.day).isoformat(),
    }
    doubts += _on_given(found, title, options)
    if agenda:
        doubts += _on_agenda(*agenda, found.unit)
    if options.original:
        given["attachments"] = f"[{{file: {quoted(f'media/{options.original[0]}')}, title: 原稿}}]"
    fields = list(_fields(kind, given, proposals, vocabularies, doubts))
    body = _body(body_rows, found.notes)
    doubts += _on_sections(kind, body)
    text = f"---\n{''.join(fields)}---\n\n{body}"
    files = {"index.md": text.encode()} | found.media
    if options.original:
        files[f"media/{options.original[0]}"] = options.original[1]
    in_fields = [_words(row) for row in found.rows if _is_in_fields(row, kind, found)]
    result = "".join([visible_text(body), *in_fields, *moved]).translate(dict.fromkeys(map(ord, found.marks)))
    lost, more = differences(found.characters, result, [], found.added)
    doubts += _on_account(replace(found, left_out=(*found.left_out, *without_place)), lost, more)
    shown_rows = tuple(
        replace(row, markdown=f"→ {_FIELDS[row.role]}") if _is_in_fields(row, kind, found) else row
        for row in found.rows
    )
    return Draft(files, shown_rows, tuple(doubts), title, lost, more, found.unit)


def _words(row: Row) -> str:
    return row.plain or row.source


def _is_in_fields(row: Row, kind: type[LearningResource], found: Converted) -> bool:
    """Whether the words of a row stand in a field, whole, and not in the body."""
    if row.role == "title":
        return True
    if row.role == "number":
        return kind.kind.name == "work"
    return row.role in ("unit", "date") and found.day is not None and len(found.units) <= 1


def _byline(rows: Sequence[Row]) -> Byline:
    """Whom the lines below a title name: of each the first."""
    below = False
    found = []
    for row in rows:
        below = below or row.role == "title"
        if below and row.role == "front":
            found.append(byline_of(row.source))
    return Byline(
        next((one.author for one in found if one.author), ""),
        next((one.unit for one in found if one.unit), ""),
    )


def _without_agenda(
    rows: Sequence[Row],
) -> tuple[tuple[Row, ...], tuple[Agenda, int] | None, tuple[str, ...]]:
    """The rows, the first table that is an agenda reduced to a line for each row of it that is no step; the agenda and its place; its other words."""
    for index, row in enumerate(rows):
        if row.cells and (agenda := agenda_of(row.cells)):
            left = (
                Row(row.number, words, "text", started(escaped(words))) for _, words in agenda.unread.values()
            )
            moved = (
                cell
                for number, line in enumerate(row.cells, 1)
                if number not in agenda.unread
                for cell in line
            )
            return (*rows[:index], *left, *rows[index + 1 :]), (agenda, row.number), tuple(moved)
    return tuple(rows), None, ()


def _on_agenda(agenda: Agenda, place: int, unit: str) -> Iterator[Doubt]:
    total = "，合计一行不抄" if agenda.has_total else ""
    yield Doubt(place, f"流程表写成了 agenda，{len(agenda.steps)} 个环节{total}", "核对每个环节的分钟数")
    for number, (why, words) in agenda.unread.items():
        yield Doubt(
            0,
            f"第 {place} {unit}的表第 {number} 行{why}，没有写进 agenda：{shown(words, 40)}",
            "这一行留在正文里；是环节的，补进 agenda，再删去正文里的这一行",
        )


def _on_given(found: Converted, title: str, options: Options) -> Iterator[Doubt]:
    if not found.title:
        yield Doubt(0, "没有找到标题，先用文件名", "改 title", must=True)
    if len(title) > MOST_TITLE:
        yield Doubt(0, f"标题有 {len(title)} 个字，最多 {MOST_TITLE} 个", "把 title 改短", must=True)
    if not options.is_id_given:
        yield Doubt(
            0,
            f"编号取{shown(options.id, 64)}，网址由它决定，发布后不再改",
            "不合适的，删掉这份草稿，加 --id 重新导入",
        )
    if found.day is None and found.noted is not None:
        yield Doubt(0, f"没有落款日期，先写标题旁边的 {found.noted.isoformat()}", "不对的话，改 date")
    elif found.day is None:
        yield Doubt(0, f"没有找到日期，先写 {options.day.isoformat()}", "改 date")
    if len(found.units) > 1:
        yield Doubt(0, f"有 {len(found.units)} 个单位落款，正文末尾原样保留，unit 只写了第一个", "")


def _fields(
    kind: type[LearningResource],
    given: Mapping[str, str],
    proposals: Mapping[str, Proposal],
    vocabularies: Vocabularies,
    doubts: list[Doubt],
) -> Iterator[str]:
    for name, info in kind.model_fields.items():
        label = declaration_of(info).label
        if name in given:
            yield f"{name}: {given[name]}\n"
        elif (proposal := proposals.get(name)) and proposal.yaml:
            yield f"{name}:{'' if proposal.yaml.startswith(chr(10)) else ' '}{proposal.yaml}\n"
            said = shown(plain_words(proposal.yaml), 40)
            doubts.append(Doubt(0, f"{label} {name} 取{said}：{proposal.why}", "不对的话，改这一行"))
        elif info.is_required():
            # On a line of its own: whoever takes the # away from the other is left with a field and nothing else.
            line = f"{name}: {vocabularies.example(declaration_of(info))}"
            yield f"# 待填：{label}，照下一行写，删掉行首的 #\n# {line}\n"
            known = "、".join(term.name for term in vocabularies[declaration_of(info).vocabulary].terms[:12])
            remedy = f"删掉行首的 #，例如 {line}" + (f"；可用的词：{known}" if known else "")
            doubts.append(Doubt(0, f"{label} {name} 没有找到", remedy, must=True))


def _body(rows: Sequence[Row], notes: Sequence[str]) -> str:
    """The rows as Markdown, and the footnotes."""
    return "\n\n".join([joined(rows), *notes]) + "\n"


def _on_sections(kind: type[LearningResource], body: str) -> Iterator[Doubt]:
    for section in kind.kind.missing_sections(re.findall(r"^## (.+)$", body, re.MULTILINE)):
        yield Doubt(0, f"没有找到“{section}”一节", f"在正文里加一行 ## {section}", must=True)


def _on_account(found: Converted, lost: str, more: str) -> Iterator[Doubt]:
    for what, words in found.left_out:
        yield Doubt(0, f"{what}没有导入：{shown(words, 40)}", "")
    for what, count in found.unread.items():
        yield Doubt(0, f"{count} 个{what}没有导入", "要用的话，在 Word 里另存为图片")
    if lost:
        yield Doubt(0, f"少了 {len(lost)} 个字：{shown(lost, 60)}", "对照原稿补上", must=True)
    if more:
        yield Doubt(0, f"多了 {len(more)} 个字：{shown(more, 60)}", "对照原稿删去", must=True)
    for change in found.changes:
        yield Doubt(0, change, "")
