"""Wrong words and fixed enumerations of the table in tests/vocab/terms.yml: XK403 to XK405."""

from __future__ import annotations

from random import Random

from tests.bench.rules.fault import FaultClass
from tests.bench.rules.insertion import within

_ITEMS = ("接得住", "说得清", "带得到", "回得来")


def _wrong_word(random: Random) -> str:
    return random.choice(("先按装好，", "既使下雨也去，", "作出布署，", "“按装”说明书"))


def _incomplete(random: Random) -> str:
    left_out = random.randrange(4)
    return f"做到{'、'.join(item for index, item in enumerate(_ITEMS) if index != left_out)}，"


def _out_of_order(random: Random) -> str:
    items = list(_ITEMS)
    while tuple(items) == _ITEMS:
        random.shuffle(items)
    return f"做到{'、'.join(items[:3])}{random.choice('、和')}{items[3]}，"


CLASSES: tuple[FaultClass, ...] = (
    FaultClass("XK403", "词表里的错词", within(_wrong_word)),
    FaultClass("XK404", "固定提法少一项", within(_incomplete)),
    FaultClass("XK405", "固定提法次序不对", within(_out_of_order)),
)
