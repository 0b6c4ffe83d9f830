"""A text file is cut into 属性区 (the fields) and 正文 (the body); the fields may stand in a file of their own instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xueku.model.diagnostic import Diagnostic, Span

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_REMEDY = "第一行写 ---，然后是字段，再写一行 ---，下面才是正文；可用 xueku new 生成样子"


@dataclass(frozen=True)
class FrontMatter:
    """The two halves; `body_line` is the line of the file at which `body` starts, `start` where the fields do."""

    fields: str
    body: str
    body_line: int
    start: Span


def sidecar_of(name: str) -> str:
    """The name of the file that may hold the fields of this Markdown file: `meta.yml` beside `index.md`, else `<name>.meta.yml`."""
    return "meta.yml" if name == "index.md" else f"{name.removesuffix('.md')}.meta.yml"


def with_sidecar(fields: str, sidecar: str, text: str, path: str) -> tuple[FrontMatter, list[Diagnostic]]:
    """The fields of the file `sidecar` and the body `text` of the file `path`; where both have fields, those of `path`, and a finding."""
    halves, _ = split_front_matter(text, path)
    if halves is None:
        return FrontMatter(fields, text, 1, Span(sidecar)), []
    message = f"属性写在了两处：{path} 开头也有属性区"
    remedy = f"只留一处：删掉这个文件，或删掉 {path} 开头的两行 --- 和它们之间的字段"
    return halves, [Diagnostic(Span(sidecar), "XK028", message, remedy)]


def split_front_matter(text: str, path: str) -> tuple[FrontMatter | None, list[Diagnostic]]:
    """The halves of `text`; None, with a finding, where there is no 属性区 or it does not end."""
    opening = _FENCE.match(text)
    if opening is None:
        line = next(number for number, line in enumerate(text.split("\n"), 1) if line.strip())
        return None, [Diagnostic(Span(path, line), "XK003", "开头没有属性区", _REMEDY)]
    closing = _FENCE.search(text, opening.end() + 1)
    if closing is None:
        message = "属性区没有结束，缺少第二行 ---"
        return None, [Diagnostic(Span(path, 1), "XK015", message, "在字段之后、正文之前单独写一行 ---")]
    fields = text[opening.end() + 1 : closing.start()]
    body_line = text.count("\n", 0, closing.start()) + 2
    return FrontMatter(fields, text[closing.end() + 1 :], body_line, Span(path, 2)), []
