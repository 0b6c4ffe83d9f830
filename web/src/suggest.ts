/** The best hits under a search box while the reader types, and before that what was searched last. */

import { Dropdown, type Offer } from "./dropdown";
import { create, createButton, required } from "./elements";
import type { Hit, SearchEngine } from "./engine";
import { HitView } from "./hit-view";
import { forgetQueries, forgetQuery, recentQueries, rememberQuery } from "./recent";
import { failureMessage, type LoadSearch } from "./search-loader";
import { NOTHING, writeSearch } from "./search-query";

const MOST_HITS = 5;
const PAUSE_MILLISECONDS = 50;
const LOADING_MILLISECONDS = 150;

/** Attach suggestions to a search form. Nothing is loaded before the reader enters the box. */
export function offerSuggestions(form: HTMLFormElement, load: LoadSearch): void {
  const input = required<HTMLInputElement>(form, "input[name=q]");
  /** Counts up whenever an answer still on its way has become unwanted. */
  let turn = 0;
  let timer = 0;

  const close = (): void => {
    turn += 1;
    clearTimeout(timer);
    dropdown.close();
  };
  const dropdown = new Dropdown(input, close);
  const suggest = async (query: string): Promise<void> => {
    const ownTurn = (turn += 1);
    const show = (offer: Offer): void => {
      if (ownTurn === turn) dropdown.open(offer);
    };
    const loading = window.setTimeout(show, LOADING_MILLISECONDS, { options: [], status: "正在找…" });
    show(await answerTo(query, form, load).finally(() => clearTimeout(loading)));
  };
  const showRecent = (): void => {
    const queries = recentQueries();
    if (queries.length === 0) {
      close();
      return;
    }
    turn += 1;
    const forgetAll = createButton("xk-suggest__forget", "清除全部", () => {
      forgetQueries();
      input.focus();
      close();
    });
    dropdown.open({
      options: queries.map((query) => searchLink(query, form, "xk-suggest__item", query)),
      status: "最近搜过",
      hint: "：用上下键选择，按 Delete 去掉",
      foot: [forgetAll],
      remove: (position) => {
        forgetQuery(queries[position] ?? "");
        showRecent();
      },
    });
  };
  const typed = (): void => {
    clearTimeout(timer);
    const query = input.value.trim();
    if (query === "") showRecent();
    else timer = window.setTimeout(() => void suggest(query), PAUSE_MILLISECONDS);
  };

  input.addEventListener("focus", () => {
    void load().catch(failureMessage);
    if (input.value.trim() === "") showRecent();
  });
  input.addEventListener("input", (event) => {
    if (!(event as InputEvent).isComposing) typed();
  });
  input.addEventListener("compositionend", typed);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" && !dropdown.isOpen) typed();
  });
  form.addEventListener("submit", () => {
    rememberQuery(input.value.trim());
    close();
  });
}

async function answerTo(query: string, form: HTMLFormElement, load: LoadSearch): Promise<Offer> {
  try {
    const engine = await load();
    const answer = await engine.search(query, NOTHING);
    const hits = await answer.hits(0, MOST_HITS);
    if (hits.length === 0) return { options: [], status: answer.troubles[0] ?? `没有找到“${query}”，换个词试试，或按主题浏览` };
    const instead = answer.correction === null ? "" : `没有“${query}”，以下是“${answer.correction}”；`;
    const rest = searchLink(query, form, "xk-suggest__item xk-suggest__all", `查看全部 ${answer.total} 条结果`);
    return { options: [...optionsFor(hits, query, form, engine), rest], status: `${instead}找到 ${answer.total} 条`, hint: "，可用上下键选择" };
  } catch (error) {
    return { options: [], status: failureMessage(error) };
  }
}

function optionsFor(hits: readonly Hit[], query: string, form: HTMLFormElement, { kinds }: SearchEngine): HTMLAnchorElement[] {
  const view = new HitView(form.dataset.base ?? "", kinds);
  return hits.map((hit) => {
    const names = create("span", "xk-hit__names", ...view.namesOf(hit));
    const option = create("a", "xk-suggest__item xk-hit", create("span", "xk-hit__head", names, view.kindOf(hit)), ...view.linesOf(hit));
    option.href = view.addressOf(hit.address, hit);
    option.addEventListener("click", () => rememberQuery(query));
    return option;
  });
}

/** A link to the search page with this query; pressed, it sends the form, which the search page answers in place. */
function searchLink(query: string, form: HTMLFormElement, className: string, label: string): HTMLAnchorElement {
  const link = create("a", className, label);
  const address = new URL(form.action);
  address.search = writeSearch({ ...NOTHING, query });
  link.href = address.href;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    required<HTMLInputElement>(form, "input[name=q]").value = query;
    form.requestSubmit();
  });
  return link;
}
