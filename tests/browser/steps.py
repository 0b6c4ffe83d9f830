"""What readers do in searching, and what tests read from the page of results."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Watched

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
LIST = "[data-xk-result-list]"
STATUS = "[data-xk-result-status]"
NOTES = "[data-xk-result-notes]"
CHIPS = "[data-xk-result-chips] button"
HEADER = ".xk-header__search input"
PHONE = {"viewport": {"width": 390, "height": 844}}


def base_of(way: str, site: Path, server: str) -> str:
    """The site's address over http, or as files."""
    return server if way == "http" else f"file://{site}"


def search(watched: Watched, base: str, query: str, more: str = "") -> Page:
    """Open the page of results for a query, and wait for the first of them."""
    page = watched.open(f"{base}/search.html?q={query}{more}")
    answered(page)
    return page


def submit(page: Page, query: str) -> None:
    """Send another query from the box of the page of results, and wait for the answer."""
    box = page.locator(".xk-search-page input[name=q]")
    box.fill(query)
    box.press("Enter")
    expect(page.locator(LIST)).to_have_attribute("data-xk-query", query, timeout=10_000)


def answered(page: Page) -> None:
    """Wait for the first results."""
    expect(page.locator(LIST)).to_have_attribute("aria-busy", "false", timeout=10_000)


def read_on(page: Page) -> Page:
    """Go to the end of the results until no more come by themselves."""
    hits, more = page.locator(".xk-results .xk-hit"), page.locator(".xk-results__more")
    if more.is_visible() and hits.count() < 20:
        count = hits.count()
        more.scroll_into_view_if_needed()
        expect(hits).not_to_have_count(count, timeout=10_000)
    return page


def titles(page: Page) -> list[str]:
    """The titles of the results, as many as come by themselves."""
    read_on(page)
    return page.locator(".xk-results .xk-hit__title").all_inner_texts()


def total(page: Page) -> int:
    """How many results the page says that there are."""
    return int(page.locator(STATUS).inner_text().split()[1])


def at_first(page: Page) -> int:
    """How many results come without being asked for."""
    return min(total(page), 20)


def all_titles(page: Page) -> list[str]:
    """The titles of all results; those that do not come by themselves are asked for."""
    hits, more = read_on(page).locator(".xk-results .xk-hit"), page.locator(".xk-results__more")
    count = total(page)
    for shown in range(40, count + 20, 20):
        more.click()
        expect(hits).to_have_count(min(shown, count), timeout=10_000)
    expect(more).to_be_hidden()
    return page.locator(".xk-results .xk-hit__title").all_inner_texts()


def load_axe(page: Page) -> None:
    """Have axe on the page; as a script of the page its policy would refuse it."""
    page.evaluate(AXE.read_text("utf-8"))


def serious_violations(page: Page) -> list[str]:
    """What axe finds on the page as it is now, of serious or critical impact."""
    return violations(page, ("serious", "critical"))


def violations(
    page: Page, impacts: tuple[str, ...] = ("minor", "moderate", "serious", "critical")
) -> list[str]:
    """What axe finds on the page as it is now, of these impacts."""
    load_axe(page)
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for violation in result["violations"]
        if violation["impact"] in impacts
        for node in violation["nodes"]
    ]
