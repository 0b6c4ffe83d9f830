"""Pages in the place of a record that is not there."""

from __future__ import annotations

import pytest

from xueku.site.moved import forwarding_page, leads_to, tombstone_page
from xueku.site.policy import POLICY

OLD, SAME, OTHER = (
    "courses/jiu-bianhao/index.html",
    "courses/chongwen-shici/index.html",
    "articles/dushu/index.html",
)


@pytest.mark.parametrize("there", [SAME, OTHER])
def test_a_page_leads_to_the_record_that_it_names_and_to_no_other(there: str) -> None:
    page = forwarding_page(OLD, there, "重温入党誓词")
    assert [other for other in (SAME, OTHER) if leads_to(page, OLD, other)] == [there]
    assert not leads_to(page, OLD, there.replace("/index.html", "-er/index.html"))


def test_a_tombstone_leads_nowhere_and_its_reason_is_text() -> None:
    page = tombstone_page(OLD, '<b onclick="x">已修订</b>')
    assert not any(leads_to(page, OLD, there) for there in (SAME, OTHER))
    assert b"<b " not in page
    assert "&lt;b onclick" in page.decode()


def test_both_say_the_policy_and_need_no_script() -> None:
    for page in (forwarding_page(OLD, SAME, "重温入党誓词"), tombstone_page(OLD, "已修订")):
        assert f'content="{POLICY}"' in page.decode()
        assert b'href="../../index.html"' in page
