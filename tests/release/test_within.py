from __future__ import annotations

import pytest

from xueku.release.within import kept_within

HERE = "courses/chongwen-shici/index.html"
THERE = {HERE, "courses/chongwen-shici/handout.html", "index.html", "文件/教案.docx"}


@pytest.mark.parametrize(
    "link",
    [
        '<a href="handout.html#卡一">讲义</a>',
        '<a class="xk-button" href="../../index.html">首页</a>',
        '<a href="../../%E6%96%87%E4%BB%B6/%E6%95%99%E6%A1%88.docx" download>教案</a>',
        '<a href="#xk-quiz">自测</a>',
        '<a href="https://example.com/">网站</a>',
        '<a href="mailto:someone@example.com">写信</a>',
        '<a id="x">锚</a>',
    ],
)
def test_links_that_lead_somewhere_stay(link: str) -> None:
    assert kept_within(f"<p>见{link}。</p>", HERE, THERE) == f"<p>见{link}。</p>"


@pytest.mark.parametrize(
    "target",
    ["../index.html", "../../library/guize/index.html#12", "kit.zip", "../../topics/%E8%AF%BB%E4%B9%A6.html"],
)
def test_links_to_what_does_not_come_along_become_words(target: str) -> None:
    html = (
        f'<p><a class="x" href="{target}">《规则》<em>第十二条</em></a>与<a href="handout.html">讲义</a></p>'
    )
    expected = '<p>《规则》<em>第十二条</em>与<a href="handout.html">讲义</a></p>'
    assert kept_within(html, HERE, THERE) == expected
