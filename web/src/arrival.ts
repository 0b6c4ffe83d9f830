/** What a reader searched for, marked on the page that a hit led to. */

import { create, createButton } from "./elements";
import { firstInSection, markTexts, unfold, unmark } from "./marking";
import { fold } from "./terms";

const PARAMETER = "mark";
const MOST_TERMS = 5;
const LONGEST_TERM = 40;

/** The address with those of the terms that the text holds as parameters before its anchor; terms inside others are left out. */
export function withMarks(address: string, terms: readonly string[], text: string): string {
  const folded = fold(text);
  const found = terms.filter((term) => term.length <= LONGEST_TERM && folded.includes(term));
  const whole = found.filter((term) => !found.some((other) => other !== term && other.includes(term))).slice(0, MOST_TERMS);
  if (whole.length === 0) return address;
  const [page = "", anchor] = address.split("#");
  const parameters = new URLSearchParams(whole.map((term) => [PARAMETER, term]));
  return `${page}?${parameters.toString()}${anchor === undefined ? "" : `#${anchor}`}`;
}

/** The folded terms that a URL query asks to mark. */
export function readMarks(urlQuery: string): string[] {
  const terms = new URLSearchParams(urlQuery).getAll(PARAMETER).map((term) => fold(term.trim()));
  return Array.from(new Set(terms.filter((term) => term !== "" && term.length <= LONGEST_TERM))).slice(0, MOST_TERMS);
}

/** The URL query without what asks to mark, with "?" before it or "". */
export function withoutMarks(urlQuery: string): string {
  const parameters = new URLSearchParams(urlQuery);
  parameters.delete(PARAMETER);
  const written = parameters.toString();
  return written === "" ? "" : `?${written}`;
}

/** Mark in `root` what the address asks for, show where the reader is, and offer to take the marks away. */
export function markArrival(root: HTMLElement): void {
  const terms = readMarks(location.search);
  const marks = markTexts(root, terms);
  showPlace(root, marks);
  // A jump within the page may lead into a fold.
  addEventListener("hashchange", () => showPlace(root, []));
  if (marks.length > 0) offerClearing(root, terms, marks);
}

/** Bring the first mark of the section into view, and open what hides it or, without one, the anchor. */
function showPlace(root: HTMLElement, marks: readonly HTMLElement[]): void {
  const anchor = anchorOf(location.hash);
  const mark = firstInSection(root, anchor, marks);
  const place = mark ?? anchor;
  if (place === null) return;
  const wasHidden = unfold(place);
  // A reader who comes back finds the page where it was left.
  if (isReturn()) return;
  if (mark !== null) scrollOnceLoaded(mark, "center");
  else if (wasHidden) scrollOnceLoaded(place, "start");
}

/** Scroll now, and again after the browser has gone to the anchor, which it does until the page is loaded; unless the reader moved. */
function scrollOnceLoaded(place: HTMLElement, block: ScrollLogicalPosition): void {
  place.scrollIntoView({ block });
  if (document.readyState === "complete") return;
  let isMoved = false;
  for (const move of ["wheel", "touchmove", "keydown"]) addEventListener(move, () => (isMoved = true), { once: true, passive: true });
  const again = (): void => {
    if (!isMoved) place.scrollIntoView({ block });
  };
  addEventListener("load", () => requestAnimationFrame(again), { once: true });
}

function anchorOf(hash: string): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

function isReturn(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry?.type === "back_forward" || entry?.type === "reload";
}

function offerClearing(root: HTMLElement, terms: readonly string[], marks: readonly HTMLElement[]): void {
  const clear = (): void => {
    const hadFocus = bar.contains(document.activeElement);
    unmark(marks);
    bar.remove();
    document.removeEventListener("keydown", onKey);
    if (hadFocus) document.getElementById("xk-main")?.focus({ preventScroll: true });
    forgetMarks();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented) clear();
  };
  const marked = fold(marks.map(({ textContent }) => textContent).join(""));
  const said = terms.filter((term) => marked.includes(term));
  const text = create("span", "", `已标出“${said.join("”“")}”`);
  text.setAttribute("role", "status");
  const button = createButton("xk-arrival__clear", "✕ 清除", clear);
  button.setAttribute("aria-label", "清除标记");
  const bar = create("p", "xk-arrival", text, button);
  document.addEventListener("keydown", onKey);
  root.prepend(bar);
}

/** A reload or a copied address marks nothing any more, where the browser lets the address change. */
function forgetMarks(): void {
  try {
    history.replaceState(history.state, "", location.pathname + withoutMarks(location.search) + location.hash);
  } catch {
    return;
  }
}
