/** A work read article by article: which one the reader is at, the way to its neighbours, its address and its citation. */

import { bindCopying } from "./copying";
import { all, required } from "./elements";
import { articleLabel, placeAt } from "./reading-place";

const READING_LINE = 0.3;

/** Fold the contents of a work where they are in the way, and show the bar of the article that is read. */
export function offerArticles(): void {
  for (const contents of all(document, "[data-xk-work-contents]")) foldInTheWay(contents);
  for (const bar of all(document, "[data-xk-article-bar]")) offerBar(bar);
}

/** Contents that do not stand beside the text stand before it. */
function foldInTheWay(contents: HTMLElement): void {
  if (getComputedStyle(contents).position !== "sticky") required<HTMLDetailsElement>(contents, "details").open = false;
}

function offerBar(bar: HTMLElement): void {
  const articles = all(document, ".xk-prose .xk-article");
  const here = required<HTMLAnchorElement>(bar, "[data-xk-article-here]");
  const previous = required<HTMLButtonElement>(bar, "[data-xk-article-previous]");
  const next = required<HTMLButtonElement>(bar, "[data-xk-article-next]");
  const cited = required<HTMLAnchorElement>(bar, "[data-xk-article-cited]");
  const links = new Map(all<HTMLAnchorElement>(document, "[data-xk-work-contents] p a").map((link) => [link.hash, link]));
  let current = -1;
  let waiting = false;

  const show = (): void => {
    waiting = false;
    const found = named(articles) ?? placeAt(articles.length, (index) => topOf(articles[index]), innerHeight * READING_LINE);
    if (found === current) return;
    mark(links.get(hashOf(articles[current])), false);
    mark(links.get(hashOf(articles[found])), true);
    current = found;
    here.textContent = articleLabel(articles[current]?.textContent ?? "");
    here.href = hashOf(articles[current]);
    previous.disabled = current === 0;
    next.disabled = current === articles.length - 1;
    const list = document.getElementById(`xk-cited-${articles[current]?.id ?? ""}`);
    cited.hidden = list === null;
    if (list !== null) cited.href = `#${list.id}`;
  };
  const soon = (): void => {
    if (!waiting) requestAnimationFrame(show);
    waiting = true;
  };
  const go = (step: number): void => {
    show();
    const article = articles[current + step];
    // Going from article to article is reading on, not a way to go back by.
    if (article !== undefined) location.replace(hashOf(article));
    soon();
  };

  previous.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  bindCopying(required(bar, "[data-xk-article-address]"), () => `${location.href.split("#", 1)[0] ?? ""}${here.hash}`);
  bindCopying(required(bar, "[data-xk-article-citation]"), () => (bar.dataset.citation ?? "").replace("{}", here.textContent ?? ""));
  addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(step);
  });
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  addEventListener("hashchange", soon);
  show();
  bar.hidden = articles.length === 0;
}

/** The article that the address names, while it is in sight. */
function named(articles: readonly HTMLElement[]): number | null {
  const target = document.getElementById(location.hash.slice(1));
  const top = topOf(target);
  if (target === null || top > innerHeight || top + target.offsetHeight < 0) return null;
  const index = articles.indexOf(target);
  return index < 0 ? null : index;
}

/** Say which article of the contents is read, and keep it in sight there. */
function mark(link: HTMLAnchorElement | undefined, isCurrent: boolean): void {
  if (link === undefined) return;
  if (!isCurrent) {
    link.removeAttribute("aria-current");
    return;
  }
  link.setAttribute("aria-current", "location");
  const box = link.closest<HTMLElement>("[data-xk-work-contents]");
  if (box === null || link.offsetParent === null) return;
  const below = link.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
  const above = box.getBoundingClientRect().top - link.getBoundingClientRect().top;
  if (below > 0 || above > 0) box.scrollTop += below > 0 ? below + box.clientHeight / 3 : -above - box.clientHeight / 3;
}

function topOf(element: HTMLElement | null | undefined): number {
  return element?.getBoundingClientRect().top ?? Infinity;
}

function hashOf(article: HTMLElement | undefined): string {
  return article === undefined ? "" : `#${article.id}`;
}
