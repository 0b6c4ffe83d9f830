"""A Paper is given its structure: which block is the title, a heading, text, 附件说明, 落款 and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from xueku.importers.converted import Doubt, Role
from xueku.importers.docx import fronts
from xueku.importers.docx.headings import find_headings, full_words
from xueku.importers.docx.lines import whole_paragraphs
from xueku.importers.docx.numbers import number_of
from xueku.importers.docx.paper import Block, Paper, Paragraph, Table
from xueku.importers.docx.parts import Part
from xueku.model.diagnostic import shown


@dataclass(frozen=True)
class Structure:
    """The parts in order, and what was found: the title, the unit's names, the day, 文号, the lines of 附件说明."""

    parts: tuple[Part, ...]
    title: str = ""
    number: str = ""
    recipient: str = ""
    units: tuple[str, ...] = ()
    day: date | None = None
    noted: date | None = None
    """A day that a line by the title names, such as 题注."""
    attachments: tuple[str, ...] = ()


def structure_of(paper: Paper, sections: Sequence[str], doubts: list[Doubt]) -> Structure:
    """The structure of a paper; what was guessed is added to `doubts`."""
    blocks = whole_paragraphs(_opened(paper.blocks, doubts), doubts)
    roles: dict[int, Role] = {}
    title, front = fronts.find_title(blocks)
    for index in (*front, *title):
        roles[index] = "title" if index in title else "front"
    for index in front:
        if fronts.DOCUMENT_NUMBER.fullmatch(_words(blocks[index])):
            roles[index] = "number"
    start = max(roles, default=-1) + 1
    if recipient := _recipient(blocks, start):
        roles[recipient[0]] = "recipient"
        start = recipient[0] + 1
    units, day_at = fronts.find_signature(blocks, start)
    for index in units:
        roles[index] = "unit"
    if day_at is not None and day_at not in units:
        roles[day_at] = "date"
    end = min([*units, *([] if day_at is None else [day_at])], default=len(blocks))
    attached = fronts.find_attachments(blocks, start, end)
    for index in attached:
        roles[index] = "attachment"
    for index, block in enumerate(blocks):
        if index not in roles and isinstance(block, Paragraph) and fronts.is_copy(block.words):
            roles[index] = "copy"
    annexes = _attached_headings(blocks, roles, end, doubts)
    depths = find_headings(blocks, roles.keys() | _with_picture(blocks), sections, annexes, doubts)
    parts = tuple(
        Part(*_role(block, index, roles, depths))
        for index, block in enumerate(blocks)
        if isinstance(block, Table) or block.words or block.pieces
    )
    names, day = _signature(blocks, units, day_at)
    found = Structure(
        parts,
        fronts.title_of([_words(blocks[index]) for index in title]),
        next((_words(blocks[at]) for at, role in roles.items() if role == "number"), ""),
        next((_words(blocks[at]) for at, role in roles.items() if role == "recipient"), ""),
        names,
        day,
        next(filter(None, (fronts.first_date_in(_words(blocks[at])) for at in front)), None),
        tuple(_full(blocks[index]) for index in attached),
    )
    _tell(found, blocks, title, units, day_at, doubts)
    doubts += _on_fronts([blocks[index] for index in front if title and index > title[-1]])
    return found


def _opened(blocks: Sequence[Block], doubts: list[Doubt]) -> list[Block]:
    """The blocks, those tables opened that only place text: 版记, and a frame of a single cell."""
    opened: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row if cell.paragraphs]
            is_imprint = any(fronts.is_copy(one.words) for cell in cells for one in cell.paragraphs)
            if is_imprint or len(cells) <= 1:
                inner = [one for cell in cells for one in cell.paragraphs if one.words or one.pieces]
                opened += [replace(one, number=block.number) for one in inner]
                if inner and not is_imprint:
                    doubts.append(Doubt(block.number, "只有一格的表格当作普通段落", ""))
                continue
        opened.append(block)
    return opened


def _recipient(blocks: Sequence[Block], start: int) -> tuple[int] | None:
    written = [
        at
        for at in range(start, len(blocks))
        if not isinstance(block := blocks[at], Paragraph) or block.words
    ][:2]
    if not written or not isinstance(first := blocks[written[0]], Paragraph):
        return None
    following = blocks[written[1]] if len(written) > 1 else None
    return (written[0],) if fronts.is_recipient(first, following) else None


def _role(
    block: Block, index: int, roles: dict[int, Role], depths: dict[int, int]
) -> tuple[Role, Block, int]:
    if isinstance(block, Table):
        return "table", block, 0
    if index in depths:
        return "heading", block, depths[index]
    if index in roles:
        return roles[index], block, 0
    if block.label is not None:
        return "item", block, 0
    return "text", block, 0


def _with_picture(blocks: Sequence[Block]) -> set[int]:
    """Paragraphs that hold a picture: no headings."""
    return {
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and any(piece.picture for piece in block.pieces)
    }


def _attached_headings(
    blocks: Sequence[Block], roles: Mapping[int, Role], end: int, doubts: list[Doubt]
) -> dict[int, float]:
    """Where the texts of attachments begin, below the signature: `附件1` ranks above all else there, its title comes next."""
    found: dict[int, float] = {}
    written = [at for at, block in enumerate(blocks) if isinstance(block, Table) or block.words]
    for index, following in pairwise([*written, len(blocks)]):
        block = blocks[index]
        if (
            index <= end
            or index in roles
            or not isinstance(block, Paragraph)
            or not fronts.ATTACHED.match(block.words)
        ):
            continue
        found[index] = 0.5
        doubts.append(
            Doubt(block.number, f"{shown(block.words)}以下当作附件的正文", "附件应当另成一份材料的，移出去")
        )
        title = blocks[following] if following < len(blocks) else None
        if isinstance(title, Paragraph) and title.look.align == "center":
            found[following] = 0.7
    return found


def _signature(
    blocks: Sequence[Block], units: Sequence[int], day_at: int | None
) -> tuple[tuple[str, ...], date | None]:
    if day_at is not None and [day_at] == list(units):
        both = fronts.unit_and_date_of(_words(blocks[day_at]))
        assert both is not None
        return (both[0],), both[1]
    day = fronts.date_of(_words(blocks[day_at])) if day_at is not None else None
    return tuple(_words(blocks[index]) for index in units), day


def _tell(
    found: Structure,
    blocks: Sequence[Block],
    title: Sequence[int],
    units: Sequence[int],
    day_at: int | None,
    doubts: list[Doubt],
) -> None:
    if title:
        place = blocks[title[0]].number
        joined = f"，{len(title)} 行连成一行" if len(title) > 1 else ""
        doubts.append(Doubt(place, f"标题取{shown(found.title, 40)}{joined}", "不对的话，改 title"))
    if units:
        doubts.append(
            Doubt(
                blocks[units[0]].number, f"落款单位取{shown('、'.join(found.units), 40)}", "不对的话，改 unit"
            )
        )
    if day_at is not None and found.day:
        doubts.append(
            Doubt(blocks[day_at].number, f"落款日期取 {found.day.isoformat()}", "不对的话，改 date")
        )


def _on_fronts(below: Sequence[Block]) -> Iterator[Doubt]:
    for block in below:
        if fronts.is_unknown(_words(block)):
            yield Doubt(
                block.number,
                f"标题下面这一行留在正文开头：{shown(_words(block), 40)}",
                "是副题的，接到 title 后面；是单位、作者的，写进字段；没有用的，删去",
            )


def _words(block: Block) -> str:
    return block.words if isinstance(block, Paragraph) else ""


def _full(block: Block) -> str:
    return full_words(block).strip() if isinstance(block, Paragraph) else ""


def is_run_in(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with a heading of its own that text follows on the same line."""
    return (
        number_of(paragraph.words) is not None
        and len({piece.face for piece in paragraph.pieces if piece.text.strip()}) > 1
    )
