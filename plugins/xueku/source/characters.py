"""Characters that a text may not hold, and those that are taken out of it because nobody can see them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, Fix, Severity, Span

_NAMES = {
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u2060": "词连接符",
    "\ufeff": "文件签名",
    "\u00ad": "软连字符",
    "\u200e": "左右方向标记",
    "\u200f": "左右方向标记",
    "\u061c": "左右方向标记",
    "\ufffd": "读不出的字",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
}
REFUSED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\uffff\U000e0000-\U000e007f]"
)
"""Control characters, those that turn the order of a line round or hide text in it, and those that stand for what was lost."""
_LATIN_OR_CHINESE = "\\t\\n\\x20-\\u024f\\u2000-\\u206f\\u3000-\\u9fff\\uff00-\\uffef"
# Between letters of other scripts, and between the parts of one emoji, a joiner is seen in what it does.
_SOFT = re.compile(
    rf"[\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c]|(?:(?<![^{_LATIN_OR_CHINESE}])[\u200c\u200d])"
)
_MAY_BE_SOFT = re.compile("[\u00ad\u061c\u200b-\u200f\u2060\ufeff]")


def refused_characters(text: str, path: str) -> Iterator[Diagnostic]:
    """One finding for each line with characters that are refused, at the first of them."""
    last = 0
    for found in REFUSED.finditer(text):
        span = place(text, found.start(), path)
        if span.line != last:
            last = span.line
            remedy = "删掉它，或从原稿重新复制这一行"
            yield Diagnostic(span, "XK005", f"这里有{describe(found.group())}", remedy)


def describe(character: str) -> str:
    """What a refused character is, in words for an editor."""
    code = f"U+{ord(character):04X}"
    if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
        return f"把文字倒过来显示的控制字符（{code}）"
    if character >= "\U000e0000":
        return f"藏着文字的标签字符（{code}）"
    if name := _NAMES.get(character):
        return f"不能用的字符（{name}，{code}）"
    return f"看不见的控制字符（{code}）"


def mendable_characters(text: str, path: str) -> Iterator[Diagnostic]:
    """One finding for each line with characters that `cleaned` takes out, or that are not in NFC; each is mended by its fix."""
    if _MAY_BE_SOFT.search(text):
        for number, line in _lines_with(_SOFT, text):
            soft = [*_SOFT.finditer(line)]
            first, last = soft[0], soft[-1]
            name = f"{_NAMES[first.group()]} U+{ord(first.group()):04X}"
            message = f"这一行有看不见的字符（{name}{f'等 {len(soft)} 处' if len(soft) > 1 else ''}）"
            remedy = "运行 xueku check --fix 删掉；搜索和引用都会因为它对不上"
            yield _mendable(Span(path, number), line, first.start(), last.end(), "XK021", message, remedy)
    if not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(text.split("\n"), 1):
            yield from _decomposed(line, Span(path, number))


def cleaned(text: str) -> str:
    """`text` without characters that nobody sees, in NFC: what is shown, searched and compared."""
    if text.isascii():
        return text
    if _MAY_BE_SOFT.search(text):
        text = _SOFT.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def place(text: str, offset: int, path: str) -> Span:
    """The place of an offset."""
    return Span(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _decomposed(line: str, span: Span) -> Iterator[Diagnostic]:
    right = unicodedata.normalize("NFC", line)
    if right == line:
        return
    start = next(index for index, (a, b) in enumerate(zip(line, right + "\0", strict=False)) if a != b)
    same = 0
    while same < min(len(line), len(right)) - start and line[-1 - same] == right[-1 - same]:
        same += 1
    # A mark that joins the letter before it is mended with that letter.
    start, stop = max(0, start - 1), len(line) - same
    written = right[start : len(right) - same]
    message = f"“{written[:8]}”这里的字写成了不常用的编码，看上去一样，搜索时对不上"
    place = Span(span.path, span.line, start + 1, span.line, stop + 1)
    fix = Fix(place, written, line[start:stop])
    yield Diagnostic(
        place, "XK022", message, "运行 xueku check --fix 改好，或把这几个字重新输入", Severity.WARNING, fix
    )


def _mendable(
    span: Span, line: str, start: int, stop: int, code: str, message: str, remedy: str
) -> Diagnostic:
    place = Span(span.path, span.line, start + 1, span.line, stop + 1)
    old = line[start:stop]
    return Diagnostic(place, code, message, remedy, Severity.WARNING, Fix(place, _SOFT.sub("", old), old))


def _lines_with(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if pattern.search(line))
