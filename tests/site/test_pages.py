"""Every page of this repository's own site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

ADDRESSES = {
    "a": "href",
    "script": "src",
    "link": "href",
    "img": "src",
    "form": "action",
    "iframe": "src",
    "source": "src",
}


@cache
def _page(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text("utf-8"))


def _pages(site: Path) -> Iterator[tuple[Path, LexborHTMLParser]]:
    for file in sorted(site.rglob("*.html")):
        yield file, _page(file)


def _addresses(page: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    for tag, name in ADDRESSES.items():
        for node in page.css(f"{tag}[{name}]"):
            yield node, node.attributes[name] or ""


def test_no_page_asks_another_host(built: Path) -> None:
    for file, page in _pages(built):
        for node, address in _addresses(page):
            parts = urlsplit(address)
            if node.tag == "a":
                assert parts.scheme in ("", "http", "https", "mailto"), (file, address)
            elif not (node.tag == "link" and node.attributes.get("rel") == "canonical"):
                assert not parts.scheme, (file, address)
                assert not parts.netloc, (file, address)
        assert not page.css("[srcset], [poster], [data], object, embed, base"), file


def test_no_style_sheet_asks_another_host(built: Path) -> None:
    for file in built.rglob("*.css"):
        for address in re.findall(
            r"url\(\s*['\"]?([^)'\"]+)|@import\s+['\"]([^'\"]+)", file.read_text("utf-8")
        ):
            assert "".join(address).startswith(("data:", "#", "../", "./")) or ":" not in "".join(address), (
                file,
                address,
            )


def test_no_page_has_a_script_style_or_handler_of_its_own(built: Path) -> None:
    for file, page in _pages(built):
        for node in page.css("script"):
            assert node.attributes.get("src"), file
            assert not node.text().strip(), file
        assert not page.css("style"), file
        for node in page.css("*"):
            for name, value in node.attributes.items():
                assert not name.startswith("on"), (file, name)
                assert name != "style", (file, value)
                assert not (value or "").lstrip().lower().startswith("javascript:"), (file, value)


def test_every_internal_link_ends_in_a_file_that_is_there_with_its_anchor(built: Path) -> None:
    for file, page in _pages(built):
        if file.name == "404.html":
            continue  # It is served at any address, so its links start at the root.
        for _, address in _addresses(page):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            assert not parts.path.endswith("/"), (file, address)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target.is_file(), (file, address)
            assert target.is_relative_to(built.resolve()), (file, address)
            if parts.fragment and target.suffix == ".html":
                ids = {node.attributes.get("id") for node in _page(target).css("[id]")}
                assert unquote(parts.fragment) in ids or parts.fragment == "__top", (file, address)


def test_ids_are_unique_on_every_page(built: Path) -> None:
    for file, page in _pages(built):
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), (file, sorted({id_ for id_ in ids if ids.count(id_) > 1}, key=str))


def test_what_a_label_or_description_names_is_there(built: Path) -> None:
    for file, page in _pages(built):
        ids = {node.attributes["id"] for node in page.css("[id]")}
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for node in page.css(f"[{name}]"):
                for id_ in (node.attributes[name] or "").split():
                    assert id_ in ids, (file, name, id_)


def test_every_page_has_one_heading_of_the_first_level_a_title_a_description_and_a_language(
    built: Path,
) -> None:
    for file, page in _pages(built):
        assert len(page.css("h1")) == 1, file
        title, root = page.css_first("title"), page.css_first("html")
        assert title is not None, file
        assert title.text().strip(), file
        assert root is not None, file
        assert root.attributes.get("lang") == "zh", file
        assert page.css("meta[name=description][content]"), file


def test_headings_skip_no_level(built: Path) -> None:
    for file, page in _pages(built):
        levels = [
            int(str(node.tag)[1]) for node in page.css("main h1, main h2, main h3, main h4, main h5, main h6")
        ]
        for above, level in pairwise(levels):
            assert level <= above + 1, (file, levels)


def _indexed(built: Path) -> list[tuple[str, str]]:
    """Kind and address of every passage of the index."""
    found = []
    for file in (built / "assets/search/t").rglob("*.js"):
        _, _, kind, _, passages = json.loads(
            f"[{file.read_text('utf-8').partition('(')[2].rpartition(')')[0]}]"
        )
        found += [(kind, address) for address, _, _ in passages]
    return found


def test_every_passage_of_the_index_is_a_place_on_the_site(built: Path) -> None:
    indexed = _indexed(built)
    assert {kind for kind, _ in indexed} >= {"course", "case", "work", "docs"}
    for _, address in indexed:
        path, _, anchor = address.partition("#")
        assert (built / path).is_file(), address
        if anchor:
            assert anchor in {node.attributes.get("id") for node in _page(built / path).css("[id]")}, address


def test_every_page_but_the_help_pages_is_in_the_index(built: Path) -> None:
    indexed = {address.partition("#")[0] for _, address in _indexed(built)}
    records = {
        file.relative_to(built).as_posix() for file in built.glob("*/*/*.html") if file.parts[-3] != "assets"
    }
    assert records <= indexed


@pytest.mark.parametrize("name", ["登记表 (空白) 100% #1.pdf", "会场 “前排” 🖼.png"])
def test_files_with_awkward_names_are_on_the_site(built: Path, name: str) -> None:
    assert (built / "courses/chongwen-shici/附件" / name).is_file()


def test_nothing_that_no_page_needs_is_on_the_site(built: Path) -> None:
    names = [file.relative_to(built).as_posix() for file in built.rglob("*") if file.is_file()]
    assert not [
        name
        for name in names
        if name.endswith((".yml", ".md", ".py", ".map")) or name.startswith(("assets/javascripts", "dev/"))
    ]
