"""Every page says what it may load and run, before it loads anything."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from xueku.site.policy import HEADER, POLICY, PREVIEW

_HANDLER = re.compile(r"on[a-z]+")
_OURS = {("assets", "xueku"), ("assets", "search"), ("assets", "quiz")}
_CDN = re.compile(r"unpkg|jsdelivr|cdnjs|googleapis|gstatic|api\.github\.com")


def test_no_policy_lets_inline_scripts_run_or_another_host_be_asked() -> None:
    for policy in (POLICY, HEADER, PREVIEW):
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "*" not in policy


def test_every_page_says_the_policy_before_it_loads_anything(built: Path) -> None:
    pages = sorted(built.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        head = LexborHTMLParser(page.read_text("utf-8")).css_first("head")
        elements = [node for node in head.iter() if node.tag != "-text"]
        assert [node.attributes for node in elements[:2]] == [
            {"charset": "utf-8"},
            {"http-equiv": "Content-Security-Policy", "content": POLICY},
        ], page


def test_no_page_has_what_the_policy_would_refuse(built: Path) -> None:
    for page in sorted(built.rglob("*.html")):
        html = LexborHTMLParser(page.read_text("utf-8"))
        assert not html.css("style, base, iframe, object, embed"), page
        assert not [node for node in html.css("script") if not node.attributes.get("src")], page
        for node in html.css("*"):
            names = node.attributes.keys()
            assert "style" not in names, (page, node.html)
            assert not [name for name in names if _HANDLER.fullmatch(name)], (page, node.html)


def test_the_engine_ships_no_script_so_no_address_of_a_cdn(built: Path) -> None:
    scripts = sorted(built.rglob("*.js"))
    assert scripts
    assert all(script.relative_to(built).parts[:2] in _OURS for script in scripts)
    assert not [script for script in scripts if _CDN.search(script.read_text("utf-8"))]
