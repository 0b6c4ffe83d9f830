"""The head and the foot of an official paper: title, 文号, 主送; 附件说明, 落款, 抄送."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from xueku.importers.bylines import CREDIT, UNIT_ENDS, WRITTEN_BY, byline_of, is_below_title
from xueku.importers.docx.headings import STYLE
from xueku.importers.docx.numbers import number_of
from xueku.importers.docx.paper import Block, Paragraph
from xueku.model.chinese import NUMERALS, number
from xueku.model.resource import MOST_TITLE

_DATE_WORDS = rf"(?P<year>[{NUMERALS}OoＯ○0-9０-９]{{4}})\s*[年./．-]\s*(?P<month>[{NUMERALS}0-9０-９]{{1,3}})\s*[月./．-]\s*(?P<day>[{NUMERALS}0-9０-９]{{1,3}})\s*日?"
_DATE = re.compile(rf"[（(]?\s*{_DATE_WORDS}\s*[）)]?")
_UNIT_AND_DATE = re.compile(rf"(?P<unit>\S.{{1,39}}?)[\s　]+{_DATE_WORDS}")
DOCUMENT_NUMBER = re.compile(
    r"[一-鿿]{1,12}[〔\[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]\s*(?:第\s*)?\d+\s*号"
)
_RECIPIENT = re.compile(r"[^。；！？]{1,80}[：:]$")
_ATTACHMENT = re.compile(r"附\s*件\s*[:：]\s*\S")
ATTACHED = re.compile(r"附\s*件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：]?$")
_COPY = re.compile(r"(?:抄\s*送|抄\s*报|分\s*送|主\s*送)\s*[:：]")
_IMPRINT = re.compile(rf".*{_DATE_WORDS}\s*印\s*发\s*$")
_TITLE_STYLES = ("title", "标题", "文件标题", "公文标题", "大标题")
_BIG_FACES = ("小标宋", "大标宋", "大黑", "标宋")
_STOPS = "。；！？，、：:;,!?"
_MOST_HEAD = 90


def date_of(words: str) -> date | None:
    """The day that a line is, and nothing else: 2026年6月5日, 二〇二六年六月五日."""
    match = _DATE.fullmatch(words.strip())
    return _day(match) if match else None


def unit_and_date_of(words: str) -> tuple[str, date] | None:
    """The unit and the day of a line that is both."""
    match = _UNIT_AND_DATE.fullmatch(words.strip())
    day = _day(match) if match else None
    return (match["unit"].strip(), day) if match and day else None


def first_date_in(words: str) -> date | None:
    """The first day that a text names."""
    for match in re.finditer(_DATE_WORDS, words):
        if day := _day(match):
            return day
    return None


def _day(match: re.Match[str]) -> date | None:
    values = []
    for name in ("year", "month", "day"):
        text = re.sub("[OoＯ○]", "〇", match[name])
        text = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in text)
        values.append(number(text) or 0)
    try:
        return date(*values)
    except ValueError:
        return None


def find_title(blocks: Sequence[Block]) -> tuple[list[int], list[int]]:
    """The indexes of the title's lines, and of lines before it or belonging to it (unit's name in red, 文号, 题注)."""
    head = _head(blocks)
    centered = [index for index in head if _is_title_like(blocks[index])]
    if not centered:
        return _plain_title(blocks, head)

    def weight(index: int) -> tuple[bool, float]:
        paragraph = _paragraph(blocks[index])
        return paragraph.look.style.lower() in _TITLE_STYLES, paragraph.look.size

    chosen = [index for index in centered if not _is_front(_paragraph(blocks[index]).words)]
    if not chosen:
        return _plain_title(blocks, head)
    best = max(chosen, key=lambda index: (weight(index), -index))
    lines = [best]
    for index in chosen[chosen.index(best) + 1 :]:
        one, other = _paragraph(blocks[index]).look, _paragraph(blocks[best]).look
        between = [at for at in head if lines[-1] < at < index]
        if (one.size, one.face) != (other.size, other.face) or between or len(lines) == 4:
            break
        if is_below_title(_paragraph(blocks[index]).words, _paragraph(blocks[lines[-1]]).words):
            break
        lines.append(index)
    lines += _subtitle(blocks, head, lines)
    last = lines[-1]
    fronts = [index for index in head if index < best]
    for index in [index for index in head if index > last]:
        words = _paragraph(blocks[index]).words
        if _paragraph(blocks[index]).look.align != "center" or number_of(words) or words[-1] in "。；":
            break
        fronts.append(index)
    return lines, fronts


def title_of(lines: Sequence[str]) -> str:
    """The lines of a title as one; dashes in front of a subtitle become the two that the standard has, whatever was typed."""
    first, *others = lines or ("",)
    whole = "".join([first, *(re.sub(r"^[—―─－–-]{1,3}\s*", "——", line) for line in others)])
    return re.sub(r"(?<=[㐀-鿿”》）])\s*(?:[—―─－–]{2,3}|-{2,3})\s*(?=[㐀-鿿“《0-9])", "——", whole)


def is_unknown(words: str) -> bool:
    """Whether a line below a title says nothing of the text that is known: no number, date, unit, name."""
    byline = byline_of(words)
    return not (
        DOCUMENT_NUMBER.fullmatch(words)
        or first_date_in(words)
        or CREDIT.match(words)
        or byline.author
        or byline.unit
    )


def _subtitle(blocks: Sequence[Block], head: Sequence[int], lines: Sequence[int]) -> list[int]:
    """The index of the line right below a title that goes on with a dash, whatever it looks like, where a title holds both."""
    below = next((index for index in head if index > lines[-1]), None)
    if below is None or not re.match("[—―─－–-]{1,3}[^—―─－–-]", _paragraph(blocks[below]).words):
        return []
    length = sum(len(_paragraph(blocks[index]).words) for index in (*lines, below))
    return [below] if length <= MOST_TITLE else []


def _head(blocks: Sequence[Block]) -> list[int]:
    """The indexes of the first written paragraphs, up to one that is plainly text."""
    found: list[int] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or len(found) == 12:
            break
        words = block.words
        if not words:
            continue
        if len(words) > _MOST_HEAD or (words[-1] in "。；" and block.look.align != "center"):
            break
        found.append(index)
    return found


def _paragraph(block: Block) -> Paragraph:
    assert isinstance(block, Paragraph)
    return block


def _is_title_like(block: Block) -> bool:
    look, words = _paragraph(block).look, _paragraph(block).words
    is_styled = look.style.lower() in _TITLE_STYLES
    is_big = look.size >= 18 or any(face in look.face for face in _BIG_FACES)
    if number_of(words) and not is_styled:
        return False
    return (
        is_styled or look.align == "center" or (is_big and look.align != "right" and words[-1] not in _STOPS)
    )


def _is_front(words: str) -> bool:
    """Whether a centered line is something else than the title: 文号, a date in brackets, the unit's name in red, 密级."""
    return bool(
        DOCUMENT_NUMBER.fullmatch(words)
        or date_of(words)
        or CREDIT.match(words)
        or WRITTEN_BY.match(words)
        or re.fullmatch(r"[（(].{2,40}[）)]", words)
        or re.fullmatch(r".{2,30}文\s*件", words)
        or re.fullmatch(r"(?:绝密|机密|秘密)[★☆]?.{0,4}|特急|加急|平急", words)
    )


def _plain_title(blocks: Sequence[Block], head: Sequence[int]) -> tuple[list[int], list[int]]:
    """A first line that is short and ends without a mark."""
    fronts = []
    for index in head:
        words = _paragraph(blocks[index]).words
        if _is_front(words):
            fronts.append(index)
            continue
        is_title = len(words) <= 60 and words[-1] not in _STOPS and not number_of(words)
        return (
            ([index], fronts)
            if is_title and _paragraph(blocks[index]).look.align != "right"
            else ([], fronts)
        )
    return [], fronts


def is_recipient(paragraph: Paragraph, following: Block | None) -> bool:
    """Whether the first paragraph below a title is 主送: it ends in a colon and names readers, not what follows, and no style calls it a heading."""
    words = paragraph.words
    return bool(
        _RECIPIENT.fullmatch(words)
        and not STYLE.fullmatch(paragraph.look.style.strip())
        and paragraph.look.outline is None
        and not number_of(words)
        and not re.search(r"(?:如下|以下|下列|包括|有|是)[：:]$", words)
        and isinstance(following, Paragraph)
        and following.label is None
    )


def find_signature(blocks: Sequence[Block], start: int) -> tuple[list[int], int | None]:
    """The indexes of the lines that name the unit, and of the line that is the day, below `start`.

    A line that names both is in both.
    """
    end = next(
        (at for at in range(start, len(blocks)) if _is_attached(blocks[at]) and at > start), len(blocks)
    )
    for stop in (end, len(blocks)):
        dates = [at for at in range(start, stop) if _is_date_line(blocks[at])]
        right = [at for at in dates if _paragraph(blocks[at]).look.align == "right"]
        for at in reversed(right or [one for one in dates if _written_below(blocks, one) <= 3]):
            if unit_and_date_of(_paragraph(blocks[at]).words):
                return [at], at
            return list(reversed([*_units_above(blocks, at, start)])), at
    units = [
        at
        for at in range(max(start, end - 6), end)
        if isinstance(block := blocks[at], Paragraph)
        and block.look.align == "right"
        and 2 <= len(block.words) <= 40
        and block.words[-1] not in _STOPS
        and not CREDIT.match(block.words)
    ]
    return units, None


def _is_attached(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(ATTACHED.match(block.words))


def _is_date_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(
        date_of(block.words) or (block.look.align == "right" and unit_and_date_of(block.words))
    )


def _written_below(blocks: Sequence[Block], at: int) -> int:
    return sum(1 for block in blocks[at + 1 :] if not isinstance(block, Paragraph) or block.words)


def _units_above(blocks: Sequence[Block], at: int, start: int) -> Iterator[int]:
    is_right = _paragraph(blocks[at]).look.align == "right"
    for index in range(at - 1, start - 1, -1):
        block = blocks[index]
        if isinstance(block, Paragraph) and not block.words:
            continue
        if not isinstance(block, Paragraph) or block.label or not 2 <= len(block.words) <= 40:
            return
        words = block.words
        if words[-1] in _STOPS or number_of(words) or _ATTACHMENT.match(words) or CREDIT.match(words):
            return
        if not (
            block.look.align == "right" or (not is_right and UNIT_ENDS.search(words)) or _is_unit_line(block)
        ):
            return
        yield index


def _is_unit_line(paragraph: Paragraph) -> bool:
    """A unit that somebody put in place with blanks or an indent that is not quite on the right."""
    look = paragraph.look
    return look.first_line + look.left >= 6 and bool(UNIT_ENDS.search(paragraph.words))


def find_attachments(blocks: Sequence[Block], start: int, end: int) -> list[int]:
    """The indexes of the lines of 附件说明 between `start` and `end`."""
    first = next(
        (
            at
            for at in range(start, end)
            if isinstance(block := blocks[at], Paragraph) and _ATTACHMENT.match(block.words)
        ),
        None,
    )
    if first is None:
        return []
    found = [first]
    for index in range(first + 1, end):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.look.align == "right":
            break
        words = block.words
        if not words:
            continue
        is_next = bool(block.label) or ((one := number_of(words)) is not None and one.form == "1.")
        if not is_next or words[-1] in "。；：":
            break
        found.append(index)
    return found


def is_copy(words: str) -> bool:
    """Whether a line belongs to 版记: to whom copies go, who printed it when."""
    return bool(_COPY.match(words) or _IMPRINT.fullmatch(words))
