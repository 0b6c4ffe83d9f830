"""Saved pages and exported files: read by allow list, nothing of their HTML passed on."""

from __future__ import annotations

import base64
import re
from io import BytesIO

import pytest
from PIL import Image

from tests.importers.text.drafting import body_of, of_html, told
from xueku.importers.html.conversion import convert_html
from xueku.importers.surroundings import Surroundings
from xueku.importers.visible import visible_text
from xueku.model.diagnostic import XuekuError
from xueku.render.markdown import Converter, Job

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>楼道里的二十三样东西 - 示例单位</title>
<meta name="author" content="示例单位 某同志"><meta property="article:published_time" content="2026-05-06T08:00">
<style>p{color:red}</style><script>var 程序 = 1 < 2;</script></head>
<body><nav>首页 <a href="/">栏目</a></nav>
<article><h1>楼道里的二十三样东西</h1>
<p>第一天数了一遍，
有<b>二十三</b>样：<i>鞋架</i>、纸箱。<br>第二天又数。</p>
<div>散着的一句 <a href="https://example.org/a?b=(1)">出处</a> 和 <a href=" java&#10;script:alert(1)">坏的</a>。</div>
<h3>怎么办</h3>
<ul><li>先问<ul><li>问一楼</ul><li>再搬</ul>
<ol start="3"><li><p>第三步</p><p>另一段</p></ol>
<table><caption>清点</caption><tr><th>楼层<th rowspan=2>样数</tr><tr><td>一|二</table>
<blockquote><p>搬不动的，<p>两个人搬。</blockquote>
<pre><code class="language-py">a &lt; `b`</code></pre>
<details><summary>名单</summary><p>不写姓名。</p></details>
<p style="display: none">藏着的字</p><p>1. 不是列表 * 也不是 &lt;b&gt; 强调_ # </p>
<img src="楼道_files/a.png" alt="楼道" width="400" onerror="alert(1)"><iframe src="http://x/"></iframe>
</article><footer>版权所有</footer></body></html>"""


def test_a_saved_page() -> None:
    draft = of_html(PAGE, ("楼道_files/a.png",))
    body = body_of(draft)
    assert draft.title == "楼道里的二十三样东西"
    assert "第一天数了一遍，有**二十三**样：*鞋架*、纸箱。  \n第二天又数。\n" in body
    assert "[出处](https://example.org/a?b=%281%29) 和 坏的。" in body
    assert "## 怎么办\n\n- 先问\n    - 问一楼\n- 再搬\n3. 第三步\n\n    另一段\n" in body
    assert "清点\n\n| 楼层 | 样数 |\n| --- | --- |\n| 一\\|二 |  |" in body
    assert "> 搬不动的，\n>\n> 两个人搬。" in body
    assert "```py\na < `b`\n```" in body
    assert '??? note "名单"\n    不写姓名。' in body
    assert "![楼道](media/tu-1.png){ width=400 }" in body
    assert "1.不是列表 * 也不是 <b> 强调_ #" in visible_text(body)
    words = told(draft)
    assert "藏起来的文字没有导入：“藏着的字”" in words
    assert "网页正文以外的部分没有导入：“首页 栏目 版权所有”" in words
    assert "不能用，只留下文字" in words
    assert "网页里的 <iframe> 1 处没有导入" in words
    head = draft.files["index.md"].decode().partition("\n---\n\n")[0]
    assert "author: 示例单位 某同志" in head
    assert "date: 2026-05-06\n" in head
    assert "summary: 第一天数了一遍，有二十三样" in head
    assert (draft.lost, draft.more) == ("", "")


ATTACKS = (
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">点</a>',
    '<a href="data:text/html,<script>alert(1)</script>">点</a>',
    '<a href="//evil.example/">点</a>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[点](javascript:alert(1))",
    "![x](javascript:alert(1))",
    "<p>&lt;img src=x onerror=alert(1)&gt;",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'http://x'</style>",
    "<base href='http://x/'><form action=javascript:alert(1)><button>点</button></form>",
    "<table background=javascript:alert(1)><tr><td>点<td>{: onclick=alert(1) }</table>",
    "<code>`</code><img src=x onerror=alert(1)>",
    '<img alt="](javascript:alert(1)) [" src="a.png">',
    "<a href='https://a/) [x](javascript:alert(1)'>点</a>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_an_attack_reaches_the_page(attack: str) -> None:
    draft = of_html(f"<body><p>前一句。</p>{attack}<p>后一句。</p></body>", ("a.png",))
    shown = Converter({}).convert(Job(body_of(draft))).html
    for tag in ("<script", "<svg", "<iframe", "<style", "<form", "<base"):
        assert tag not in shown
    assert 'href="javascript' not in shown
    assert 'href="data' not in shown
    assert 'href="//' not in shown
    assert not re.search(r"<[^<>]*\son(?:error|click|load)=", shown)
    assert "前一句。" in shown


def test_a_picture_within_the_page_comes_along() -> None:
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    held = base64.b64encode(file.getvalue()).decode()
    html = f'<p>看图。<img alt="点" src="data:image/png;base64,{held}"><img src="data:image/png;base64,{base64.b64encode(b"MZ").decode()}">'
    draft = of_html(html)
    assert draft.files["media/tu-1.png"] == file.getvalue()
    assert "找不到，或者不是 PNG" in told(draft)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"MIME-Version: 1.0\n\n<html>", "单文件网页"),
        (b"<html><body><script>render()</script></body></html>", "网页里没有正文"),
        (b"", "文件是空的"),
    ],
    ids=["mht", "program", "empty"],
)
def test_a_page_without_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(XuekuError, match=reason):
        convert_html("来稿.html", content, Surroundings())


def test_elements_in_elements_without_end_are_refused() -> None:
    with pytest.raises(RecursionError):
        convert_html("来稿.html", b"<div>" * 100_000 + "字".encode(), Surroundings())


def test_a_line_of_two_megabytes_is_read() -> None:
    found = convert_html("来稿.html", ("<p>" + "字" * 700 + "</p>").encode() * 950, Surroundings())
    assert found.characters["字"] == 700 * 950
