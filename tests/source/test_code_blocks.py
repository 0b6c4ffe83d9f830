"""Code is what the converter makes code of, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser

from tests.quoting.texts import prose
from xueku.render.markdown import Converter, Job
from xueku.source.prose import read_prose

_STARTS = some.sampled_from(
    ["", "", "    ", "    ", "        ", "            ", "\t", "  ", "   ", "     ", "> ", ">     ", "> > ", "    > ", "- ", "    - ", "1. ",
     "* ", "## ", "    ## ", ":   ", "| ", "!!! note ", "    !!! note ", '=== "', "??? note ", "[^1]: ", "[^1] "]
)  # fmt: skip
_ALONE = some.sampled_from(
    ["", "", "", "    ", "---", "    ---", "===", "\n```", "\n    ```", "\n> ```", "\n~~~", "|---|---|", "<!-- 批注 -->", "    <!-- 批注 -->",
     "    | 甲 | 乙 |", "    }", "        }", ">", "-", "    -"]
)  # fmt: skip
_LINE = some.one_of(some.tuples(_STARTS, some.just("词")).map("".join), _ALONE)
_NUMBERED = re.compile(r"词\d+")


@some.composite
def _texts(draw: some.DrawFn) -> str:
    lines = draw(some.lists(_LINE, max_size=14))
    return _with_numbers("\n".join(lines))


def _with_numbers(markdown: str) -> str:
    pieces = markdown.split("词")
    return "".join(f"词{number}" * (number > 0) + piece for number, piece in enumerate(pieces))


_CONVERTER = Converter({})


def _converted(markdown: str) -> set[str]:
    page = LexborHTMLParser(_CONVERTER.convert(Job(prose(markdown).written)).html)
    return {word for code in page.css("code") for word in _NUMBERED.findall(code.text())}


def _read(markdown: str) -> set[str]:
    """The words that are blanked as code."""
    return {*_NUMBERED.findall(markdown)} - {*_NUMBERED.findall(prose(markdown).outline)}


def _are_closed(markdown: str) -> bool:
    """Whether every fence has its end: what is left of one that has none is told, and read as text."""
    return not read_prose(markdown, "甲.md", (("甲.md", 1),) * (markdown.count("\n") + 1))[1]


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("词1\n\n    词2\n\n词3", {"词2"}),
        ("词1\n    词2", set()),
        ("- 词1\n\n    词2\n\n        词3", {"词3"}),
        ("!!! note\n    词1\n\n        词2", {"词2"}),
        ("## 词1\n    词2", {"词2"}),
        ("> 词1\n>\n>     词2", {"词2"}),
        ("> ```\n> 词1\n> ```\n\n词2", {"词1"}),
        ("> ```\n> 词1\n\n词2\n\n> ```\n> 词3\n> ```", {"词3"}),
        ("[^1]\n\n[^1]: 词1\n\n        词2", {"词2"}),
        ("- 词1\n\n```\n词2\n```\n\n    词3", {"词2", "词3"}),
        ("词1\n\n\t词2", {"词2"}),
        ("    词1\n\n    }\n\n    词2", {"词1", "词2"}),
        ("```\n词1\n```\n    词2", {"词1"}),
        ("词1\n\n<!-- 批注 -->\n    词2", {"词2"}),
    ],
)
def test_indented_code_is_told_from_what_is_only_indented(markdown: str, code: set[str]) -> None:
    assert _converted(markdown) == code
    assert _read(markdown) == code


@given(_texts())
@example("    词1\n    ---\n    词2")
def test_code_is_what_the_converter_makes_code_of(markdown: str) -> None:
    assume(_are_closed(markdown))
    assert _read(markdown) == _converted(markdown)
