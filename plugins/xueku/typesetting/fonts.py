"""The fonts of a project: those on this machine, held to `fonts.lock`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xueku.model.diagnostic import XuekuError
from xueku.typesetting.faces import ROLES, Face, chosen, installed_faces

LOCK = "fonts.lock"
FOLDER = "fonts"
_LABELS = {role.name: role.label for role in ROLES}


@dataclass(frozen=True)
class Locked:
    """A face as the lock has it: what it is for, its name, and the SHA-256 of its file."""

    role: str
    family: str
    weight: int
    file: str
    index: int
    sha256: str


@dataclass(frozen=True)
class Fonts:
    """The faces of each role that has fonts of its own, and how they differ from the lock, in words."""

    roles: Mapping[str, tuple[Face, ...]]
    differences: tuple[str, ...] = ()

    @property
    def faces(self) -> tuple[Face, ...]:
        """All faces, each once."""
        return tuple(dict.fromkeys(face for faces in self.roles.values() for face in faces))

    @property
    def regular(self) -> tuple[Face, ...]:
        """The regular faces: a bold one has the same characters."""
        return tuple(dict.fromkeys(faces[0] for faces in self.roles.values()))

    def family(self, role: str) -> str:
        """The family that serves a role."""
        while role not in self.roles:
            role = next(each.instead for each in ROLES if each.name == role)
        return self.roles[role][0].family

    @property
    def locked(self) -> list[Locked]:
        """These faces, as a lock has them."""
        return [
            Locked(role, face.family, face.weight, Path(face.path).name, face.index, face.digest)
            for role, faces in self.roles.items()
            for face in faces
        ]


def find_fonts(root: Path, *, is_release: bool = False) -> Fonts:
    """The fonts of the project at `root`. A release takes none but those of its lock.

    Raises XuekuError if fonts are missing, the lock cannot be read, or a release has other fonts than it says.
    """
    lock = read_lock(root / LOCK)
    fonts = fonts_of(installed_faces(root / FOLDER), lock)
    differences = fonts.differences if lock else (f"没有 {LOCK}",)
    if is_release and differences:
        raise XuekuError(
            LOCK,
            f"正式发布要用锁定的字体：{'；'.join(differences)}",
            "装上锁定的字体；确要换用现在的，先看过排出来的样子，再运行 xueku fonts --lock",
        )
    return fonts


def fonts_of(installed: Iterable[Face], lock: Sequence[Locked]) -> Fonts:
    """The fonts chosen among `installed`; where there is a lock, its families for its roles alone, and files that it names before others."""
    if not lock:
        return Fonts(chosen(installed))
    digests = {locked.sha256 for locked in lock}
    families = {locked.family for locked in lock}
    named = {locked.file for locked in lock}
    in_order = sorted(
        installed,
        key=lambda face: (
            not (face.family in families and Path(face.path).name in named and face.digest in digests)
        ),
    )
    kept = {locked.role for locked in lock} | {role.name for role in ROLES if not role.instead}
    found = chosen(in_order, [locked.family for locked in lock])
    fonts = Fonts({role: faces for role, faces in found.items() if role in kept})
    return Fonts(fonts.roles, tuple(_differences(lock, fonts.locked)))


def read_lock(file: Path) -> list[Locked]:
    """The faces of a lock, none where there is no lock. Raises XuekuError if it is damaged."""
    if not file.is_file():
        return []
    try:
        return [Locked(**entry) for entry in tomllib.loads(file.read_text("utf-8"))["face"]]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError):
        raise XuekuError(file.name, "读不下去", "运行 xueku fonts --lock 重写") from None


def lock_text(faces: Iterable[Locked]) -> str:
    """The text of a lock of these faces."""
    entries = (
        f'[[face]]\nrole = "{face.role}"\nfamily = "{face.family}"\nweight = {face.weight}\n'
        f'file = "{face.file}"\nindex = {face.index}\nsha256 = "{face.sha256}"\n'
        for face in faces
    )
    return "\n".join(
        ["# 排 PDF 用的字体，由 xueku fonts --lock 写；换了字体，样子和字节都会变。\n", *entries]
    )


def _differences(lock: Sequence[Locked], faces: Sequence[Locked]) -> Iterable[str]:
    """What is not as the lock says, in words."""
    found = {(face.role, face.family, face.weight): face.sha256 for face in faces}
    for locked in lock:
        name = f"{_LABELS.get(locked.role, locked.role)} {locked.family} {locked.weight}"
        digest = found.get((locked.role, locked.family, locked.weight))
        if digest is None:
            instead = next((face.family for face in faces if face.role == locked.role), "宋体或黑体")
            yield f"{name} 没有找到，用了 {instead}"
        elif digest != locked.sha256:
            yield f"{name} 和锁定的不是同一个版本"
