/** The reader's own marks in the text of a page. */

import { all } from "../elements";
import { unmark, unfold, wrap } from "../marking";
import { findQuote, quoteOf } from "./anchor";
import { sectionAround } from "./here";
import type { Draft, Highlight, Where } from "./item";
import { canonical } from "./merge";
import { PageText } from "./page-text";

const MARK = "xk-own";
/** A longer quotation would be a copy of the page. */
const LONGEST = 2000;

export class Highlights {
  private shown = "";
  /** Ids of those whose text is gone. */
  private readonly lost = new Set<string>();

  constructor(
    private readonly root: HTMLElement,
    private readonly where: Where,
  ) {}

  /** Mark these; nothing is touched if they are marked already. */
  show(items: readonly Highlight[]): void {
    const state = canonical(items);
    if (state === this.shown) return;
    this.shown = state;
    this.clear();
    this.lost.clear();
    items.forEach((item, position) => this.mark(item, position + 1));
  }

  clear(): void {
    unmark(all(this.root, `mark.${MARK}`));
  }

  isLost(id: string): boolean {
    return this.lost.has(id);
  }

  /** Bring the marked words into view, unfolded. */
  goTo(id: string): void {
    const mark = this.marksOf(id)[0];
    if (mark === undefined) return;
    unfold(mark);
    mark.scrollIntoView({ block: "center" });
  }

  /** The id of the innermost of the reader's marks around the node, or null. */
  idAround(node: Node): string | null {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest<HTMLElement>(`mark.${MARK}`)?.dataset.xkOwn ?? null;
  }

  /** What is selected, as a highlight without a note; null if nothing that is read is selected. */
  draft(range: Range): (Draft & { kind: "highlight" }) | null {
    const page = new PageText(this.root);
    const extent = page.extentOf(range);
    if (extent === null || extent.end - extent.start > LONGEST) return null;
    const [first] = page.stretches(extent);
    const section = first === undefined ? { section: "", heading: "" } : sectionAround(this.root, first.node);
    return { kind: "highlight", ...this.where, ...section, quote: quoteOf(page.text, extent.start, extent.end), at: extent.start, note: "" };
  }

  private mark({ id, quote, at, note }: Highlight, number: number): void {
    const page = new PageText(this.root);
    const extent = findQuote(page.text, quote, at);
    if (extent === null) {
      this.lost.add(id);
      return;
    }
    const marks = page.stretches(extent).map(({ node, start, end }) => wrap(node, start, end, MARK));
    for (const mark of marks) mark.dataset.xkOwn = id;
    const last = marks[marks.length - 1];
    if (last !== undefined && note !== "") last.dataset.xkNote = String(number);
  }

  private marksOf(id: string): HTMLElement[] {
    return all(this.root, `mark.${MARK}`).filter((mark) => mark.dataset.xkOwn === id);
  }
}
