from __future__ import annotations

import posixpath
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from xueku.site.page import relative

NAMES = st.text("ab重温 %#?&:.'\"()", min_size=1, max_size=5).filter(
    lambda name: name.strip(".") and "/" not in name
)
ADDRESSES = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@given(ADDRESSES, ADDRESSES)
def test_a_relative_address_leads_from_here_to_there(here: str, there: str) -> None:
    written = relative(here, there)
    assert posixpath.normpath(
        posixpath.join(posixpath.dirname(here), unquote(written))
    ) == posixpath.normpath(there)
    assert not set(written) & set(' #?"<>')
    assert ":" not in written


@given(ADDRESSES, NAMES)
def test_an_anchor_on_the_same_page_needs_no_file_name(here: str, anchor: str) -> None:
    written = relative(here, here, anchor)
    assert written.startswith("#")
    assert unquote(written[1:]) == anchor


def test_a_page_that_links_to_itself_names_its_file() -> None:
    assert relative("courses/a/index.html", "courses/a/index.html") == "index.html"
