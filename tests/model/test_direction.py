"""What the facilitator does is told from what is said."""

from __future__ import annotations

import pytest

from xueku.model.direction import directions


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("同志们请坐。", "同志们请坐。"),
        ("（计时2分钟，不说话。）", "〔（计时2分钟，不说话。）〕"),
        ("（有人选了四件）请问他：今天先学哪一件？", "〔（有人选了四件）〕请问他：今天先学哪一件？"),
        ("请2号桌的同志上来。（桌号按刚才记下的念。）", "请2号桌的同志上来。〔（桌号按刚才记下的念。）〕"),
        ("（举手）两个办法，还剩几个？（数出来。）", "〔（举手）〕两个办法，还剩几个？〔（数出来。）〕"),
        ("第三条（附则除外）今天不读。", "第三条（附则除外）今天不读。"),
        ("今天不定装修（以后再议）", "今天不定装修（以后再议）"),
        ("（甲）（乙）", "〔（甲）〕（乙）"),
        ("（没有收住", "（没有收住"),
        ("", ""),
    ],
)
def test_brackets_at_the_ends_of_a_paragraph_are_directions(words: str, expected: str) -> None:
    pieces = directions(words)
    assert "".join(f"〔{piece}〕" if is_direction else piece for piece, is_direction in pieces) == expected
    assert "".join(piece for piece, _ in pieces) == words
