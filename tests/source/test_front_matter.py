from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xueku.source.front_matter import split_front_matter

LINES = st.lists(
    st.sampled_from(["id: shici", "title: 誓词", "", "--- 不是", " ---", "----", "正文。"]), max_size=6
)


@given(LINES, LINES)
def test_the_halves_are_what_stands_between_and_after_the_lines(fields: list[str], body: list[str]) -> None:
    text = "\n".join(["---", *fields, "---", *body])
    halves, findings = split_front_matter(text, "index.md")
    assert halves is not None
    assert findings == []
    assert halves.fields.split("\n")[: len(fields)] == fields
    assert halves.body == "\n".join(body)
    assert halves.body_line == len(fields) + 3


def test_a_line_across_the_body_belongs_to_the_body() -> None:
    halves, _ = split_front_matter("---\nid: shici\n---\n\n前\n\n---\n\n后\n", "index.md")
    assert halves is not None
    assert halves.body == "\n前\n\n---\n\n后\n"


def test_spaces_after_the_line_do_no_harm() -> None:
    halves, findings = split_front_matter("---  \nid: shici\n--- \n正文\n", "index.md")
    assert halves is not None
    assert (halves.fields, halves.body, findings) == ("id: shici\n", "正文\n", [])
