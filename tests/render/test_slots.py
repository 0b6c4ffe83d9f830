from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from xueku.render.markdown import Converter, Job
from xueku.render.slots import fill

_converter = Converter({})


def _html(markdown: str) -> str:
    return _converter.convert(Job(markdown)).html


def test_a_slot_gets_the_address_of_its_number() -> None:
    html = fill(_html("[甲](xk:jia)和[乙](xk:yi#3)"), lambda slot: f"../{slot}/index.html")
    assert html == '<p><a href="../0/index.html">甲</a>和<a href="../1/index.html">乙</a></p>'


def test_a_link_to_nowhere_becomes_its_words_and_an_image_its_text() -> None:
    html = fill(_html("[**甲**](xk:jia) ![会场 & 讲台](media/a.png)"), lambda _: None)
    assert html == "<p><strong>甲</strong> 会场 &amp; 讲台</p>"


def test_an_image_inside_a_link_is_filled_on_its_own() -> None:
    html = _html("[![会场](小.jpg)](大.jpg)")
    assert [node.attributes["src"] for node in LexborHTMLParser(fill(html, str)).css("a > img")] == ["1"]
    assert fill(html, lambda slot: None if slot == 0 else "小.jpg") == '<p><img alt="会场" src="小.jpg"></p>'


def test_addresses_are_escaped() -> None:
    assert 'href="a&amp;b&quot;c"' in fill(_html("[甲](xk:jia)"), lambda _: 'a&b"c')


@given(
    st.lists(
        st.sampled_from(
            [
                "[甲](xk:a)",
                "![乙](b.png)",
                "[丙](#c)",
                "[丁](https://example.com)",
                "[![戊](e.png)](xk:e)",
                "文",
            ]
        ),
        max_size=8,
    )
)
def test_every_slot_is_asked_for_and_none_is_left(pieces: list[str]) -> None:
    rendered = _converter.convert(Job(" ".join(pieces)))
    asked: set[int] = set()

    def address(slot: int) -> str:
        asked.add(slot)
        return f"address-{slot}"

    html = fill(rendered.html, address)
    assert "xk-slot" not in html
    assert asked == set(range(len(rendered.outline.links)))
