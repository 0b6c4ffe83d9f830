"""What is told of a release: in plain words, word by word, and briefly."""

from __future__ import annotations

from xueku.release.notes import notes
from xueku.release.records import Shown


def _shown(title: str, body: str, noun: str = "案例") -> Shown:
    return Shown(
        title,
        noun,
        f"cases/{title}/index.html",
        f"xueku-text 2\nkind: case\ntitle: {title}\n\n== body\n  {body}\n",
    )


OLD = {
    "qing-dan": _shown("清单当面勾", "缺哪一项材料，当面勾出来，三日内补交。"),
    "shoubei": _shown("手背上的号码", "老人把号码写在手背上。"),
    "jiaoban": _shown("交班栏", "没有办完的，写进交班栏。"),
}
NEW = {
    "qing-dan": _shown("清单当面勾", "缺哪一项材料，当面勾出来，五日内补交。"),
    "jiaoban": OLD["jiaoban"],
    "yi-zhang": _shown("一张凭证", "五件事，一张凭证。"),
}
LEFT = [("《一份没有改的通知》（content/cases/一份没有改的通知.md）", "还没有复审")]


def test_the_notes_say_what_came_what_changed_what_is_gone_and_what_was_left() -> None:
    assert (
        notes("第 2 次发布", OLD, NEW, {"shoubei": "合并"}, LEFT)
        == """\
# 第 2 次发布

网站上共 3 份材料。

## 新上线（1）

- 案例《一张凭证》（yi-zhang）

## 改了什么（1）

- 案例《清单当面勾》（qing-dan）
    - 正文：“勾出来，三日内补交”改成“勾出来，五日内补交”

## 撤下（1）

- 案例《手背上的号码》（shoubei）：合并

## 没有发布的（1）

- 《一份没有改的通知》（content/cases/一份没有改的通知.md）：还没有复审
"""
    )


def test_a_text_that_changed_all_over_is_told_briefly() -> None:
    lines = [f"  第{number}条　材料不齐的，当面写明所缺的是第{number}样。" for number in range(1, 21)]
    old = {"a": Shown("规则", "原文", "x", "xueku-text 2\n\n== body\n" + "\n".join(lines))}
    new = {"a": Shown("规则", "原文", "x", old["a"].text.replace("当面", "当日"))}
    told = notes("第 2 次发布", old, new, {}, None)
    assert told.count("改成") == 5
    assert "另有 15 处" in told
    assert "没有发布的" not in told
