"""XK801: Chinese text has full-width punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.chinese import HAN
from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.rules.base import TextRule

_FULL = dict(zip(",;:!?.", "，；：！？。", strict=True))
_BEFORE = f"{HAN}”’》）〕】％"
# Behind Chinese, over the two blanks of a closing ** too; or in front of it, behind anything that is no margin, but a point behind Chinese only.
_MARK = re.compile(
    rf"[,;:!?.](?:(?<=[{_BEFORE}].)|(?<=[{_BEFORE}]  .))(?:(?<!\.)(?![/\\])|(?<=\.)(?![\w./\\]))"
    rf"|(?:[,;:](?<=[^\s,;:].)|\.(?<=[{HAN}”》）].))(?=[{HAN}“《（])"
)
_WORD_BEFORE = re.compile(r"[!-~]*\Z")
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]{1,3}\.")


class HalfWidthMarks(TextRule):
    """中文里的逗号、句号、冒号、分号、问号、叹号用全角。

    查什么：挨着汉字的半角 `, . : ; ! ?`。小数、时刻、比例、网址、文件名、英文句子里的不算。
    为什么：半角标点在中文里太窄，读起来断不开句；排版和搜索也会把它当成别的符号。
    错例：`会上提了三点,都记下来了.`
    改法：`会上提了三点，都记下来了。`
    """

    code = "XK801"
    severity = Severity.WARNING

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each mark."""
        for found in _MARK.finditer(passage.text):
            if not _belongs_elsewhere(passage.text, found):
                start, end = found.span()
                mark, right = found.group(), _FULL[found.group()]
                near = passage.text[max(0, start - 6) : end].lstrip()
                # 约翰.史密斯 is to have ·, so a point between two characters is for a person to judge.
                is_certain = mark != "." or not passage.text[end : end + 1].strip()
                remedy = f"“{mark}”换成“{right}”" + ("" if is_certain else "；人名中间的写“·”")
                message = f"中文里用了半角的“{mark}”：{shown(near)}"
                fix = passage.fix(start, end, right) if is_certain else None
                yield self.finding(passage.span(start, end), message, remedy, fix)


def _belongs_elsewhere(text: str, found: re.Match[str]) -> bool:
    """Whether it is part of an address, or of a number at a line's start (which XK811 looks at)."""
    start = found.start()
    if found.group() == ".":
        line = text.rfind("\n", 0, start) + 1
        return bool(_NUMBERED.fullmatch(text, line, start + 1))
    word = _WORD_BEFORE.search(text, max(0, start - 200), start)
    return word is not None and ("://" in word.group() or "@" in word.group())
