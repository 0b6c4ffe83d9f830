"""The hash of a text that Python and the browser agree on: FNV-1a over UTF-16 code units, mixed once. search/FORMAT.md §2."""

from __future__ import annotations

BASIS, PRIME, MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def hash_of(text: str) -> int:
    """32 bits; `hashOf` in web/src/text-hash.ts is its twin."""
    value = BASIS
    units = text.encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        value = (value ^ (high << 8 | low)) * PRIME & MASK
    return value ^ value >> 15
