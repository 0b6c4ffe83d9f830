/** Marks around terms in the texts of a page, which can be taken away again. */

import { all, create } from "./elements";
import { stretchesOf } from "./stretches";

const MOST_MARKS = 200;
/** A term may lie across inline elements, but never across the bounds of one of these. */
const BLOCKS =
  "p, li, dt, dd, th, td, caption, h1, h2, h3, h4, h5, h6, summary, figcaption, blockquote, pre, ul, ol, dl, table, details, div, section, article, header";
const NOT_READ =
  "script, style, noscript, template, button, select, textarea, input, nav, form, sup, .xk-hidden, .xk-actions, .xk-contents, .xk-panel--web, .xk-about, .xk-arrival, .xk-study";

/** Mark in `root` what readers read there, in document order. */
export function markTexts(root: HTMLElement, terms: readonly string[]): HTMLElement[] {
  const marks: HTMLElement[] = [];
  for (const texts of runsOfText(root)) {
    const wrapped = stretchesOf(texts.map(({ data }) => data), terms)
      .slice(0, MOST_MARKS - marks.length)
      // From the back, so that the offsets before stay true.
      .reverse()
      .map(({ position, start, end }) => wrap(texts[position] as Text, start, end, "xk-arrived"));
    marks.push(...wrapped.reverse());
  }
  return marks;
}

/** Leave the texts as they were. */
export function unmark(marks: readonly HTMLElement[]): void {
  for (const mark of marks) {
    const parent = mark.parentNode;
    mark.replaceWith(...Array.from(mark.childNodes));
    parent?.normalize();
  }
}

/**
 * The first of the marks in the section that the anchor opens; without an anchor, in what stands before the first second-level heading.
 * One that can be seen comes before one that is folded away.
 */
export function firstInSection(root: HTMLElement, anchor: HTMLElement | null, marks: readonly HTMLElement[]): HTMLElement | null {
  const level = anchor === null ? 2 : Number(/^H([1-6])$/.exec(anchor.tagName)?.[1] ?? 0);
  const bounds = level === 0 ? "h1, h2, h3, h4, h5, h6, p[id], li[id]" : [1, 2, 3, 4, 5, 6].slice(0, level).map((size) => `h${size}`).join(", ");
  const isAfterAnchor = (node: Node): boolean => anchor === null || anchor.contains(node) || follows(anchor, node);
  const end = all(root, bounds).find((bound) => (anchor === null ? bound.tagName === "H2" : bound !== anchor && follows(anchor, bound)));
  const inside = marks.filter((mark) => isAfterAnchor(mark) && (end === undefined || follows(mark, end)));
  return inside.find(isSeen) ?? inside[0] ?? null;
}

/** Open every fold and every tab around the element; whether there was one to open. */
export function unfold(element: Element): boolean {
  const wasSeen = isSeen(element);
  for (let box = element.closest<HTMLElement>("details, .tabbed-block"); box !== null; box = box.parentElement?.closest("details, .tabbed-block") ?? null) {
    if (box instanceof HTMLDetailsElement) box.open = true;
    else openTab(box);
  }
  return !wasSeen;
}

/** Whether no fold and no tab hides the element; what a closed fold holds may have a place on the page all the same. */
function isSeen(element: Element): boolean {
  return element.getClientRects().length > 0 && element.closest("details:not([open]) > :not(summary)") === null;
}

function openTab(block: HTMLElement): void {
  const position = Array.from(block.parentElement?.children ?? []).indexOf(block);
  const tab = block.closest(".tabbed-set")?.querySelectorAll<HTMLInputElement>(":scope > input")[position];
  if (tab !== undefined) tab.checked = true;
}

/** The texts that are read, those together that follow one another within one block. */
export function runsOfText(root: HTMLElement): Text[][] {
  const runs: Text[][] = [];
  let block: Element | null = null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const around = node.parentElement;
    if (around === null || around.closest(NOT_READ) !== null) continue;
    const own = around.closest(BLOCKS);
    if (own === block && runs.length > 0) (runs[runs.length - 1] as Text[]).push(node as Text);
    else runs.push([node as Text]);
    block = own;
  }
  return runs;
}

/** Put the stretch of a text into a mark of this class. */
export function wrap(text: Text, start: number, end: number, className: string): HTMLElement {
  text.splitText(end);
  const middle = text.splitText(start);
  const mark = create("mark", className);
  middle.replaceWith(mark);
  mark.append(middle);
  return mark;
}

function follows(before: Node, after: Node): boolean {
  return (before.compareDocumentPosition(after) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
