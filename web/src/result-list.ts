/** The list of hits on the search page, and the button that lengthens it. */

import { create, createButton, refill } from "./elements";
import type { Answer, Hit } from "./engine";
import type { HitView } from "./hit-view";

/** The first hits are shown as soon as they are there, the rest of a page once the reader comes near it: each costs a text. */
export const FIRST = 5;
const PAGE = 20;

export class ResultList {
  private readonly more = createButton("xk-results__more", "", () => undefined);
  /** Counts up with every answer: what belongs to an earlier one is no longer shown. */
  private turn = 0;
  private watcher: IntersectionObserver | null = null;

  /** `onOpen` is called when the reader opens a hit. */
  constructor(
    private readonly list: HTMLElement,
    private readonly onOpen: () => void,
  ) {
    this.more.hidden = true;
    list.after(this.more);
  }

  /** From now on an answer is awaited; what is shown stays until it comes. */
  wait(): void {
    this.turn += 1;
    this.watcher?.disconnect();
    this.more.hidden = true;
    this.list.setAttribute("aria-busy", "true");
  }

  /** Show the first hits of the answer to the query. */
  begin(query: string, first: readonly Hit[], view: HitView): void {
    refill(this.list, ...first.map((hit) => this.item(hit, view)));
    this.list.setAttribute("data-xk-query", query);
    this.list.setAttribute("aria-busy", "false");
  }

  /** Show nothing; no answer is awaited. */
  clear(): void {
    this.list.textContent = "";
    this.more.hidden = true;
    this.list.removeAttribute("data-xk-query");
    this.list.setAttribute("aria-busy", "false");
  }

  /** Lengthen to a page when the end of the list comes into view, and offer what is left; `onRead` is called whenever hits were read. */
  fill(answer: Answer, view: HitView, onRead: () => void): void {
    const lengthen = (): Promise<void> => {
      this.watcher?.disconnect();
      return this.append(answer, view, FIRST, PAGE - FIRST, onRead);
    };
    this.offer(answer.total - FIRST, PAGE - FIRST, lengthen);
    this.watcher = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void lengthen();
    });
    if (!this.more.hidden) this.watcher.observe(this.more);
  }

  /** Show the button for what is left, if anything is. */
  private offer(left: number, next: number, lengthen: () => Promise<void>): void {
    this.more.hidden = left <= 0;
    this.more.textContent = `再显示 ${Math.min(next, left)} 条（还有 ${left} 条）`;
    this.more.onclick = () => void lengthen();
  }

  /** Show further hits, once; whoever was at the button goes on at the first of them. */
  private async append(answer: Answer, view: HitView, start: number, count: number, onRead: () => void): Promise<void> {
    const { turn } = this;
    // A press while they are on their way asks for nothing new.
    this.more.onclick = null;
    const hits = await answer.hits(start, count);
    if (turn !== this.turn) return;
    const items = hits.map((hit) => this.item(hit, view));
    const wasAtButton = document.activeElement === this.more;
    this.list.append(...items);
    if (wasAtButton) items[0]?.querySelector("a")?.focus();
    const end = start + count;
    this.offer(answer.total - end, PAGE, () => this.append(answer, view, end, PAGE, onRead));
    onRead();
  }

  private item(hit: Hit, view: HitView): HTMLElement {
    const link = create("a", "xk-hit__link", ...view.namesOf(hit));
    link.href = view.addressOf(hit.address, hit);
    const facts = create("span", "xk-hit__facts", view.kindOf(hit));
    if (hit.day !== "") facts.append(dayOf(hit.day));
    const item = create("li", "xk-hit", create("div", "xk-hit__head", link, facts), ...view.snippetsOf(hit));
    if (hit.further.length > 0) item.append(furtherOf(hit, view));
    for (const opener of Array.from(item.querySelectorAll("a"))) opener.addEventListener("click", this.onOpen);
    return item;
  }
}

function dayOf(day: string): HTMLElement {
  const [year, month, date] = day.split("-").map(Number);
  const time = create("time", "xk-hit__day", `${year}年${month}月${date}日`);
  time.dateTime = day;
  return time;
}

function furtherOf(hit: Hit, view: HitView): HTMLElement {
  const places = hit.further.map(({ address, heading }) => {
    const place = create("a", "", heading === "" ? hit.title : heading);
    place.href = view.addressOf(address, hit);
    return create("li", "", place);
  });
  return create("ul", "xk-hit__sections", create("li", "xk-hit__also", "还有"), ...places);
}
