"""Cases are Markdown: named files, and what `xueku check` says of them. README.md says how one is written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent

# What Markdown cannot hold: word after the path in an info string → bytes of the block to bytes of the file.
TRANSFORMS: dict[str, Callable[[bytes, str], bytes]] = {
    "NUL": lambda data, _: data.replace("␀".encode(), b"\0"),
    "重复": lambda data, size: (data * (int(size) // len(data) + 1))[: int(size)],
    "行尾": lambda data, _: data.replace(b"\n", b"\r\n"),
    "BOM": lambda data, _: b"\xef\xbb\xbf" + data,
    "编码": lambda data, codec: data.decode().encode(codec),
}
_WORD = rf"(?:\s+(?:(?:{'|'.join(TRANSFORMS)}|链接到)(?:=\S+)?))"
_INFO = re.compile(rf"(?P<path>.+?)(?P<words>{_WORD}*)")
_FENCE = re.compile(r"(?P<fence>`{4,}|~{4,})(?P<info>\S.*)")


@dataclass(frozen=True)
class Case:
    """One `##` section of a cases file. `blocks` are (info string, content); `answer_lines` is where the answer stands."""

    file: Path
    title: str
    blocks: tuple[tuple[str, str], ...]
    answer: str
    answer_lines: slice

    def write_to(self, folder: Path) -> None:
        """Write the case's files, and the small vocabulary of tests/vocab where it brings none of its own."""
        shutil.copytree(TESTS / "vocab", folder / "content" / "vocab")
        for info, content in self.blocks:
            _write(folder, info, content)


def find_cases(folder: Path = TESTS) -> list[Case]:
    """All cases below `folder`, by file and place."""
    return [case for file in sorted(folder.glob("**/cases/*.md")) for case in read_cases(file)]


def read_cases(file: Path) -> Iterator[Case]:
    title, fence, info, start = "", "", "", 0
    blocks: list[tuple[str, str]] = []
    lines = file.read_text("utf-8").split("\n")
    for number, line in enumerate(lines):
        if fence and line == fence:
            content, fence = "".join(f"{inner}\n" for inner in lines[start:number]), ""
            if info == "诊断":
                yield Case(file, title, tuple(blocks), content, slice(start, number))
            blocks.append((info, content))
        elif not fence and line.startswith("## "):
            title, blocks = line.removeprefix("## "), []
        elif not fence and (match := _FENCE.fullmatch(line)):
            fence, info, start = match["fence"], match["info"], number + 1


def accept(case: Case, answer: str) -> None:
    """Write `answer` into the case's file in place of the expected one."""
    now = next(found for found in read_cases(case.file) if found.title == case.title)
    lines = case.file.read_text("utf-8").split("\n")
    lines[now.answer_lines] = answer.split("\n")[:-1]
    case.file.write_text("\n".join(lines), "utf-8", newline="\n")


def _write(folder: Path, info: str, content: str) -> None:
    match = _INFO.fullmatch(info)
    assert match, info
    words = dict(word.partition("=")[::2] for word in match["words"].split())
    place = folder / match["path"]
    place.parent.mkdir(parents=True, exist_ok=True)
    if "链接到" in words:
        place.symlink_to(words["链接到"])
        return
    data = content.encode()
    for name, transform in TRANSFORMS.items():
        if name in words:
            data = transform(data, words[name])
    place.write_bytes(data)
