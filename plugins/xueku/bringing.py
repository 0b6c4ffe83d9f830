"""What is brought in from foreign files: each becomes the files of a draft record, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from xueku.importers.converted import Converted, Doubt
from xueku.importers.draft import Draft, Options, draft_of
from xueku.importers.foreign import is_old_word
from xueku.importers.surroundings import Surroundings, picture_ending
from xueku.importers.worker import convert_apart
from xueku.model.declaration import ID_PATTERN
from xueku.model.diagnostic import XuekuError, shown
from xueku.model.resource import LearningResource
from xueku.model.settings import Settings
from xueku.model.system_error import system_reason
from xueku.model.vocabulary import Vocabularies
from xueku.source.beside import read_picture
from xueku.source.names import UNFIT

_MOST_BYTES = 100_000_000
_OFFICE_SECONDS = 60
_MOST_SYLLABLES = 6


@dataclass(frozen=True)
class Wish:
    """How a file is to be brought in."""

    kind: type[LearningResource] | None
    day: date
    id: str = ""
    accepts_changes: bool = False
    keeps_original: bool = False


@dataclass(frozen=True)
class Brought:
    """A draft and where it goes: its id, and the place of its main file below the project's folder."""

    draft: Draft
    id: str
    path: str


def read_foreign(file: Path) -> tuple[str, bytes]:
    """Name and bytes of a file, a .doc or .wps as the docx that LibreOffice makes of it where that is installed.

    Raises XuekuError if it cannot be read.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise XuekuError(file.name, "文件太大了（上限 100 MB）", "把图片压小再存")
        content = file.read_bytes()
    except OSError as error:
        raise XuekuError(str(file), f"打不开这个文件（{system_reason(error)}）", "检查路径和权限") from None
    if is_old_word(content) and (office := shutil.which("soffice") or shutil.which("libreoffice")):
        return file.name, _through_office(office, file)
    return file.name, content


def convert_foreign(name: str, content: bytes, wish: Wish, folder: Path, around: Surroundings) -> Converted:
    """What a file holds, `folder` being that which `around` tells of. Raises XuekuError if it is refused."""
    sections = wish.kind.kind.sections if wish.kind else ()
    found = convert_apart(name, content, sections, accepts_changes=wish.accepts_changes, around=around)
    return _with_pictures(found, folder) if found.wanted else found


def _with_pictures(found: Converted, folder: Path) -> Converted:
    """With the pictures beside the file; one that is none, whatever its name says, has to be put right."""
    media, doubts = dict(found.media), list(found.doubts)
    for name, path in found.wanted.items():
        content = read_picture(folder, path)
        if content is None or picture_ending(content) != Path(name).suffix:
            message = f"{path} 打不开，或者不是它的名字所说的那种图片，没有导入"
            remedy = f"用看图软件另存一份，放进材料的文件夹，叫做 {name}；不要了的，删去正文里的 ![…]({name})"
            doubts.append(Doubt(0, message, remedy, must=True))
        else:
            media[name] = content
    return replace(found, media=media, doubts=tuple(doubts))


def bring(
    settings: Settings,
    vocabularies: Vocabularies,
    taken: Collection[str],
    name: str,
    content: bytes,
    found: Converted,
    wish: Wish,
    planned: str = "",
) -> Brought:
    """The draft of a record from what a file gave; nothing is written. `taken` are ids that other records have, `planned` is the one that was chosen for it before.

    Raises XuekuError if no kind was said, or the id is none or is taken.
    """
    if wish.id and (not re.fullmatch(ID_PATTERN, wish.id) or len(wish.id) > 64):
        raise XuekuError(
            shown(wish.id), "编号只能用小写字母、数字和连字符，不超过 64 个", "例如 chongwen-shici"
        )
    chosen = wish.id or planned
    if chosen in taken:
        raise XuekuError(shown(chosen), "这个编号已经有了", "换一个编号")
    if wish.kind is None:
        raise XuekuError(name, "没有说导入成哪一类材料", "加上 --kind，例如 --kind case")
    id_ = chosen or free_id(found.title or Path(name).stem, taken)
    original = (UNFIT.sub("-", Path(name).name), content) if wish.keeps_original else None
    options = Options(id_, wish.day, original, is_id_given=bool(wish.id))
    draft = draft_of(wish.kind, found, vocabularies, options, name)
    folder = f"{settings.site.content}/{wish.kind.kind.collection}"
    is_single = len(draft.files) == 1 and not wish.kind.kind.parts
    return Brought(draft, id_, f"{folder}/{id_}.md" if is_single else f"{folder}/{id_}/index.md")


def free_id(title: str, taken: Collection[str]) -> str:
    """An id from the pinyin of a title that no other record has."""
    words = re.sub(r"^.{0,30}?关于|^印发|的(?:通知|报告|意见|请示|函)$|[^㐀-鿿A-Za-z0-9]", "", title)
    syllables = [
        one
        for part in lazy_pinyin(words, style=Style.NORMAL)
        for one in re.findall("[a-z0-9]+", part.lower())
    ]
    base = "-".join(syllables[:_MOST_SYLLABLES])[:56].strip("-") or "cailiao"
    candidates = [base, *(f"{base}-{count}" for count in range(2, 1000))]
    return next(one for one in candidates if one not in taken)


def write_record(root: Path, brought: Brought) -> None:
    """Put a record in its place: whole, or not at all, and nothing in the place of anything else.

    Raises XuekuError if something is there already, OSError if it cannot be written.
    """
    place = root / brought.path
    final = place if place.name != "index.md" else place.parent
    single, folder = final.parent / f"{brought.id}.md", final.parent / brought.id
    if single.exists() or folder.exists():
        raise XuekuError(brought.path, "已经有了，没有动它", "用 --id 换一个编号，或者先把那一份移走")
    final.parent.mkdir(parents=True, exist_ok=True)
    # A hidden folder is no part of the content, should this process end here.
    hidden = Path(tempfile.mkdtemp(prefix=f".{brought.id}-", suffix=".tmp", dir=final.parent))
    try:
        hidden.chmod(0o755)
        for name, content in brought.draft.files.items():
            _write(hidden / name, content)
        if final == place:
            os.link(hidden / "index.md", final)
        else:
            hidden.rename(final)
    except FileExistsError:
        raise XuekuError(brought.path, "已经有了，没有动它", "用 --id 换一个编号") from None
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def replace_file(place: Path, content: bytes) -> None:
    """Put a file in its place whole, over the one that is there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{place.name}-", suffix=".tmp", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(place)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def digest_of(content: bytes) -> str:
    """What tells that two files are the same."""
    return hashlib.sha256(content).hexdigest()


def words_digest_of(draft: Draft) -> str:
    """What tells that two files say the same, however they look."""
    return hashlib.sha256("".join("".join(row.source.split()) for row in draft.rows).encode()).hexdigest()


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _through_office(office: str, file: Path) -> bytes:
    """The docx that LibreOffice makes of an old file, with a profile of its own and without macros."""
    with tempfile.TemporaryDirectory(prefix="xueku-") as folder:
        # Named for what it is: a .doc that somebody renamed to .docx is read as well.
        copy = Path(folder) / "原稿.doc"
        copy.write_bytes(file.read_bytes())
        command = [office, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(copy)]
        with suppress(subprocess.TimeoutExpired, OSError):
            subprocess.run(command, capture_output=True, timeout=_OFFICE_SECONDS, check=False)
        made = copy.with_suffix(".docx")
        if not made.exists():
            raise XuekuError(
                file.name,
                "这是旧格式的文件，LibreOffice 没有转成功",
                "用 Word 或 WPS 打开，另存为 docx，再导入那一份",
            )
        return made.read_bytes()
