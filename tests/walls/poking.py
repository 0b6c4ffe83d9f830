"""A browser with a canary: which probes ran, and who was asked outside, while every element is clicked, focused and pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

from tests.walls.hostile import OUTSIDE

SETTLED_MILLISECONDS = 40
_EVENTS = (
    "focus blur mouseover mouseenter pointerenter mousedown auxclick contextmenu keydown input change wheel copy dragstart toggle "
    "animationstart transitionend submit scroll close start finish begin"
)
_POKE = """events => {
  window.print = () => {};
  // A reader may follow an honest link; a script in a link has to try here.
  const stays = event => {
    const link = event.target.closest && event.target.closest('a[href]');
    if (link && /^(?:https?|mailto|file):/.test(link.protocol)) event.preventDefault();
  };
  document.addEventListener('click', stays, true);
  document.addEventListener('submit', event => {
    if (event.target.action.startsWith(location.origin)) event.preventDefault();
  }, true);
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const element of Array.from(document.querySelectorAll(':root *')).slice(0, 3000)) {
    if (!element.isConnected || element.matches('[data-xk-print], [type=file]')) continue;
    try { if (element.focus) element.focus({preventScroll: true}); } catch (_) {}
    for (const name of events.split(' ')) element.dispatchEvent(new Event(name, {cancelable: true}));
    if (!element.isConnected) continue;
    try { if (element.click) element.click(); else element.dispatchEvent(new MouseEvent('click', {bubbles: true})); } catch (_) {}
  }
}"""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


@dataclass
class Poked:
    """A page whose probes are heard. `ran` are the numbers of those that ran, `asked` the outside addresses that were asked."""

    page: Page
    ran: set[int] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def open(self, address: str) -> Page:
        """Go there, and poke at everything."""
        self.page.goto(address)
        self.page.evaluate(_POKE, _EVENTS)
        self.page.wait_for_timeout(SETTLED_MILLISECONDS)
        return self.page

    def take_policy_from(self, site: Path) -> None:
        """From now on the pages of this site come without the second wall."""

        def answer(route: Route) -> None:
            address = unquote(urlsplit(route.request.url).path).lstrip("/")
            body = without_policy((site / address).read_text("utf-8"))
            route.fulfill(body=body, content_type="text/html; charset=utf-8")

        self.page.route(re.compile(r"^http://127[^?#]*\.html"), answer)

    def try_out(self, address: str, html: str) -> None:
        """The same with a page that is made up for this address."""
        self.page.route(
            address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
        )
        try:
            self.open(address)
        except Error as error:
            # A page that the snippet itself leaves while we poke at it.
            if "navigat" not in str(error) and "context was destroyed" not in str(error):
                raise
            self.page.wait_for_timeout(SETTLED_MILLISECONDS)
        self.page.unroute(address)


@contextmanager
def poking(chromium: Browser) -> Iterator[Poked]:
    """A context of its own, whose network ends at the loopback address."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    poked = Poked(context.new_page())
    context.expose_function("canary", lambda number: poked.ran.add(int(number)))
    context.route(
        lambda url: urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname != "127.0.0.1",
        lambda route: _refuse(poked, route),
    )
    poked.page.on("dialog", lambda dialog: dialog.dismiss())
    _stay_alone(context)
    try:
        yield poked
    finally:
        context.close()


def without_policy(html: str) -> str:
    """The page as it were without the second wall."""
    return _POLICY.sub("", html)


def _refuse(poked: Poked, route: Route) -> None:
    poked.asked.add(route.request.url.removeprefix(OUTSIDE))
    route.abort()


def _stay_alone(context: BrowserContext) -> None:
    """Windows that are opened are closed again."""
    own = context.pages[0]
    context.on("page", lambda page: None if page == own else page.close())
