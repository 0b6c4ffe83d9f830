/** The search page: all hits, filtered by kind, with the state in the address. */

import { create, createButton, required } from "./elements";
import type { Hit, IndexedDocument } from "./engine";
import { HitView } from "./hit-view";
import { failureMessage, type LoadSearch, type Search } from "./search-loader";
import { readSearch, writeSearch, type SearchState } from "./search-query";
import { nothingFound } from "./suggest";

const STEP = 20;

/** Answer the query of the address, and from then on the forms of this page, in `root`. */
export function offerResults(root: HTMLElement, forms: readonly HTMLFormElement[], load: LoadSearch): void {
  const page = new ResultsPage(root, forms, load);
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void page.show({ query: queryBox(form).value.trim(), kinds: [] });
    });
  }
  void page.show(readSearch(location.search));
}

class ResultsPage {
  private readonly kindBar: HTMLElement;
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private readonly more: HTMLButtonElement;
  private readonly ownTitle = document.title;
  private state: SearchState = { query: "", kinds: [] };
  private waiting: HTMLElement[] = [];

  constructor(
    root: HTMLElement,
    private readonly forms: readonly HTMLFormElement[],
    private readonly load: LoadSearch,
  ) {
    this.kindBar = required(root, "[data-xk-result-kinds]");
    this.list = required(root, "[data-xk-result-list]");
    this.status = required(root, "[data-xk-result-status]");
    this.more = createButton("xk-results__more", "", () => this.showMore());
    this.list.after(this.more);
    this.clear("");
  }

  /** Bring address, title, boxes and list in line with the state. */
  async show(state: SearchState): Promise<void> {
    this.state = state;
    for (const form of this.forms) queryBox(form).value = state.query;
    document.title = state.query === "" ? this.ownTitle : `搜索：${state.query}`;
    replaceQuery(state);
    this.clear(state.query === "" ? "" : "正在载入…");
    if (state.query === "") return;
    try {
      const search = await this.load();
      const hits = await search.engine.search(state.query);
      if (state === this.state) this.showHits(hits, search);
    } catch (error) {
      this.clear(failureMessage(error));
    }
  }

  private clear(status: string): void {
    this.status.textContent = status;
    this.kindBar.textContent = "";
    this.list.textContent = "";
    this.more.hidden = true;
  }

  private showHits(hits: readonly Hit[], search: Search): void {
    const known = this.state.kinds.filter((id) => search.kinds.some((kind) => kind.id === id));
    const shown = known.length === 0 ? hits : hits.filter((hit) => known.includes(hit.document.kind));
    const view = new HitView(this.forms[0]?.dataset.base ?? "", search.kinds);
    this.clear(shown.length === 0 ? nothingFound(this.state.query) : `找到 ${shown.length} 条`);
    this.waiting = shown.map((hit) => resultFor(hit, view));
    this.showKinds(hits, search, known);
    this.append();
  }

  private showKinds(hits: readonly Hit[], search: Search, chosen: readonly string[]): void {
    for (const { id, label } of search.kinds) {
      const count = hits.filter((hit) => hit.document.kind === id).length;
      const isChosen = chosen.includes(id);
      if (count === 0 && !isChosen) continue;
      const button = createButton("xk-kinds__button", label, () => {
        this.state = { ...this.state, kinds: isChosen ? chosen.filter((other) => other !== id) : [...chosen, id] };
        replaceQuery(this.state);
        this.showHits(hits, search);
        this.kindBar.querySelector<HTMLElement>(`[value="${id}"]`)?.focus();
      });
      button.value = id;
      button.setAttribute("aria-pressed", String(isChosen));
      button.append(create("span", "xk-kinds__count", String(count)));
      this.kindBar.append(button);
    }
  }

  private showMore(): void {
    const first = this.append();
    first?.querySelector("a")?.focus();
  }

  /** Put the next results into the list; gives back the first of them. */
  private append(): HTMLElement | undefined {
    const next = this.waiting.splice(0, STEP);
    this.list.append(...next);
    this.more.hidden = this.waiting.length === 0;
    this.more.textContent = `再显示 ${Math.min(STEP, this.waiting.length)} 条`;
    return next[0];
  }
}

function resultFor(hit: Hit, view: HitView): HTMLElement {
  const link = linkTo(hit.document, view, "xk-hit__link", ...view.namesOf(hit));
  const item = create("li", "xk-hit", view.kindOf(hit), link, ...view.snippetsOf(hit));
  const sections = hit.sections.map((section) =>
    create("li", "", linkTo(section, view, "", section.heading === "" ? section.title : section.heading)),
  );
  if (sections.length > 0) item.append(create("ul", "xk-hit__sections", ...sections));
  return item;
}

function linkTo(document: IndexedDocument, view: HitView, className: string, ...children: (Node | string)[]): HTMLElement {
  const link = create("a", className, ...children);
  link.href = view.addressOf(document);
  return link;
}

function queryBox(form: HTMLFormElement): HTMLInputElement {
  return required(form, "input[name=q]");
}

/** Mirror the state in the address, where the browser allows it; it may refuse on file://. */
function replaceQuery(state: SearchState): void {
  try {
    history.replaceState(null, "", location.pathname + (state.query === "" ? "" : writeSearch(state)));
  } catch {
    return;
  }
}
