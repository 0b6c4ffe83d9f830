"""Lines that include another file of the same record are filled in, and remember where they came from.

An include is a line `--8<-- "名称.md"`. It cannot leave the record's folder.
"""

from __future__ import annotations

import re
from pathlib import Path

from xueku.model.diagnostic import Diagnostic, Span, shown
from xueku.source.files import is_leftover
from xueku.source.text import read_text

_INCLUDE = re.compile(r"^ *--8<-- +[\"'](?P<name>[^\"']+)[\"'] *$")
MAX_DEPTH = 4
MAX_LINES = 20_000


def fill_includes(
    text: str, path: str, first_line: int, folder: Path | None
) -> tuple[str, tuple[tuple[str, int], ...], list[Diagnostic]]:
    """The text with includes filled in, the origin (path, line) of each of its lines, and findings.

    `folder` is the record's own folder, as a resolved path; None for a record of a single file, which includes
    nothing: its neighbours are other records. A refused include is left out.
    """
    lines: list[str] = []
    origins: list[tuple[str, int]] = []
    findings: list[Diagnostic] = []
    shown_folder = path.rpartition("/")[0]

    def fill(text: str, path: str, first_line: int, above: tuple[Path, ...]) -> None:
        for number, line in enumerate(text.split("\n"), first_line):
            match = _INCLUDE.match(line)
            if match is None:
                lines.append(line)
                origins.append((path, number))
                continue
            span = Span(path, number, match.start("name") + 1)
            if folder is None:
                message = "单个文件的材料不能引入别的文件"
                remedy = "给它建一个文件夹，正文改名 index.md，要引入的文件放在旁边"
                findings.append(Diagnostic(span, "XK014", message, remedy))
                continue
            file = _resolved(folder, match["name"])
            if refusal := _refusal(file, folder, above, match["name"], len(lines)):
                findings.append(Diagnostic(span, "XK014", *refusal))
                continue
            inner_path = f"{shown_folder}/{match['name']}"
            inner, found = read_text(file, inner_path)
            findings.extend(found)
            fill((inner or "").rstrip("\n"), inner_path, 1, (*above, file))

    fill(text, path, first_line, (folder / path.rpartition("/")[2],) if folder else ())
    return "\n".join(lines), tuple(origins), findings


def _resolved(folder: Path, name: str) -> Path:
    """The file that is meant; a name that no file can have stays as it is."""
    try:
        return (folder / name).resolve()
    except (OSError, RuntimeError, ValueError):
        return folder / "不存在"


def _refusal(
    file: Path, folder: Path, above: tuple[Path, ...], name: str, length: int
) -> tuple[str, str] | None:
    if not file.is_relative_to(folder):
        return f"不能引入本文件夹之外的文件{shown(name)}", "把要引入的文件放进本文所在的文件夹"
    if any(map(is_leftover, file.relative_to(folder).parts)):
        return f"{shown(name)}是隐藏文件或备份，不能引入", "改一个平常的名字"
    if not file.is_file():
        return f"要引入的文件{shown(name)}不存在", "检查文件名，或把文件放进来"
    if file in above or len(above) > MAX_DEPTH:
        return f"{shown(name)}引入了它自己，或一层套一层超过 {MAX_DEPTH} 层", "把内容直接写进来"
    if file.name in ("index.md", "quiz.yml"):
        return f"{shown(name)}是材料本身，不能引入", "把要共用的内容单独存成一个文件"
    if length > MAX_LINES:
        return f"引入的内容合起来超过 {MAX_LINES:,} 行，{shown(name)}没有再引入", "分成几份材料"
    return None
