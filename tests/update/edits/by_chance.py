"""What edits choose from: words, a text of the content, an id."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from tests.update.desk import Desk

WORDS = (
    "会后 当日 签到 清单 承诺 记录 归档 首问负责 三会一课 情景 办事人 材料 公布 议题 书记 三遍 画线".split()
)


TOPICS = ["党性教育", "党性修养", "组织生活", "读书", "窗口服务"]


def sentence(rng: random.Random) -> str:
    return "".join(rng.choices(WORDS, k=rng.randint(3, 8))) + "。"


def text_of(desk: Desk, rng: random.Random) -> Path | None:
    found = desk.texts()
    return rng.choice(found) if found else None


def rewrite(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text("utf-8")), "utf-8")


def ids_in(desk: Desk) -> list[str]:
    found = (re.search(r"^id: (\S+)$", file.read_text("utf-8"), re.MULTILINE) for file in desk.texts())
    return [match[1] for match in found if match]
