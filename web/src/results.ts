/** The search page: hits, facets and order, with the state in the address. */

import { createButton, refill, required } from "./elements";
import type { Answer, Facet, Hit, SearchEngine } from "./engine";
import { keepFocus } from "./focus";
import { HitView } from "./hit-view";
import { forgetQueries, forgetQuery, recentQueries, rememberQuery } from "./recent";
import { FIRST, ResultList } from "./result-list";
import { correctionNote, recentNotes, tips, troubleNote } from "./result-notes";
import { isNarrowed, showChips, showFacets, showOrders } from "./search-facets";
import { failureMessage, type LoadSearch } from "./search-loader";
import { NOTHING, readSearch, toggleFacet, writeSearch, type SearchState } from "./search-query";

const LOADING_MILLISECONDS = 150;
const NARROWS = Object.freeze(["[data-xk-result-chips] button", "[data-xk-result-facets] fieldset input", "[data-xk-result-order] button"]);

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
  // On a phone the page's own box is enough.
  document.documentElement.classList.add("xk-on-search");
  page.restore();
}

class ResultsPage {
  private readonly list: ResultList;
  private readonly status: HTMLElement;
  private readonly notes: HTMLElement;
  private readonly chips: HTMLElement;
  private readonly orders: HTMLElement;
  private readonly facetForm: HTMLFormElement;
  private readonly ownTitle = document.title;
  private state: SearchState = NOTHING;
  /** The URL query of what is shown; null before anything is. */
  private shown: string | null = null;
  private addressFollows = true;

  constructor(
    private readonly root: HTMLElement,
    private readonly forms: readonly HTMLFormElement[],
    private readonly load: LoadSearch,
  ) {
    this.list = new ResultList(required(root, "[data-xk-result-list]"), () => rememberQuery(this.state.query));
    this.status = required(root, "[data-xk-result-status]");
    this.notes = required(root, "[data-xk-result-notes]");
    this.chips = required(root, "[data-xk-result-chips]");
    this.orders = required(root, "[data-xk-result-order]");
    this.facetForm = required<HTMLFormElement>(root, "form[data-xk-result-facets]");
    this.facetForm.addEventListener("submit", (event) => event.preventDefault());
  }

  /** A deliberate change: a new entry in the browser's history. */
  go(state: SearchState): void {
    this.addressFollows = pushState(state);
    void this.show(state);
  }

  /** What the address says. Where it cannot hold the state, and where only its anchor changed, nothing is shown anew. */
  restore(): void {
    const state = readSearch(location.search);
    if (this.addressFollows && writeSearch(state) !== this.shown) void this.show(state);
  }

  private async show(state: SearchState): Promise<void> {
    const isFirst = this.state.query === "";
    this.state = state;
    this.shown = writeSearch(state);
    for (const form of this.forms) queryBox(form).value = state.query;
    document.title = state.query === "" ? this.ownTitle : `${state.query} - ${this.ownTitle}`;
    this.list.wait();
    if (state.query === "") {
      this.showRecent();
      return;
    }
    if (isFirst) this.makeRoom(true);
    const telling = setTimeout(() => this.say("正在找…"), LOADING_MILLISECONDS);
    try {
      const engine = await this.load();
      const answer = await engine.search(state.query, state);
      const first = await answer.hits(0, FIRST);
      // Whoever chose a value needed the file of the facets already; otherwise it comes after the first hits.
      const facets = Object.keys(state.facets).length > 0 ? await answer.facets() : null;
      clearTimeout(telling);
      if (state === this.state) await this.showAnswer(answer, first, facets, engine);
    } catch (error) {
      clearTimeout(telling);
      if (state === this.state) this.showFailure(failureMessage(error));
    }
  }

  private async showAnswer(answer: Answer, first: readonly Hit[], early: readonly Facet[] | null, engine: SearchEngine): Promise<void> {
    const { state } = this;
    const view = new HitView(this.forms[0]?.dataset.base ?? "", engine.kinds);
    const narrowed = isNarrowed(early ?? [], state.facets);
    this.redraw(() => {
      this.list.begin(state.query, first, view);
      this.makeRoom(answer.total > 1 || narrowed);
      this.tell(answer, narrowed);
      showOrders(this.orders, state.order, answer.total, (order) => this.go({ ...this.state, order }));
      if (early !== null) this.showNarrowing(early);
    });
    this.list.fill(answer, view, () => this.tell(answer, narrowed));
    const facets = early ?? (await answer.facets());
    if (state !== this.state) return;
    if (early === null) this.redraw(() => this.showNarrowing(facets));
    this.tell(answer, narrowed);
  }

  /** Redraw without losing the focus: what narrows stays with what narrows, everything else goes to the hits. */
  private redraw(draw: () => void): void {
    const narrows = [this.chips, this.facetForm, this.orders].some((place) => place.contains(document.activeElement));
    keepFocus(this.root, draw, ...(narrows ? NARROWS : []), "[data-xk-result-list] a", "[data-xk-result-notes] button", "input[name=q]");
  }

  private showNarrowing(facets: readonly Facet[]): void {
    const { facets: chosen } = this.state;
    const toggle = (name: string, id: string): void => this.go(toggleFacet(this.state, name, id));
    showFacets(this.facetForm, facets, chosen, toggle);
    showChips(this.chips, facets, chosen, toggle, () => this.go({ ...this.state, facets: {} }));
  }

  /** Keep the place of the facets free, so that nothing moves when they come; or give it up. */
  private makeRoom(isWanted: boolean): void {
    this.root.classList.toggle("xk-listing--faceted", isWanted);
    this.facetForm.hidden = !isWanted;
    if (!isWanted) for (const place of [this.chips, this.orders]) place.textContent = "";
  }

  private tell({ total, correction, troubles }: Answer, narrowed: boolean): void {
    const { query } = this.state;
    if (total > 0) this.say(`找到 ${total} 条`);
    else this.say(narrowed ? "没有同时符合这些条件的结果，去掉一个条件试试" : `没有找到“${query}”`);
    const notes = troubles.map(troubleNote);
    if (correction !== null) notes.unshift(correctionNote(query, correction, () => this.go({ ...this.state, literally: true })));
    if (total === 0 && !narrowed) notes.push(tips(query));
    const text = notes.map(({ textContent }) => textContent).join("");
    if (text !== this.notes.textContent) refill(this.notes, ...notes);
  }

  private say(text: string): void {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  private clear(): void {
    this.list.clear();
    this.makeRoom(false);
    this.say("");
    this.notes.textContent = "";
  }

  private showRecent(): void {
    const forget = (act: () => void): void => {
      act();
      this.showRecent();
    };
    const notes = recentNotes(recentQueries(), {
      again: (query) => this.go({ ...NOTHING, query }),
      forget: (query) => forget(() => forgetQuery(query)),
      forgetAll: () => forget(forgetQueries),
    });
    const draw = (): void => {
      this.clear();
      refill(this.notes, ...notes);
    };
    keepFocus(this.root, draw, ".xk-recent__remove", "input[name=q]");
  }

  private showFailure(message: string): void {
    const retry = createButton("xk-results__more", "再试一次", () => void this.show({ ...this.state }));
    this.redraw(() => {
      this.clear();
      this.say(message);
      refill(this.notes, retry);
    });
  }
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
