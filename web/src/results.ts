/** The search page: hits, facets and order, with the state in the address. */

import { create, createButton, refill, required } from "./elements";
import type { Answer, Hit, SearchEngine } from "./engine";
import { HitView } from "./hit-view";
import { forgetQueries, forgetQuery, recentQueries, rememberQuery } from "./recent";
import { showChips, showFacets } from "./search-facets";
import { failureMessage, type LoadSearch } from "./search-loader";
import { NOTHING, readSearch, toggleFacet, writeSearch, type SearchState } from "./search-query";
import { nothingFound } from "./suggest";

/** The first hits are shown as soon as they are there, the rest of a page after them. */
const FIRST = 5;
const PAGE = 20;

/** Answer the query of the address, and from then on the forms of this page, in `root`. */
export function offerResults(root: HTMLElement, forms: readonly HTMLFormElement[], load: LoadSearch): void {
  const page = new ResultsPage(root, forms, load);
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      page.go({ ...NOTHING, query: queryBox(form).value.trim() });
    });
  }
  addEventListener("popstate", () => page.restore());
  page.restore();
}

class ResultsPage {
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private readonly notes: HTMLElement;
  private readonly chips: HTMLElement;
  private readonly orders: HTMLElement;
  private readonly facetForm: HTMLFormElement;
  private readonly more: HTMLButtonElement;
  private readonly ownTitle = document.title;
  private state: SearchState = NOTHING;
  private addressFollows = true;

  constructor(
    root: HTMLElement,
    private readonly forms: readonly HTMLFormElement[],
    private readonly load: LoadSearch,
  ) {
    this.list = required(root, "[data-xk-result-list]");
    this.status = required(root, "[data-xk-result-status]");
    this.notes = required(root, "[data-xk-result-notes]");
    this.chips = required(root, "[data-xk-result-chips]");
    this.orders = required(root, "[data-xk-result-order]");
    this.facetForm = required<HTMLFormElement>(root, "form[data-xk-result-facets]");
    this.facetForm.addEventListener("submit", (event) => event.preventDefault());
    this.more = createButton("xk-results__more", "", () => undefined);
    this.list.after(this.more);
  }

  /** A deliberate change: a new entry in the browser's history. */
  go(state: SearchState): void {
    this.addressFollows = pushState(state);
    void this.show(state);
  }

  /** What the address says. Where it cannot hold the state, a jump to an anchor must not undo that. */
  restore(): void {
    if (this.addressFollows) void this.show(readSearch(location.search));
  }

  private async show(state: SearchState): Promise<void> {
    const isNarrowing = state.query === this.state.query && this.list.childElementCount > 0;
    this.state = state;
    for (const form of this.forms) queryBox(form).value = state.query;
    document.title = state.query === "" ? this.ownTitle : `搜索：${state.query}`;
    this.list.setAttribute("aria-busy", "true");
    this.more.hidden = true;
    if (!isNarrowing) this.clear();
    if (state.query === "") {
      this.showRecent();
      return;
    }
    this.status.textContent = "正在找…";
    try {
      const engine = await this.load();
      const answer = await engine.search(state.query, state);
      const first = await answer.hits(0, FIRST);
      if (state === this.state) await this.showAnswer(answer, first, engine);
    } catch (error) {
      if (state === this.state) this.showFailure(failureMessage(error));
    }
  }

  private clear(): void {
    for (const place of [this.list, this.notes, this.chips]) place.textContent = "";
    this.status.textContent = "";
    this.orders.hidden = true;
    this.facetForm.hidden = true;
  }

  private async showAnswer(answer: Answer, first: readonly Hit[], engine: SearchEngine): Promise<void> {
    const { state } = this;
    const view = new HitView(this.forms[0]?.dataset.base ?? "", engine.kinds);
    refill(this.list, ...first.map((hit) => this.item(hit, view)));
    this.showStatus(answer);
    this.list.setAttribute("data-xk-query", state.query);
    this.list.setAttribute("aria-busy", "false");
    await this.showMore(answer, view, FIRST, PAGE - FIRST);
    const facets = await answer.facets();
    if (state !== this.state) return;
    const toggle = (name: string, id: string): void => this.go(toggleFacet(this.state, name, id));
    showFacets(this.facetForm, facets, state.facets, toggle);
    const hadFocus = this.chips.contains(document.activeElement);
    showChips(this.chips, facets, state.facets, toggle, () => this.go({ ...this.state, facets: {} }));
    // The pressed chip is gone; without this the keyboard would start again at the top of the page.
    if (hadFocus) (this.chips.querySelector("button") ?? this.facetForm.querySelector<HTMLElement>("fieldset input"))?.focus();
    this.showOrders(answer);
    this.showStatus(answer);
  }

  /** Put the next hits into the list, and offer what is left. */
  private async showMore(answer: Answer, view: HitView, start: number, count: number): Promise<HTMLElement | undefined> {
    const { state } = this;
    const hits = start < answer.total ? await answer.hits(start, count) : [];
    if (state !== this.state) return undefined;
    const items = hits.map((hit) => this.item(hit, view));
    this.list.append(...items);
    const left = answer.total - start - count;
    this.more.hidden = left <= 0;
    this.more.textContent = `再显示 ${Math.min(PAGE, left)} 条`;
    this.more.onclick = () => {
      this.more.disabled = true;
      void this.showMore(answer, view, start + count, PAGE).then((next) => {
        this.more.disabled = false;
        next?.querySelector("a")?.focus();
        this.showStatus(answer);
      });
    };
    return items[0];
  }

  private showStatus({ total, correction, troubles }: Answer): void {
    const { query } = this.state;
    const isNarrowed = Object.keys(this.state.facets).length > 0;
    if (total > 0) this.status.textContent = `找到 ${total} 条`;
    else this.status.textContent = isNarrowed ? "没有同时符合这些条件的结果，去掉一个条件试试" : nothingFound(query);
    const notes: HTMLElement[] = troubles.map((trouble) => create("p", "xk-note-box", trouble));
    if (correction !== null) {
      const literally = createButton("xk-link", `仍按“${query}”搜`, () => this.go({ ...this.state, literally: true }));
      notes.unshift(create("p", "xk-note-box", `没有找到“${query}”，以下是“${correction}”的结果。`, literally));
    }
    if (total === 0 && !isNarrowed) notes.push(tips());
    refill(this.notes, ...notes);
  }

  private showOrders({ total }: Answer): void {
    const button = (order: SearchState["order"], label: string): HTMLButtonElement => {
      const made = createButton("xk-order__button", label, () => {
        this.go({ ...this.state, order });
        this.orders.querySelector<HTMLElement>(`[value=${order}]`)?.focus();
      });
      made.value = order;
      made.setAttribute("aria-pressed", String(this.state.order === order));
      return made;
    };
    const had = this.orders.contains(document.activeElement);
    refill(this.orders, button("relevance", "按相关"), button("date", "按日期"));
    this.orders.hidden = total < 2;
    if (had) this.orders.querySelector<HTMLElement>("[aria-pressed=true]")?.focus();
  }

  private showRecent(): void {
    this.list.setAttribute("aria-busy", "false");
    const queries = recentQueries();
    if (queries.length === 0) return;
    const forget = (act: () => void): void => {
      act();
      this.clear();
      this.showRecent();
      (this.notes.querySelector("button") ?? queryBox(this.forms[0] as HTMLFormElement)).focus();
    };
    const items = queries.map((query) => {
      const again = createButton("xk-link", query, () => this.go({ ...NOTHING, query }));
      const remove = createButton("xk-recent__remove", "✕", () => forget(() => forgetQuery(query)));
      remove.setAttribute("aria-label", `去掉“${query}”`);
      return create("li", "", again, remove);
    });
    const all = createButton("xk-link", "清除全部", () => forget(forgetQueries));
    refill(this.notes, create("h2", "xk-bar", "最近搜过"), create("ul", "xk-recent", ...items), all);
  }

  private showFailure(message: string): void {
    this.list.setAttribute("aria-busy", "false");
    this.status.textContent = message;
    refill(this.notes, createButton("xk-results__more", "再试一次", () => void this.show({ ...this.state })));
  }

  private item(hit: Hit, view: HitView): HTMLElement {
    const link = create("a", "xk-hit__link", ...view.namesOf(hit));
    link.href = view.addressOf(hit.address, hit);
    link.addEventListener("click", () => rememberQuery(this.state.query));
    const day = hit.day === "" ? [] : [create("span", "xk-hit__day", hit.day)];
    const item = create("li", "xk-hit", view.kindOf(hit), link, ...day, ...view.snippetsOf(hit));
    const further = hit.further.map(({ address, heading }) => {
      const place = create("a", "", heading === "" ? hit.title : heading);
      place.href = view.addressOf(address, hit);
      return create("li", "", place);
    });
    if (further.length > 0) item.append(create("ul", "xk-hit__sections", ...further));
    return item;
  }
}

function tips(): HTMLElement {
  return create(
    "ul",
    "xk-tips",
    create("li", "", "换一个说法，或去掉几个字"),
    create("li", "", "标题可以用拼音或拼音首字母"),
    create("li", "", "从下面的栏目或主题里找"),
  );
}

function queryBox(form: HTMLFormElement): HTMLInputElement {
  return required(form, "input[name=q]");
}

/** Whether the browser took the state into the address; it may refuse on file://. */
function pushState(state: SearchState): boolean {
  try {
    history.pushState(null, "", location.pathname + (state.query === "" ? "" : writeSearch(state)));
    return true;
  } catch {
    return false;
  }
}
