/** What a reader searched for, marked on the page that a hit led to. */

import { create, createButton, required } from "./elements";
import { fold } from "./terms";

const PARAMETER = "mark";
const MOST_TERMS = 5;
const MOST_MARKS = 200;
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

/** Mark in `root` what the address asks for, show where the reader is, and offer to take the marks away. */
export function markArrival(root: HTMLElement): void {
  const terms = new URLSearchParams(location.search)
    .getAll(PARAMETER)
    .map(fold)
    .filter((term) => term !== "" && term.length <= LONGEST_TERM)
    .slice(0, MOST_TERMS);
  const marks = terms.length === 0 ? [] : markTexts(root, terms);
  if (marks.length === 0) return;
  showPlace(marks);
  const bar = create("p", "xk-arrival", `已标出“${terms.join("”“")}”`);
  const clear = (): void => {
    for (const mark of marks) mark.replaceWith(...Array.from(mark.childNodes));
    bar.remove();
    document.removeEventListener("keydown", onKey);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented) clear();
  };
  bar.setAttribute("role", "status");
  bar.append(createButton("xk-arrival__clear", "清除标记", clear));
  document.addEventListener("keydown", onKey);
  required(document, "body").append(bar);
}

function markTexts(root: HTMLElement, terms: readonly string[]): HTMLElement[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if ((node.parentElement?.closest("script, style, button, select, textarea, nav, form, mark") ?? null) === null) texts.push(node as Text);
  }
  const marks: HTMLElement[] = [];
  for (const text of texts) {
    let rest = text;
    while (marks.length < MOST_MARKS) {
      const folded = fold(rest.data);
      const found = terms.map((term) => ({ term, at: folded.indexOf(term) })).filter(({ at }) => at >= 0);
      found.sort((left, right) => left.at - right.at || right.term.length - left.term.length);
      const first = found[0];
      if (first === undefined) break;
      const middle = rest.splitText(first.at);
      rest = middle.splitText(first.term.length);
      const mark = create("mark", "xk-arrived");
      middle.replaceWith(mark);
      mark.append(middle);
      marks.push(mark);
    }
  }
  return marks;
}

/** Open what hides the first mark after the anchor, and bring it into view. */
function showPlace(marks: readonly HTMLElement[]): void {
  const anchor = location.hash === "" ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const isAfter = (mark: HTMLElement): boolean =>
    anchor === null || (anchor.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 || anchor.contains(mark);
  const first = marks.find(isAfter) ?? (marks[0] as HTMLElement);
  for (let box = first.closest("details"); box !== null; box = box.parentElement?.closest("details") ?? null) box.open = true;
  first.scrollIntoView({ block: "center" });
}
