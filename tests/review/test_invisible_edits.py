"""Whole records under random edits: what no reader sees never voids a signature, what a reader sees always does."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import write_content
from xueku.kinds import KINDS
from xueku.review.canon import canonical_digests
from xueku.source.records import read_records

PLACE = "articles/读书会/index.md"
TEXT = """\
---
id: dushu-hui
title: 读书会怎样开
summary: 每月一次，一本书读三遍，第 3 遍只做批注。
topics: [读书]
column: 读书分享
author: 示例单位 某同志
date: 2026-03-12
---

每次读一章，读完 20 页休息一次，[领读表](media/表.txt)贴在门口。

![门口的领读表](media/照片.gif "三月")

## 会前

- 选一本书，大家都有
- 定一个人领读，提前 3 天告诉大家
  他先读两遍

## 会上

1. 领读十五分钟
2. 各说一处

```
- 领读  15
- 各说  30
```

> 读书不在多。

![散会以后](media/照片.gif)
"""
FILES = {"media/表.txt": "一月 示例编辑甲\n", "media/照片.gif": "GIF89a一张照片"}
Files = dict[str, str]
Edit = Callable[[Files, random.Random], None]


def _begin() -> Files:
    return {"index.md": TEXT, **FILES}


def _substitute(files: Files, rng: random.Random, pattern: str, new: Callable[[str], str]) -> None:
    """Put something else in one place that the pattern finds."""
    places = [*re.finditer(pattern, files["index.md"], re.MULTILINE)]
    if places:
        found = rng.choice(places)
        text = files["index.md"]
        files["index.md"] = text[: found.start()] + new(found[0]) + text[found.end() :]


def _mark(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"^[*+-](?= [^ ]+，)", lambda _: rng.choice("*+-"))


def _space(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"(?<=[完前第])[ \u00a0](?=\d)", lambda _: rng.choice(" \u00a0"))


def _rename_picture(files: Files, rng: random.Random) -> None:
    old = next(name for name in files if name.endswith(".gif"))
    new = f"{rng.choice(['media', '图'])}/{rng.choice(['照片', '门口', 'DSC01234'])}.gif"
    files[new] = files.pop(old)
    files["index.md"] = files["index.md"].replace(f"({old}", f"({new}")


def _blank(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"\n\n(?!.*\Z)(?=[^-`])", lambda _: "\n" * rng.randint(2, 4))


def _comment(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"^(?!summary).*。$", lambda end: f"{end}<!-- 待核 -->")


def _ends(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"。$(?=\n\n)", lambda end: end + rng.choice([" ", "  ", "　", "\t"]))


def _state(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"^id: dushu-hui$", lambda line: f"{line}\nstatus: published # 发布")


def _quoting(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"(?<=^title: )读书会怎样开$", lambda title: f'"{title}"')


INVISIBLE: list[Edit] = [_mark, _space, _rename_picture, _blank, _comment, _ends, _state, _quoting]


def _character(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"(?<!<!-- )[一-鿿](?![^\n]*(?:\.gif|\.txt))(?![^<]*-->)", lambda _: "謬")


def _alternative(files: Files, rng: random.Random) -> None:
    """Who cannot see a picture is read these words."""
    _substitute(files, rng, r"(?<=!\[)[^\]]+", lambda words: f"{words}，三月")


def _look_of_a_picture(files: Files, rng: random.Random) -> None:
    files[next(name for name in files if name.endswith(".gif"))] += "，改过"


def _rename_attachment(files: Files, rng: random.Random) -> None:
    """A reader has it under this name when it is saved."""
    files["media/新表.txt"] = files.pop("media/表.txt")
    files["index.md"] = files["index.md"].replace("media/表.txt", "media/新表.txt")


def _content_of_an_attachment(files: Files, rng: random.Random) -> None:
    files["media/表.txt"] += "二月 示例编辑乙\n"


def _code(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"^- (?=(?:领读|各说)  )", lambda _: rng.choice(["* ", "-  ", "+ "]))


def _wide_space(files: Files, rng: random.Random) -> None:
    _substitute(
        files, rng, r"(?<=前) (?=\d)|(?<=完)[ \u00a0](?=\d)", lambda _: rng.choice(["　", "\u00a0\u00a0", ""])
    )


def _kind_of_list(files: Files, rng: random.Random) -> None:
    _substitute(files, rng, r"^1\. ", lambda _: "- ")


VISIBLE: list[Edit] = [
    _character,
    _alternative,
    _look_of_a_picture,
    _rename_attachment,
    _content_of_an_attachment,
    _code,
    _wide_space,
    _kind_of_list,
]


def _digests(files: Files) -> tuple[str, ...]:
    with TemporaryDirectory(prefix="xueku-") as folder:
        root = Path(folder)
        write_content(root, {f"articles/读书会/{name}": text for name, text in files.items()})
        records, _, findings = read_records(root / "content", KINDS, root)
        assert [record.id for record in records] == ["dushu-hui"], findings
        return canonical_digests(records[0])


SIGNED = _digests(_begin())


@given(st.lists(st.sampled_from(INVISIBLE), max_size=6), st.randoms(use_true_random=False))
def test_no_invisible_edit_voids_a_signature(edits: list[Edit], rng: random.Random) -> None:
    files = _begin()
    for edit in edits:
        edit(files, rng)
    assert _digests(files)[0] == SIGNED[0]


@given(
    st.lists(st.sampled_from(INVISIBLE), max_size=3),
    st.sampled_from(VISIBLE),
    st.randoms(use_true_random=False),
)
def test_every_visible_edit_voids_it(edits: list[Edit], visible: Edit, rng: random.Random) -> None:
    files = _begin()
    for edit in edits:
        edit(files, rng)
    before = dict(files)
    visible(files, rng)
    if files != before:
        assert set(_digests(files)).isdisjoint(SIGNED)


@pytest.mark.parametrize("edit", [*INVISIBLE, *VISIBLE])
def test_every_edit_does_something(edit: Edit) -> None:
    changed = []
    for seed in range(8):
        files = _begin()
        edit(files, random.Random(seed))
        changed.append(files != _begin())
    assert any(changed)


@pytest.mark.parametrize("edit", [_mark, _space, _rename_picture])
def test_the_first_form_saw_more(edit: Edit) -> None:
    """Why there is a second one."""
    seen = set()
    for seed in range(8):
        files = _begin()
        edit(files, random.Random(seed))
        seen.add(_digests(files)[1])
    assert len(seen) > 1
