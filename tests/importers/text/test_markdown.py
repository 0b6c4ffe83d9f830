"""Markdown as Typora, 语雀 and Obsidian write it: what becomes of each of their ways, and that no word is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.importers.text.drafting import body_of, drafted, of_markdown, told
from xueku.importers.markdown.conversion import convert_markdown
from xueku.importers.surroundings import Surroundings
from xueku.importers.visible import visible_text
from xueku.model.diagnostic import XuekuError

OBSIDIAN = """\
---
tags: [窗口服务, 周末读书]
created: 2026-08-14T09:30
aliases: [一次办]
---
会前先看[[清单 怎么勾|那张清单]]和[[没有写的一页]]。==当面勾== 三遍。 ^a1b2

> [!tip]- 先做这一件
> 把椅子搬到[[清单 怎么勾]]旁边。
>
> - 一把
> - 两把

![[现场.png|300]]

#窗口 是一个标签。%%这一句先不写%%
"""

TYPORA = """\
# 三十张便笺

[TOC]

## 起因
值班长说：“贴在墙上的没有人看。”
* 写在便笺上
  * 一人一张
    - [ ] 还没有发的
* [x] 发完的

#### 跳了一级
| 日期 | 张数 |
|:--|--:|
| 周一 | 30 \\| 31 |

![第一天的便笺](三十张便笺.assets/第一 天.png)
~~不再写了~~，便笺费 $5 一本，公式 $a_1$。

***

1) 先写
2) 后贴
   贴在门上
"""

YUQUE = """\
# 手机课
# 第一课
老人问：<font style="color:#DF2A3F;">怎么放大？</font><br/>先按住，再拉开。<a name="Xk3pQ"></a>

:::info
**慢一点。**
:::

<table><tr><td colspan="2">两人一组</td></tr><tr><td>老人</td><td>志愿者<br/>一名</td></tr></table>

# 第二课
见[第一课](#Xk3pQ)。<姓名> 写在 `a<b>` 上[^注]。

[^注]: 写大一点。

    写两遍。
"""


def test_obsidian() -> None:
    draft = of_markdown(OBSIDIAN, ("附件/现场.png",), {"清单 怎么勾.md": "qingdan"})
    body = body_of(draft)
    assert "先看[那张清单](xk:qingdan)和没有写的一页。**当面勾** 三遍。\n" in body
    assert (
        '??? tip "先做这一件"\n    把椅子搬到[清单 怎么勾](xk:qingdan)旁边。\n\n    - 一把\n    - 两把\n'
        in body
    )
    assert "![](media/tu-1.png){ width=300 }" in body
    assert "\\#窗口 是一个标签。" in body
    head = draft.files["index.md"].decode().partition("\n---\n\n")[0]
    assert "topics: [窗口服务]\n" in head
    assert "keywords: [周末读书]\n" in head
    assert "date: 2026-08-14\n" in head
    assert 'title: "来稿"' in head
    words = told(draft)
    assert "第 6 行：链接到“没有写的一页”，这一批里没有" in words
    assert "属性区里的 aliases 没有导入：“一次办”" in words
    assert "批注没有导入：“这一句先不写”" in words
    assert "段落的记号（^…）1 处去掉了" in words
    assert (draft.lost, draft.more) == ("", "")


def test_typora() -> None:
    draft = of_markdown(TYPORA, ("三十张便笺.assets/第一 天.png",))
    body = body_of(draft)
    assert draft.title == "三十张便笺"
    assert body.startswith("## 起因\n\n值班长说")
    assert (
        "\n\n- 写在便笺上\n    - 一人一张\n        - [ ] 还没有发的\n- [x] 发完的\n\n### 跳了一级\n\n| 日期"
        in body
    )
    assert "| 周一 | 30 \\| 31 |" in body
    assert "![第一天的便笺](media/tu-1.png)" in body
    assert "便笺费 $5 一本，公式 `$a_1$`" in body
    assert "1. 先写\n2. 后贴\n    贴在门上" in body
    words = told(draft)
    assert "第 12 行：小标题“跳了一级”跳级了，改成 3 级" in words
    assert "删除线去掉了，字留着：“不再写了”" in words
    assert "目录的记号没有导入" in words
    assert (draft.lost, draft.more) == ("", "")


def test_yuque() -> None:
    draft = of_markdown(YUQUE)
    body = body_of(draft)
    assert draft.title == "手机课"
    assert "## 第一课\n\n老人问：怎么放大？  \n先按住，再拉开。\n" in body
    assert '!!! info "说明"\n    **慢一点。**' in body
    assert "| 两人一组 |  |\n| --- | --- |\n| 老人 | 志愿者　一名 |" in body
    assert "见第一课。<姓名> 写在 `a<b>` 上[^注]。" in body
    assert body.endswith("[^注]: 写大一点。\n\n    写两遍。\n")
    words = told(draft)
    assert "HTML 标签 <font> 1 处去掉了，字都留着" in words
    assert "锚点 1 处去掉了" in words
    assert "合并的单元格 1 处拆开了" in words
    assert (draft.lost, draft.more) == ("", "")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[看](javascript:alert(1))。", "看。"),
        ("[看](<javascript:alert(1)>)。", "看。"),
        ("[看][坏]。\n\n[坏]: JaVaScRiPt:alert(1)", "看。"),
        ("[坏]看。\n\n[坏]: javascript:alert(1)", "坏看。"),
        ("看<script>alert(1)</script>。", "看。"),
        ('看<img src=x onerror="alert(1)">。', "看。"),
        ("[看](file:///etc/passwd)。", "看。"),
        ("看![](../../etc/passwd)。", "看。"),
        ("看![](/etc/passwd.png)。", "看。"),
        ("看![[../密.png]]。", "看。"),
        ("看![](file:///C:/密.png)。", "看。"),
        ('<svg onload="alert(1)"><text>字</text></svg>\n\n看。', "看。"),
        ("<iframe src='http://x/'></iframe>\n\n看。", "看。"),
        ("看{: onclick=alert(1) }。", "看\\{: onclick=alert(1) \\}。"),
    ],
)
def test_what_would_do_harm_leaves_only_its_words_and_is_told(text: str, kept: str) -> None:
    draft = of_markdown(f"前一句。\n\n{text}", ("看.png",))
    assert body_of(draft) == f"前一句。\n\n{kept}\n"
    assert (draft.lost, draft.more) == ("", "")
    assert draft.files.keys() == {"index.md"}
    assert any(word in told(draft) for word in ("不能用", "没有导入", "找不到")) or "\\{" in kept


def test_the_address_of_a_picture_finds_only_what_is_there() -> None:
    around = Surroundings("甲", ("甲/图.png", "乙/图.png", "丙/深/别的.png"))
    assert around.picture("./图.png") == "甲/图.png"
    assert around.picture("../乙/图.png") == "乙/图.png"
    assert around.picture("别的.png") == "丙/深/别的.png"
    assert around.picture("图.png?x#y") == "甲/图.png"
    assert around.picture("../../乙/图.png") == ""
    assert around.picture("的.png") == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n", "文件是空的"),
        ("---\ntitle: 甲\n---\n".encode(), "没有正文"),
        (("字" * 2_000_000).encode(), "不像正常的文档"),
        (b"\xff\xfe\xfa" * 9, "UTF-16"),
        (b"PNG\x00\x01\xff\xd8", "不是文本"),
    ],
    ids=["empty", "fields only", "2 MB in a line", "UTF-16", "picture"],
)
def test_what_is_no_text_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(XuekuError) as refused:
        convert_markdown("来稿.md", content, Surroundings())
    assert reason in refused.value.message
    assert refused.value.remedy


def test_quotes_in_quotes_without_end_are_refused() -> None:
    with pytest.raises(RecursionError):
        convert_markdown("来稿.md", ("> " * 900 + "字").encode(), Surroundings())


def test_gbk_is_read_and_told() -> None:
    found = convert_markdown(
        "来稿.md", "# 晨读\n\n会前读三页，读完再说话。\n".encode("gb18030"), Surroundings()
    )
    assert found.title == "晨读"
    assert "文件是 GBK 编码，已经转成 UTF-8" in str(found.doubts[0])


def test_fields_that_cannot_be_read_are_told() -> None:
    draft = of_markdown("---\ntitle: [甲\n---\n\n正文一句话，说清楚一件事。\n")
    assert "开头的属性区读不出来" in told(draft)
    bomb = "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n\n正文一句话。\n"
    assert "属性区里的 c 没有导入：“（一层套一层的值）”" in told(of_markdown(bomb))


def test_a_lost_word_would_be_named() -> None:
    """The account is taken another way than the text is read: a reader that drops words is found out."""
    found = convert_markdown("来稿.md", "前一句。\n\n后一句丢了。\n".encode(), Surroundings())
    assert "丢" in found.characters

    assert drafted(replace(found, rows=found.rows[:1])).lost == "一丢了后句。"[0:0] + "".join(
        sorted("后一句丢了。")
    )


def test_code_holds_what_it_held() -> None:
    text = "前。\n\n````md\n```\n[a](b) <b> {x} | $1_2$\n```\n````\n\n    缩进 <i>\n"
    draft = of_markdown(text)
    assert "```\n[a](b) <b> {x} | $1_2$\n```" in body_of(draft)
    assert "缩进 <i>" in visible_text(body_of(draft))
    assert (draft.lost, draft.more) == ("", "")
