"""The account of characters: those of a foreign file against those of the page that it became."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

_PLAIN = "0123456789+-=()n"
_MOVED = {"superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", "subscript": "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"}
_BACK = {
    ord(letter): plain for letters in _MOVED.values() for letter, plain in zip(letters, _PLAIN, strict=True)
}


def moved(text: str, where: str) -> str:
    """A text that stands raised or lowered in letters that do so by themselves, where there are such: m² stays m²."""
    letters = _MOVED.get(where, "")
    if not letters or not text.strip() or not {*text.strip()} <= {*_PLAIN}:
        return text
    return text.translate(dict(zip(map(ord, _PLAIN), letters, strict=True)))


def written(text: str) -> str:
    """The characters of a text that show; whether they stand raised or lowered does not count."""
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "").translate(_BACK)


def differences(
    source: Mapping[str, int], result: str, gone: Iterable[str], come: Iterable[str]
) -> tuple[str, str]:
    """Characters of the source that the result lacks, and characters that it has beyond it, each in order of the alphabet.

    `gone` are texts that were left out knowingly, `come` texts that were added knowingly.
    """
    wanted = Counter(source)
    for text in come:
        wanted.update(written(text))
    for text in gone:
        wanted.subtract(written(text))
    found = Counter(written(result))
    lost = {letter: count - found[letter] for letter, count in wanted.items() if count > found[letter]}
    more = {letter: count - wanted[letter] for letter, count in found.items() if count > wanted[letter]}
    return _spelled(lost), _spelled(more)


def _spelled(counts: Mapping[str, int]) -> str:
    return "".join(letter * count for letter, count in sorted(counts.items()))
