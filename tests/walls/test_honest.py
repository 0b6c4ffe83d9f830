"""What honest editors write comes out as they meant it, behind both walls."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served
from tests.walls.poking import poking
from xueku.render.markdown import Converter, Job
from xueku.render.slots import fill
from xueku.site.assets import assets
from xueku.site.bare import bare_page, site_loads
from xueku.site.page import Page
from xueku.site.writer import write_file

pytestmark = pytest.mark.browser

HONEST = {
    "**重点**": "strong:text('重点')",
    "*着重*": "em",
    "`xueku check`": "code:text('xueku check')",
    "### 会后 7 日 <一>": "h3[id='s-会后-7-日-一']:text('会后 7 日 <一>')",
    "### 讲义 { #jiang-yi }": "h3#s-jiang-yi",
    '[清单](qingdan.pdf "半页")': "a[href='index.html'][title='半页']",
    "[网站](https://example.com/a?b=1&c=2#d)": "a[href='https://example.com/a?b=1&c=2#d']",
    "[写信](mailto:a@example.com)": "a[href^='mailto:']",
    "[见][注]\n\n[注]: https://example.com/x": "a[href='https://example.com/x']",
    "<https://example.com/y>": "a[href='https://example.com/y']",
    "![签到桌](zhuo.png){ width=300 }": "img[alt='签到桌'][width='300']",
    "- 一\n- 二\n    1. 三": "ul li ol li",
    "1. 第一\n2. 第二": "ol li:text('第二')",
    "- [x] 记录归档": "span[aria-label='已选']",
    "> 会后七日内形成记录。": "blockquote p",
    "| 时间 | 事 |\n|:--|--:|\n| 9:00 | 签到 |": "table td.xk-right",
    "脚注[^1]\n\n[^1]: 出处": "sup a.footnote-ref",
    '!!! note "说明：a < b & c"\n    正文': ".admonition-title:text('说明：a < b & c')",
    '??? tip "点开看"\n    正文': "details summary",
    '=== "早上"\n    一\n\n=== "下午"\n    二': ".tabbed-set label:text('下午')",
    '```python\nif a < b and b > c: print("&")\n```': "code.language-python:text('if a < b and b > c')",
    "    缩进 <b>": "pre code:text('缩进 <b>')",
    "词语\n:   释义": "dl dd",
    "一 < 二，三 > 二，A&B，“引号”，&copy; 2026": "p:text('一 < 二，三 > 二，A&B，“引号”，© 2026')",
    "第一行  \n第二行": "p br",
    "---": "hr",
    "示例单位的事": "abbr[title='只为演示']",
    '写 onclick="…" 和 javascript: 也只是字': "p:text('onclick=\"…\"')",
}


def test_honest_constructs_come_out_whole(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = tmp_path_factory.mktemp("老实人")
    for address, content in assets().values():
        write_file(site / address, content)
    converter = Converter({"示例单位": "只为演示"})
    main = "".join(
        f'<div class="xk-prose md-typeset" data-number="{number}">{_rendered(converter, text)}</div>'
        for number, text in enumerate(HONEST)
    )
    page_html = bare_page(Page("index.html", "照写的", "", main), site_loads("index.html")).main_html
    (site / "index.html").write_text(page_html, "utf-8")
    troubles: list[str] = []
    with served(site) as server, poking(chromium) as poked:
        poked.page.on("console", lambda message: troubles.append(message.text))
        for base in (server, f"file://{site}"):
            poked.page.goto(f"{base}/index.html")
            for number, selector in enumerate(HONEST.values()):
                found = poked.page.locator(f"[data-number='{number}'] {selector}")
                assert found.count() >= 1, (base, [*HONEST][number])
    assert len(HONEST) >= 20
    assert troubles == []


def _rendered(converter: Converter, text: str) -> str:
    return fill(converter.convert(Job(text, prefix="s-")).html, lambda _: "index.html").replace(
        'src="index.html"', f'src="{assets()["favicon.png"][0]}"'
    )
