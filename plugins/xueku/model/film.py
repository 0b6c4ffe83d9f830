"""A film of a record: which files are one, and which beside it belong to it by their names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath

FILMS = frozenset({".mp4", ".webm"})
_POSTERS = (".jpg", ".jpeg", ".png", ".webp")
_CAPTIONS = ".vtt"
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]+)>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Cue:
    """Words of a film, and when they are said, in milliseconds after its start."""

    start: int
    end: int
    words: str

    @property
    def clock(self) -> str:
        """When it starts: `1:05`, `1:00:05`."""
        minutes, seconds = divmod(self.start // 1000, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@dataclass(frozen=True)
class Captions:
    """The captions of a film in order; `wrong` is the first line that could not be read, 0 if there is none."""

    cues: tuple[Cue, ...] = ()
    wrong: int = 0


def is_film(name: str) -> bool:
    """Whether a file of this name is a film."""
    return PurePosixPath(name).suffix.lower() in FILMS


def captions_of(film: str, files: Container[str]) -> str:
    """The file with the captions of a film, of the same name but for its ending; empty where there is none."""
    name = str(PurePosixPath(film).with_suffix(_CAPTIONS))
    return name if name in files else ""


def poster_of(film: str, files: Container[str]) -> str:
    """The picture that stands for a film, of the same name but for its ending; empty where there is none."""
    names = (str(PurePosixPath(film).with_suffix(ending)) for ending in _POSTERS)
    return next((name for name in names if name in files), "")


def company_of(name: str, files: Container[str]) -> tuple[str, ...]:
    """The files that go where this one goes: captions and poster of a film."""
    return tuple(filter(None, (captions_of(name, files), poster_of(name, files)))) if is_film(name) else ()


def read_captions(text: str) -> Captions:
    """The captions of a WebVTT file (https://www.w3.org/TR/webvtt1/), without their looks; who speaks is named."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        return Captions(wrong=1)
    cues: list[Cue] = []
    for first, block in _blocks(lines):
        named = next((place for place, line in enumerate(block[:2]) if "-->" in line), None)
        if named is None:
            continue
        times = _TIMES.fullmatch(block[named].strip())
        start, end = (_milliseconds(times.groups()[at : at + 4]) for at in (0, 4)) if times else (0, 0)
        if end <= start:
            return Captions(tuple(cues), first + named)
        if words := " ".join(filter(None, map(_plain, block[named + 1 :]))):
            cues.append(Cue(start, end, words))
    return Captions(tuple(cues))


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines that are not blank, below the first line of the file, with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], 2):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _plain(line: str) -> str:
    return unescape(_TAG.sub("", _VOICE.sub(r"\1：", line))).strip()
