"""Which fonts documents are set in, by what they are for; they are found by their names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.typesetting.engine import program

_WEIGHTS = (400, 700)


@dataclass(frozen=True)
class Role:
    """What a font is for, and the families that do, best first. Where none of them is found, the font of `instead` serves."""

    name: str
    label: str
    families: tuple[str, ...]
    instead: str = ""


_SONG = ("Source Han Serif SC", "Source Han Serif CN", "Noto Serif CJK SC", "Noto Serif SC")
_HEI = ("Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK SC", "Noto Sans SC")
_MONO = ("Source Han Mono SC", "Noto Sans Mono CJK SC", "Sarasa Mono SC", "DejaVu Sans Mono", "Consolas")
ROLES = (
    Role("song", "宋体", (*_SONG, "FZShuSong-Z01", "Songti SC", "STSong", "SimSun", "NSimSun")),
    Role("hei", "黑体", (*_HEI, "FZHei-B01", "PingFang SC", "STHeiti", "SimHei", "Microsoft YaHei")),
    Role("biaosong", "小标宋", ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"), "song"),
    Role("fangsong", "仿宋", ("FangSong_GB2312", "FZFangSong-Z02", "STFangsong", "FangSong"), "song"),
    Role("kai", "楷体", ("KaiTi_GB2312", "FZKai-Z03", "STKaiti", "KaiTi"), "song"),
    Role("mono", "等宽", _MONO, "hei"),
)


@dataclass(frozen=True)
class Face:
    """One face of a font as it stands in a file; `index` counts the fonts of a collection."""

    family: str
    weight: int
    path: str
    index: int = 0

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        stat = Path(self.path).stat()
        return _digest(self.path, stat.st_size, stat.st_mtime_ns)


def installed_faces(folder: Path | None = None) -> list[Face]:
    """The upright faces of normal width of this machine, and of the fonts in `folder`, which come first."""
    typst = program("typst")
    own = [str(folder)] if folder and folder.is_dir() else []
    found = [
        *(
            typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=own).fonts()
            if own
            else ()
        ),
        *typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts(),
    ]
    return [
        Face(font.family, font.weight, font.path, font.index)
        for font in found
        if font.path and font.style == "normal" and font.stretch == 1
    ]


def chosen(installed: Iterable[Face], first: Sequence[str] = ()) -> dict[str, tuple[Face, ...]]:
    """For each role that a family is found for, its regular face and its bold one, if it has one; families of `first` come before others.

    Raises XuekuError with all that was looked for if a role has neither a font nor one instead.
    """
    by_family: dict[str, list[Face]] = {}
    for face in installed:
        by_family.setdefault(face.family, []).append(face)
    found: dict[str, tuple[Face, ...]] = {}
    for role in ROLES:
        families = sorted(role.families, key=lambda family: family not in first)
        family = next((family for family in families if family in by_family), None)
        if family:
            found[role.name] = _two_weights(by_family[family])
    missing = [role for role in ROLES if role.name not in found and not role.instead]
    if missing:
        raise XuekuError("字体", _told(missing), _REMEDY)
    return found


_REMEDY = (
    "装上其中一种（Debian、Ubuntu 和统信、麒麟：apt install fonts-noto-cjk），"
    "或把字体文件放进项目的 fonts 文件夹；xueku fonts 会列出找到了什么"
)


def _told(missing: Sequence[Role]) -> str:
    looked_for = "；".join(f"{role.label}找过 {'、'.join(role.families)}" for role in missing)
    return f"没有找到排版用的{'和'.join(role.label for role in missing)}：{looked_for}"


def _two_weights(faces: Sequence[Face]) -> tuple[Face, ...]:
    nearest = (min(faces, key=lambda face, wish=wish: abs(face.weight - wish)) for wish in _WEIGHTS)  # type: ignore[misc]
    return tuple(dict.fromkeys(nearest))


@cache
def _digest(path: str, size: int, changed: int) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
