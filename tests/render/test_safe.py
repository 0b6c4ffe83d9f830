from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from xueku.render.markdown import Converter, Job
from xueku.render.safe import scheme_of
from xueku.render.slots import fill

HOSTILE = [
    '```{.a title=">" tabindex="1" autofocus="1" onfocus="alert(1)" style="position:fixed"}\nx\n```',
    "```{.python/onclick=alert(1)}\nx\n```",
    '```python onclick="alert(1)"\nx\n```',
    "[看](xk-slot:99)",
    "[看](xk:a){ foo href='javascript:alert(1)' }",
    '![看](a.png){ src="https://example.com/x.png" }',
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.com/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<style>*{display:none}</style>",
    "<base href=//example.com/>",
    "<form action=//example.com/><input name=q></form>",
    "<details open ontoggle=alert(1)>",
    '<div markdown="1" onclick="alert(1)">\n\n正文\n\n</div>',
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php alert(1) ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[甲](javascript:alert(1))",
    "[甲](JaVaScRiPt:alert(1))",
    "[甲](javascript&#58;alert(1))",
    "[甲](javascript&colon;alert(1))",
    "[甲](&#106;avascript:alert(1))",
    "[甲](&#x6A;avascript:alert(1))",
    "[甲](java&Tab;script:alert(1))",
    "[甲](java&NewLine;script:alert(1))",
    "[甲](java\tscript:alert(1))",
    "[甲](java\\script:alert(1))",
    "[甲](<java script:alert(1)>)",
    "[甲]( \x01javascript:alert(1))",
    "[甲](vbscript:msgbox(1))",
    "[甲](data:text/html;base64,PHNjcmlwdD4=)",
    '[甲](xk:a "\\" onclick=\\"alert(1)")',
    "[甲](xk:a 'x\" onmouseover=\"alert(1)')",
    '[甲](a" onclick="alert(1))',
    "[甲][乙]\n\n[乙]: javascript:alert(1)",
    '[甲][乙]\n\n[乙]: xk:a "x\\" onclick=\\"alert(1)"',
    "![甲](javascript:alert(1))",
    "![甲](//example.com/a.png)",
    "![甲](https://example.com/a.png)",
    '![甲" onerror="alert(1)](a.png)',
    "<javascript:alert(1)>",
    '<https://example.com/"onclick=alert(1)>',
    '**甲**{ onclick="alert(1)" }',
    "**甲**{ ONCLICK=alert(1) style=color:red }",
    "## 甲 { onclick=alert(1) id=md-header }",
    "[甲](xk:a){ href=javascript:alert(1) }",
    "![甲](a.png){ srcset=//example.com/a.png }",
    "| 甲 |\n| --- |\n| 乙 { onclick=alert(1) } |",
    "- [ ] <script>alert(1)</script>",
    '!!! note "<script>alert(1)</script>"\n    甲',
    '!!! note" onclick="alert(1)\n    甲',
    '??? note "甲" onclick=alert(1)\n    乙',
    '=== "<img src=x onerror=alert(1)>"\n    甲',
    "```{ .text onclick=alert(1) }\n甲\n```",
    '```text title="<script>alert(1)</script>"\n甲\n```',
    '```"><script>alert(1)</script>\n甲\n```',
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "甲[^1]\n\n[^1]: <script>alert(1)</script>",
    '甲[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: 乙',
    "词语\n: <script>alert(1)</script>",
    "三会一课<script>alert(1)</script>",
    "\x02wzxhzdk:0\x03<script>alert(1)</script>",
]
GLOSSARY = {"三会一课": '"><script>alert(1)</script>'}
FORBIDDEN = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "base",
    "form",
    "link",
    "meta",
    "button",
    "textarea",
    "math",
}
_converter = Converter(GLOSSARY)


def assert_harmless(html: str) -> None:
    """No element, attribute or address that can run a program, change the page or ask another host."""
    for node in LexborHTMLParser(f"<main>{html}</main>").css("main *"):
        assert node.tag not in FORBIDDEN, html
        for name, value in node.attributes.items():
            assert not name.startswith("on"), html
            assert name not in ("style", "srcset", "formaction", "srcdoc", "xlink:href"), html
            if name in ("href", "src"):
                scheme = scheme_of(value or "")
                allowed = (
                    ("", "xk", "xk-slot")
                    if node.tag == "img"
                    else ("", "xk", "xk-slot", "http", "https", "mailto")
                )
                assert scheme in allowed, html
        if node.tag == "input":
            assert node.attributes.get("type") in ("radio", "checkbox"), html


@pytest.mark.parametrize("markdown", HOSTILE)
@pytest.mark.parametrize("has_articles", [False, True])
def test_nothing_hostile_gets_out(markdown: str, has_articles: bool) -> None:
    rendered = _converter.convert(Job(markdown, has_articles))
    assert_harmless(rendered.html)
    assert_harmless(fill(rendered.html, lambda slot: '"><script>alert(1)</script>' if slot % 2 else None))


@given(
    st.lists(
        st.sampled_from(
            [*HOSTILE, "\n", "\n\n", "> ", "- ", "    ", "| ", "`", "```\n", "**", "[", "](", ")", "{", "}"]
        ),
        max_size=8,
    )
)
def test_no_mixture_of_hostile_pieces_gets_out(pieces: list[str]) -> None:
    assert_harmless(_converter.convert(Job("".join(pieces))).html)


@given(st.text("<>\"'=/abonclick script:&#;[](){}!`*\n\\ ", max_size=80))
def test_no_mixture_of_signs_gets_out(text: str) -> None:
    assert_harmless(_converter.convert(Job(text)).html)


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("https://example.com", "https"),
        ("HTTPS://example.com", "https"),
        ("//example.com", "//"),
        ("/\\example.com", "//"),
        ("\\\\example.com", "//"),
        ("java\nscript:alert(1)", "javascript"),
        ("&#x6a;avascript&#58;alert(1)", "javascript"),
        ("media/现场:一.jpg", ""),
        ("现场:一.jpg", ""),
        ("#第一章", ""),
        ("xk:guize#12", "xk"),
        ("", ""),
    ],
)
def test_a_scheme_is_read_as_a_browser_would(target: str, scheme: str) -> None:
    assert scheme_of(target) == scheme


def test_an_attribute_list_changes_no_address() -> None:
    rendered = _converter.convert(
        Job('[看](xk:a){ foo href="https://example.com" } ![图](a.png){ src="//example.com" }')
    )
    assert "example.com" not in rendered.html
    assert rendered.outline.links == ("xk:a", "a.png")


def test_an_author_names_no_slot_of_ours() -> None:
    rendered = _converter.convert(Job("[看](xk-slot:99)"))
    assert "href" not in rendered.html
    assert rendered.outline.links == ()


def test_the_classes_of_the_frame_are_not_for_authors() -> None:
    rendered = _converter.convert(
        Job('**甲**{ .md-overlay .xk-header .zhongdian }\n\n!!! md-overlay "乙"\n    丙')
    )
    classes = {
        name
        for node in LexborHTMLParser(rendered.html).css("[class]")
        for name in (node.attributes["class"] or "").split()
    }
    assert classes == {"zhongdian", "admonition", "admonition-title"}


def test_a_box_without_a_title_has_a_chinese_one() -> None:
    html = _converter.convert(
        Job('!!! warning\n    不占号\n\n??? note\n    再说\n\n!!! note "安全"\n    慢')
    ).html
    assert [node.text() for node in LexborHTMLParser(html).css(".admonition-title, summary")] == [
        "注意",
        "说明",
        "安全",
    ]
