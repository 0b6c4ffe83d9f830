from __future__ import annotations

from xueku.model.rendered import Section, TocEntry
from xueku.render.markdown import Converter, Job

BODY = """开头一段，见[规则](xk:guize)。

## 会前 **三日**

- 发通知
- 摆桌椅

### 分组

| 人数 | 组 |
| --- | --- |
| 8 | 2 |

## 会后

写`记录`[^1]，3 < 5。

[^1]: 七日内。
"""


def test_text_is_cut_at_headings_with_their_anchors() -> None:
    rendered = Converter({}).convert(Job(BODY))
    assert [(section.anchor, section.title) for section in rendered.sections] == [
        ("", ""),
        ("会前-三日", "会前 三日"),
        ("分组", "分组"),
        ("会后", "会后"),
    ]
    assert rendered.sections[0] == Section("", "", "开头一段，见规则。")
    assert rendered.sections[1].text == "发通知\n摆桌椅"
    assert rendered.sections[2].text.split() == ["人数", "组", "8", "2"]
    assert rendered.sections[3].text.startswith("写记录，3 < 5。")
    assert "七日内。" in rendered.sections[3].text


def test_the_contents_name_levels_anchors_and_words() -> None:
    rendered = Converter({}).convert(Job(BODY))
    assert rendered.toc == (
        TocEntry(2, "会前-三日", "会前 三日"),
        TocEntry(3, "分组", "分组"),
        TocEntry(2, "会后", "会后"),
    )


def test_links_are_numbered_as_they_stand() -> None:
    rendered = Converter({}).convert(
        Job("[甲](xk:jia) ![乙](yi.png) [丙](#bing) [丁](https://example.com) [戊](附件/戊.pdf)")
    )
    assert rendered.outline.links == ("xk:jia", "yi.png", "附件/戊.pdf")
