from __future__ import annotations

from pathlib import Path

import pytest

from tests.papers import press_at
from xueku.typesetting.coverage import covered_by, printable

COVERED = frozenset(map(ord, "一把尺子〓 abc，"))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("一把尺子，abc", "一把尺子，abc"),
        ("一把😀尺子", "一把〓尺子"),
        ("一\u0007把\u200d尺\ufe0f子", "一把尺子"),
        ("一把\n尺\u2028子\u2002a", "一把 尺 子 a"),
        ("a\u200bb\u00adc", "a\u200bb\u00adc"),
        ("一\u202e把", "一把"),
    ],
)
def test_what_no_font_has_does_not_stop_the_press(text: str, printed: str) -> None:
    assert printable(text, COVERED) == printed


def test_the_character_map_of_a_font_is_read(tmp_path: Path) -> None:
    covered = covered_by(press_at(tmp_path).fonts.regular)
    assert {*map(ord, "学库〇，“”《》——……①〓A9□√")} <= covered
    assert not {0x0007, 0x1F600, 0xFFFF} & covered
    assert 20_000 < len(covered) < 200_000
