"""Which paragraphs are headings, and how deep: from styles and outline levels, from numbers, from how they look.

A number alone is weak evidence: an enumeration has one too. It counts where a line stands by itself, ends without
a mark, and looks another way than the text or has text below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from xueku.importers.converted import Doubt
from xueku.importers.docx.numbers import Number, number_of, plain_number_of
from xueku.importers.docx.paper import Block, Look, Paragraph, Table
from xueku.model.diagnostic import shown

STYLE = re.compile(r"(?:heading|标题|title)\s*([1-9])", re.IGNORECASE)
_FIRST_RANK = 3
"""That of 一、 and of a first style of headings."""
_LONGEST = {
    "一、": 60,
    "（一）": 60,
    "1.": 40,
    "（1）": 32,
    "1）": 32,
    "①": 24,
    "第一章": 40,
    "第一节": 40,
    "第一编": 40,
}
_CLEAR = ("一、", "（一）", "第一章", "第一节", "第一编", "1.1", "1.1.1")
"""Forms that mostly start headings."""
_STOPS = "。；！？：，、;:,!?…"
_HEAVY = ("黑体", "Hei", "雅黑", "小标宋", "标宋", "SimHei")
_KAI = ("楷", "Kai")
_MOST_PLAIN = 30
_CAPTION = re.compile(r"(?:续?[表图]|附[表图])\s*[0-9０-９一二三四五六七八九十]+(?:[-.－—][0-9]+)*")

LookKey = tuple[str, float, bool]


@dataclass(frozen=True)
class Heading:
    """A heading: how high it ranks (less is higher), what form of number it has, and why it is one."""

    rank: float
    number: Number | None
    evidence: str


def find_headings(
    blocks: Sequence[Block],
    taken: Collection[int],
    sections: Sequence[str],
    annexes: Mapping[int, float],
    doubts: list[Doubt],
) -> dict[int, int]:
    """The depth, from 1, of each heading by its index.

    `taken` are indexes that are something else, `sections` titles that the kind asks for, `annexes` headings that are known, with their rank.
    """
    finder = _Finder(blocks, {*taken, *annexes}, sections)
    found = finder.find() | {index: Heading(rank, None, "") for index, rank in annexes.items()}
    found = dict(sorted(found.items()))
    for index, heading in found.items():
        if heading.evidence:
            block = blocks[index]
            doubts.append(
                Doubt(
                    block.number,
                    f"{shown(_words(block))}当作小标题：{heading.evidence}",
                    "不是的话，去掉行首的 #",
                )
            )
    _check_numbers([(blocks[index].number, heading.number) for index, heading in found.items()], doubts)
    depths: dict[int, int] = {}
    above: list[float] = []
    for index, heading in found.items():
        while above and above[-1] >= heading.rank:
            above.pop()
        above.append(heading.rank)
        depths[index] = min(len(above), 5)
    return depths


def full_words(paragraph: Paragraph) -> str:
    """A paragraph's words with the number that Word puts in front."""
    return (paragraph.label.text if paragraph.label else "") + paragraph.words


class _Finder:
    def __init__(self, blocks: Sequence[Block], taken: Collection[int], sections: Sequence[str]) -> None:
        self.blocks, self.taken, self.sections = blocks, taken, sections
        self.body = _body_look(blocks, taken)
        self.written = [
            at
            for at, block in enumerate(blocks)
            if isinstance(block, Table) or (isinstance(block, Paragraph) and block.text.strip())
        ]
        self.styled: dict[str, float] = {}

    def find(self) -> dict[int, Heading]:
        found: dict[int, Heading] = {}
        for index in self._open():
            if (rank := self._styled_rank(index)) is not None:
                number = number_of(_words(self.blocks[index]))
                found[index] = Heading(rank, number, "")
                if number:
                    self.styled.setdefault(number.form, rank)
        for index in self._open():
            if index not in found and (heading := self._numbered(index)):
                found[index] = heading
        looks: dict[LookKey, float] = {}
        for index, heading in found.items():
            looks.setdefault(_key(self._look(index)), heading.rank)
        for index in self._open():
            if index not in found and (plain := self._plain(index, looks)):
                found[index] = plain
        return {index: heading for index, heading in sorted(found.items()) if self._has_text_below(index)}

    def _open(self) -> list[int]:
        return [
            at
            for at in self.written
            if at not in self.taken and isinstance(block := self.blocks[at], Paragraph) and block.words
        ]

    def _look(self, index: int) -> Look:
        block = self.blocks[index]
        assert isinstance(block, Paragraph)
        return block.look

    def _styled_rank(self, index: int) -> float | None:
        look, words = self._look(index), _words(self.blocks[index])
        if len(words) > 100:
            return None
        if match := STYLE.fullmatch(look.style.strip()):
            return _FIRST_RANK + int(match[1]) - 1
        return _FIRST_RANK + look.outline if look.outline is not None else None

    def _numbered(self, index: int) -> Heading | None:
        words = _words(self.blocks[index])
        number = number_of(words) or self._plain_number(index, words)
        if number is None or number.form == "第一条" or not number.rest:
            return None
        is_distinct = self._is_distinct(index)
        if len(words) > _LONGEST.get(number.form, 40) or not self._may_end_so(words, is_distinct):
            return None
        if self._look(index).align == "right":
            return None
        rank = self.styled.get(number.form, number.rank)
        if is_distinct:
            return Heading(rank, number, "")
        if self._is_in_row(index, number.form) or not self._has_own_text(index):
            return None
        if number.form in _CLEAR:
            return Heading(rank, number, "")
        if not self._is_above_text(index):
            return None
        return Heading(rank, number, "字体和正文一样，凭序号和下面另起的段落判断")

    def _plain_number(self, index: int, words: str) -> Number | None:
        """A bare figure counts only where the line looks another way than the text."""
        return plain_number_of(words) if self._is_distinct(index) else None

    def _may_end_so(self, words: str, is_distinct: bool) -> bool:
        return words[-1] not in _STOPS or (
            is_distinct and words[-1] in "。：:" and len(words) <= 40 and "。" not in words[:-1]
        )

    def _plain(self, index: int, looks: dict[LookKey, float]) -> Heading | None:
        words, look = _words(self.blocks[index]), self._look(index)
        if words in self.sections:
            return Heading(_FIRST_RANK, None, "" if self._is_distinct(index) else "这一类材料要有这一节")
        if (
            number_of(words)
            or look.align == "right"
            or len(words) > _MOST_PLAIN
            or words[-1] in _STOPS
            or words[0] in "（(—"
        ):
            return None
        if self._is_caption(index, words) or not self._is_distinct(index) or self._label_of_list(index):
            return None
        if look.align == "center" and self._above_or_below_table(index):
            return None
        rank = looks.get(_key(look))
        if rank is None:
            rank = _FIRST_RANK - 0.5 if look.size > self.body.size + 1 else _rank_of_look(look)
            looks[_key(look)] = rank
        return Heading(
            rank, None, f"没有序号，凭字体（{look.face or '加粗'}{'、加粗' if look.is_strong else ''}）判断"
        )

    def _label_of_list(self, index: int) -> bool:
        block = self.blocks[index]
        return isinstance(block, Paragraph) and block.label is not None and not block.label.text

    def _is_caption(self, index: int, words: str) -> bool:
        return bool(_CAPTION.match(words))

    def _above_or_below_table(self, index: int) -> bool:
        following = self._next(index)
        return following is not None and (isinstance(following, Table) or _has_picture(following))

    def _is_distinct(self, index: int) -> bool:
        """Whether a line looks another way than the text: a heavier face, bold, larger."""
        look = self._look(index)
        if look.is_strong and not self.body.is_strong:
            return True
        if look.size > self.body.size + 1:
            return True
        if look.face != self.body.face and look.face:
            return any(mark in look.face for mark in (*_HEAVY, *_KAI))
        return False

    def _next(self, index: int) -> Block | None:
        at = self.written.index(index) + 1
        return self.blocks[self.written[at]] if at < len(self.written) else None

    def _is_in_row(self, index: int, form: str) -> bool:
        """Whether a line of the same form, as plain as this, stands right before or after: then it is an item."""
        at = self.written.index(index)
        return any(
            0 <= near < len(self.written) and self._is_alike(self.written[near], form)
            for near in (at - 1, at + 1)
        )

    def _is_alike(self, index: int, form: str) -> bool:
        block = self.blocks[index]
        if index in self.taken or not isinstance(block, Paragraph):
            return False
        number = number_of(_words(block))
        return number is not None and number.form == form and not self._is_distinct(index)

    def _has_own_text(self, index: int) -> bool:
        following = self._next(index)
        return following is not None and self.written[self.written.index(index) + 1] not in self.taken

    def _is_above_text(self, index: int) -> bool:
        """Whether text that has no number of its own, or one of a lower rank, stands below."""
        following = self._next(index)
        if not isinstance(following, Paragraph):
            return following is not None
        words = _words(following)
        one, other = number_of(_words(self.blocks[index])), number_of(words)
        if other is not None:
            return one is not None and other.rank > one.rank
        return words[-1:] in tuple("。；：！？.;:!?") or len(words) > 30

    def _has_text_below(self, index: int) -> bool:
        """The last thing written is no heading."""
        return self._next(index) is not None


def _words(block: Block) -> str:
    return full_words(block).strip() if isinstance(block, Paragraph) else ""


def _has_picture(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(piece.picture for piece in block.pieces)


def _key(look: Look) -> LookKey:
    return look.face, look.size, look.is_strong


def _rank_of_look(look: Look) -> float:
    if any(mark in look.face for mark in _HEAVY):
        return _FIRST_RANK
    return _FIRST_RANK + 1 if any(mark in look.face for mark in _KAI) else _FIRST_RANK + 0.5


def _body_look(blocks: Sequence[Block], taken: Collection[int]) -> Look:
    """How most of the text looks."""
    weights: Counter[LookKey] = Counter()
    for index, block in enumerate(blocks):
        if index not in taken and isinstance(block, Paragraph):
            weights[_key(block.look)] += len(block.words)
    face, size, strong = max(weights, key=lambda key: weights[key], default=("", 16.0, False))
    return Look(face=face, size=size, is_strong=strong)


def _check_numbers(headings: Sequence[tuple[int, Number | None]], doubts: list[Doubt]) -> None:
    """Tell of numbers that were skipped, stand twice, or are not written as the standard has it."""
    last: dict[str, tuple[float, int]] = {}
    for place, number in headings:
        if number is None:
            continue
        for form in [form for form, (rank, _) in last.items() if rank > number.rank]:
            del last[form]
        before = last.get(number.form, (0, 0))[1]
        if number.value and number.value != before + 1:
            what = (
                "重复了" if number.value == before else "跳号了" if number.value > before + 1 else "倒回去了"
            )
            told = f"前面是第 {before} 个" if before else "前面没有第一个"
            doubts.append(
                Doubt(place, f"序号{shown(number.written)}{what}，{told}", "对照原稿，看是不是漏了一节")
            )
        if number.is_odd:
            doubts.append(
                Doubt(
                    place,
                    f"序号{shown(number.written)}写法和标准不同，照原样保留",
                    "按标准写成 一、 （一） 1. （1）",
                )
            )
        last[number.form] = (number.rank, number.value or before + 1)
