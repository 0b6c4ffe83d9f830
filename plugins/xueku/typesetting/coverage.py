"""Which characters fonts have, so that one which none has is shown as 〓 and does not stop the press."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

from xueku.typesetting.faces import Face

_MISSING = "〓"
_KEPT_MARKS = frozenset("\u00ad\u200b")
"""Where a word or an address may break; they have no shape, so no font needs to have them."""


def printable(text: str, covered: frozenset[int]) -> str:
    """`text` as it can be printed: marks without a shape left out, breaks as blanks, characters that no font has as 〓."""
    odd = {ord(letter): _instead(letter) for letter in {*text} if _is_odd(letter, covered)}
    return text.translate(odd) if odd else text


@cache
def covered_by(faces: tuple[Face, ...]) -> frozenset[int]:
    """The code points that at least one of these faces has."""
    return frozenset[int]().union(*(_code_points(face.path, face.index) for face in faces))


def _is_odd(letter: str, covered: frozenset[int]) -> bool:
    return ord(letter) not in covered or unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp")


def _instead(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter in "\n\r\t\v\f" or category in ("Zs", "Zl", "Zp"):
        return " "
    if letter in _KEPT_MARKS:
        return letter
    is_shapeless = category in ("Cc", "Cf", "Cs") or unicodedata.name(letter, "").startswith(
        "VARIATION SELECTOR"
    )
    return "" if is_shapeless else _MISSING


@cache
def _code_points(path: str, index: int) -> frozenset[int]:
    """The code points of a font file's character map. Format: OpenType, tables `ttcf` and `cmap`, subtables 4 and 12."""
    with Path(path).open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return frozenset(_mapped(data, index))


def _mapped(data: mmap, index: int) -> set[int]:
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    count = struct.unpack_from(">H", data, start + 4)[0]
    tables = (struct.unpack_from(">4sIII", data, start + 12 + 16 * number) for number in range(count))
    cmap = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        subtable = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * number)[0]
        match struct.unpack_from(">H", data, subtable)[0]:
            case 4:
                found |= _segments(data, subtable)
            case 12:
                found |= _groups(data, subtable)
    return found


def _groups(data: mmap, at: int) -> set[int]:
    count = struct.unpack_from(">I", data, at + 12)[0]
    found: set[int] = set()
    for first, last, _ in struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * count]):
        found.update(range(first, last + 1))
    return found


def _segments(data: mmap, at: int) -> set[int]:
    size = struct.unpack_from(">H", data, at + 6)[0]
    count = size // 2
    lasts = struct.unpack_from(f">{count}H", data, at + 14)
    firsts = struct.unpack_from(f">{count}H", data, at + 16 + size)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * size)
    offsets_at = at + 16 + 3 * size
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    found: set[int] = set()
    for number, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = offsets_at + 2 * number + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, place)[0]
            if glyph and (glyph + delta) & 0xFFFF:
                found.add(code)
    return found
