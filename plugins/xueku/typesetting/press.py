"""The press: a template, data and texts become a PDF."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image, UnidentifiedImageError

from xueku.model.diagnostic import XuekuError
from xueku.model.document import Document
from xueku.typesetting.coverage import covered_by, printable
from xueku.typesetting.engine import program
from xueku.typesetting.faces import ROLES, Face
from xueku.typesetting.fonts import Fonts
from xueku.typesetting.tree import tree

_LIBRARY = "typesetting.typ"
_CREATED = 1_767_225_600
"""The date that files give for themselves: the same bytes whenever they are made."""
_STANDARD = "ua-1"
_PICTURES = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}


@dataclass(frozen=True)
class Press:
    """What all documents of a site share. Pictures stand below `root`; `site_url` is where readers find the site, empty where nobody said.

    It can be sent to other processes.
    """

    fonts: Fonts
    root: Path
    site_name: str = "学库"
    site_url: str = ""

    def pdf(
        self,
        template: str,
        title: str,
        data: Mapping[str, Any],
        texts: Mapping[str, Document] | None = None,
        enclosed: Mapping[str, bytes] | None = None,
    ) -> bytes:
        """The PDF that a template of `exports/` makes, the same bytes for the same input and fonts. It is tagged and conforms to PDF/UA-1.

        A template imports `typesetting.typ` and finds there `data`, with `title` and, as `data.texts`, what `texts` became; `enclosed` are
        further files. No text is read as Typst. Raises XuekuError if what sets documents is not installed, or refuses.
        """
        with TemporaryDirectory(prefix="xueku-") as folder:
            place = Path(folder)
            pictures = _Pictures(self.root, place)
            whole = {
                **data,
                "title": title,
                "site": self.site_name,
                "fonts": self._families(),
                "texts": {name: tree(text, pictures.file_of, name) for name, text in (texts or {}).items()},
            }
            covered = covered_by(self.fonts.regular)
            (place / "data.json").write_text(
                json.dumps(_printable(whole, covered), ensure_ascii=False), "utf-8"
            )
            for name, content in {**_templates(template), **(enclosed or {})}.items():
                (place / name).write_bytes(content)
            return self._compiled(place / template, title)

    def _compiled(self, main: Path, title: str) -> bytes:
        typst = program("typst")
        try:
            compiler = typst.Compiler(
                str(main), root=str(main.parent), font_paths=_loaded(self.fonts.faces)[0]
            )
            made: bytes = compiler.compile(format="pdf", timestamp=_CREATED, pdf_standards=[_STANDARD])
        except typst.TypstError as error:
            reason = " ".join(str(error).split())
            raise XuekuError(title, f"排不出来：{reason}", "把这一行告诉维护的人") from None
        return made

    def _families(self) -> dict[str, list[str]]:
        """For each role its family, and those that have the characters that it lacks; `emphasis` is one that can be told from the text."""
        families = {role.name: self.fonts.family(role.name) for role in ROLES}
        lists = {name: [*dict.fromkeys((family, *families.values()))] for name, family in families.items()}
        return {**lists, "emphasis": lists["kai" if "kai" in self.fonts.roles else "hei"]}


@dataclass
class _Pictures:
    """Files of pictures, brought to the folder of the press."""

    root: Path
    place: Path
    count: int = 0

    def file_of(self, path: str) -> str | None:
        """The name in the folder; None where the file is no picture that can be printed."""
        ending = _ending(self.root / path)
        if ending is None:
            return None
        self.count += 1
        name = f"picture-{self.count}{ending}"
        shutil.copyfile(self.root / path, self.place / name)
        return name


def _ending(file: Path) -> str | None:
    try:
        with Image.open(file) as picture:
            picture.load()
            return _PICTURES.get(picture.format or "")
    except (OSError, UnidentifiedImageError, SyntaxError, Image.DecompressionBombError):
        return None


def _printable(value: Any, covered: frozenset[int]) -> Any:
    """The value with every text in it printable."""
    if isinstance(value, str):
        return printable(value, covered)
    if isinstance(value, Mapping):
        return {key: _printable(inner, covered) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner, covered) for inner in value]
    return value


@cache
def _templates(name: str) -> dict[str, bytes]:
    sources: dict[str, Traversable] = {
        _LIBRARY: files("xueku.typesetting") / _LIBRARY,
        name: files("xueku.exports") / name,
    }
    return {name: source.read_bytes() for name, source in sources.items()}


@cache
def _loaded(faces: tuple[Face, ...]) -> tuple[Any, TemporaryDirectory[str]]:
    """These fonts and no others, with the folder in which they stand alone."""
    folder = TemporaryDirectory(prefix="xueku-fonts-")
    for number, path in enumerate(dict.fromkeys(face.path for face in faces)):
        there = Path(folder.name) / f"{number}{Path(path).suffix}"
        try:
            there.symlink_to(path)
        except OSError:
            shutil.copyfile(path, there)
    typst = program("typst")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder.name])
    return fonts, folder
