"""What stands around a foreign file: pictures beside it, and the records that other files of the same import become.

Everything here is names: addresses that a file wrote are matched against a list of what is really there, so that none can reach outside.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

_PICTURES = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
_DATA = re.compile(r"data:image/[a-z+.-]{1,20};base64,", re.IGNORECASE)
_MOST_PICTURES = 500


@dataclass(frozen=True)
class Surroundings:
    """`folder` is that of the file below the folder that is imported; `pictures` and `records` are told by their path below it."""

    folder: str = ""
    pictures: tuple[str, ...] = ()
    records: Mapping[str, str] = field(default_factory=dict)
    """The id of the record by the path of the file that becomes it."""

    def picture(self, address: str) -> str:
        """The path of the picture that an address means; empty where there is none. A bare name is looked for in all folders, as Obsidian does."""
        return self._found(address, dict.fromkeys(self.pictures))

    def record(self, address: str) -> str:
        """The id of the record that an address means, with or without the ending of its file; empty where there is none."""
        endings = {re.sub(r"\.(?:md|markdown|html?)$", "", path): path for path in self.records}
        path = self._found(address, self.records) or endings.get(self._found(address, endings), "")
        return self.records.get(path, "")

    def _found(self, address: str, among: Mapping[str, object]) -> str:
        plain = unquote(re.split(r"[?#]", address.strip(), maxsplit=1)[0]).replace("\\", "/")
        if not plain or plain.startswith("/") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", plain):
            return ""
        for path in (posixpath.normpath(posixpath.join(self.folder, plain)), posixpath.normpath(plain)):
            if path in among:
                return path
        if ".." in plain.split("/"):
            return ""
        tail = "/" + plain.removeprefix("./")
        return min((path for path in among if f"/{path}".endswith(tail)), key=len, default="")


@dataclass
class Pictures:
    """The pictures that a text uses, each with the name that it gets."""

    around: Surroundings
    wanted: dict[str, str] = field(default_factory=dict)
    """The path of each picture by its name."""
    media: dict[str, bytes] = field(default_factory=dict)
    """The bytes of those that the file itself holds."""
    held: Mapping[str, str] = field(default_factory=dict)
    """Their addresses by a short name that stands for them in the text."""
    _names: dict[object, str] = field(default_factory=dict)

    def name(self, address: str) -> str:
        """The name for the picture at an address; empty where it cannot be had."""
        address = self.held.get(address, address)
        if match := _DATA.match(address):
            return self._held(address[match.end() :])
        path = self.around.picture(address)
        if not path:
            return ""
        name = self._named(path, posixpath.splitext(path)[1].lower().replace(".jpeg", ".jpg"))
        if name:
            self.wanted[name] = path
        return name

    def _held(self, letters: str) -> str:
        try:
            content = base64.b64decode(unquote(letters), validate=False)
        except (binascii.Error, ValueError):
            return ""
        ending = picture_ending(content)
        name = self._named(content, ending) if ending else ""
        if name:
            self.media[name] = content
        return name

    def _named(self, key: object, ending: str) -> str:
        if key not in self._names and len(self._names) < _MOST_PICTURES:
            self._names[key] = f"media/tu-{len(self._names) + 1}{ending}"
        return self._names.get(key, "")


def picture_ending(content: bytes) -> str:
    """What a picture's name must end in, told by its bytes; empty for one that no browser shows."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    return next((ending for mark, ending in _PICTURES.items() if content.startswith(mark)), "")
