"""Two walls against script, each alone: with the corpus rendered as ours and no policy, and rendered by a careless hand behind the policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from markdown import markdown
from playwright.sync_api import Browser

from tests.walls.hostile import Snippet, body_snippets, field_snippets
from tests.walls.poking import poking, without_policy
from xueku.render.markdown import Converter, Job
from xueku.render.slots import fill
from xueku.site.bare import bare_page, site_loads
from xueku.site.page import Page

pytestmark = pytest.mark.browser

BODY = body_snippets()
_CARELESS = (
    "admonition attr_list def_list footnotes md_in_html tables toc abbr pymdownx.details pymdownx.superfences "
    "pymdownx.tabbed pymdownx.tasklist"
).split()
_ON_A_PAGE = 32
_PAGE = "walls.html"
_CLOSED = "</script></style></title></textarea></xmp></noscript></template></select></svg></math></object></table></form></div>"
"""After a snippet that others follow on the same page."""
_SWALLOWS = (
    "<plaintext",
    "<frameset",
    "http-equiv",
    "<base",
    "<title>",
    "<!--",
    "<script>canary(259)",
    "<select",
    '<iframe src="java',
)
"""What leaves its page, or leaves nothing of it for others."""


def test_the_corpus_is_large_and_no_snippet_stands_twice() -> None:
    texts = [snippet.text for snippet in BODY]
    assert len(texts) >= 200
    assert len(
        {text.replace(f"({snippet.number})", "") for snippet, text in zip(BODY, texts, strict=True)}
    ) == len(texts)
    assert len({snippet.number for snippet in [*BODY, *field_snippets()]}) == len(BODY) + len(
        field_snippets()
    )


@pytest.mark.parametrize("alone", [False, pytest.param(True, marks=pytest.mark.long)])
def test_behind_the_policy_nothing_runs_that_runs_without_it(
    chromium: Browser, hostile_server: str, alone: bool
) -> None:
    pages = [*_careless_pages(_batches(BODY, alone)), *_careless_pages([_in_fields()])]
    with poking(chromium) as open_field:
        for html in pages:
            open_field.try_out(f"{hostile_server}/{_PAGE}", without_policy(html))
    with poking(chromium) as behind:
        for html in pages:
            behind.try_out(f"{hostile_server}/{_PAGE}", html)
    # The canary sings: a good half of what is tried does run in a page of today's browser.
    assert len(open_field.ran) > 130
    assert len(open_field.asked) > 10
    assert behind.ran == set()
    assert behind.asked == set()


@pytest.mark.parametrize("alone", [False, pytest.param(True, marks=pytest.mark.long)])
def test_rendered_as_ours_nothing_runs_without_the_policy(
    chromium: Browser, hostile_server: str, alone: bool
) -> None:
    converter = Converter({"示例单位": '" onmouseover="canary(0)'})
    with poking(chromium) as poked:
        for batch in _batches(BODY, alone, lone=()):
            main = "".join(
                f'<div class="xk-prose md-typeset">{_rendered(converter, snippet)}</div>' for snippet in batch
            )
            poked.try_out(f"{hostile_server}/{_PAGE}", without_policy(_on_a_page(main)))
    assert poked.ran == set()
    assert poked.asked == set()


@pytest.mark.parametrize("payloads", ["2", pytest.param("13456", marks=pytest.mark.long)])
def test_in_fields_questions_captions_and_vocabularies_nothing_runs_without_the_policy(
    chromium: Browser, hostile_site: Path, hostile_server: str, payloads: str
) -> None:
    pages = [page.relative_to(hostile_site).as_posix() for page in sorted(hostile_site.rglob("*.html"))]
    others = [f"-{payload}/" for payload in "123456" if payload not in payloads]
    shown = [page for page in pages if not any(other in page for other in others)]

    with poking(chromium) as poked:
        poked.take_policy_from(hostile_site)
        for page in shown:
            poked.open(f"{hostile_server}/{quote(page)}")
    assert len(shown) > 20
    assert poked.ran == set()
    assert poked.asked == set()


def _batches(
    snippets: Sequence[Snippet], alone: bool, lone: Iterable[str] = _SWALLOWS
) -> list[list[Snippet]]:
    """Snippets page by page."""
    by_itself = [snippet for snippet in snippets if alone or any(word in snippet.text for word in lone)]
    others = [snippet for snippet in snippets if snippet not in by_itself]
    return [
        *([snippet] for snippet in by_itself),
        *(others[first : first + _ON_A_PAGE] for first in range(0, len(others), _ON_A_PAGE)),
    ]


def _careless_pages(batches: Iterable[Sequence[Snippet]]) -> Iterator[str]:
    """Pages on which HTML in Markdown stays HTML."""
    for batch in batches:
        yield _on_a_page(_CLOSED.join(f"<div>{markdown(one.text, extensions=_CARELESS)}" for one in batch))


def _in_fields() -> list[Snippet]:
    """The payloads of fields as a template without escapes has them: between tags, and in attributes."""
    payloads = {one.text.partition("canary(")[0]: one for one in field_snippets()}.values()
    return [
        Snippet(
            one.number,
            one.place,
            f"<p>{one.text}</p><p title=\"{one.text}\">一</p><p title='{one.text}'>二</p>",
        )
        for one in payloads
    ]


def _on_a_page(main: str) -> str:
    """A page of ours, without its looks, which take time to work out and stop nothing."""
    return bare_page(Page(_PAGE, "墙", "", main), replace(site_loads(_PAGE), styles=())).main_html


def _rendered(converter: Converter, snippet: Snippet) -> str:
    """As our pages have it, with every link that could be one leading somewhere."""
    return fill(
        converter.convert(Job(snippet.text, prefix=f"s{snippet.number}-")).html, lambda _: "index.html"
    )
