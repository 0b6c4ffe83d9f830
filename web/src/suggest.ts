/** The best hits under a search box while the reader types, and before that what was searched last. */

import { Dropdown } from "./dropdown";
import { create, createButton, required } from "./elements";
import type { Hit, SearchEngine } from "./engine";
import { HitView } from "./hit-view";
import { forgetQueries, forgetQuery, recentQueries, rememberQuery } from "./recent";
import { failureMessage, type LoadSearch } from "./search-loader";
import { NOTHING, writeSearch } from "./search-query";

const MOST_HITS = 6;
const PAUSE_MILLISECONDS = 50;
const LOADING_MILLISECONDS = 150;

/** What to say when nothing was found for the query. */
export function nothingFound(query: string): string {
  return `没有找到“${query}”，换个词试试，或按主题浏览`;
}

/** Attach suggestions to a search form. Nothing is loaded before the reader enters the box. */
export function offerSuggestions(form: HTMLFormElement, load: LoadSearch): void {
  const input = required<HTMLInputElement>(form, "input[name=q]");
  const dropdown = new Dropdown(input);
  /** Counts up whenever an answer still on its way has become unwanted. */
  let turn = 0;
  let timer = 0;

  const close = (): void => {
    turn += 1;
    clearTimeout(timer);
    dropdown.close();
  };
  const suggest = async (query: string): Promise<void> => {
    const ownTurn = (turn += 1);
    const show = ({ options, status }: Answered): void => {
      if (ownTurn === turn) dropdown.open(options, status);
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
      close();
      input.focus();
    });
    dropdown.open(
      queries.map((query) => searchLink(query, form, "xk-suggest__item", query)),
      "最近搜过；选中后按 Delete 可以去掉",
      forgetAll,
    );
    dropdown.onDelete = (option) => {
      forgetQuery(option.textContent ?? "");
      showRecent();
    };
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
  input.addEventListener("blur", close);
  form.addEventListener("submit", () => {
    rememberQuery(input.value.trim());
    close();
  });
}

interface Answered {
  readonly options: readonly HTMLAnchorElement[];
  readonly status: string;
}

async function answerTo(query: string, form: HTMLFormElement, load: LoadSearch): Promise<Answered> {
  try {
    const engine = await load();
    const answer = await engine.search(query, NOTHING);
    const hits = await answer.hits(0, MOST_HITS);
    if (hits.length === 0) return { options: [], status: answer.troubles[0] ?? nothingFound(query) };
    const instead = answer.correction === null ? "" : `没有“${query}”，以下是“${answer.correction}”；`;
    return {
      options: [...optionsFor(hits, query, form, engine), searchLink(query, form, "xk-suggest__item xk-suggest__all", `查看全部 ${answer.total} 条结果`)],
      status: `${instead}找到 ${answer.total} 条，可用上下键选择`,
    };
  } catch (error) {
    return { options: [], status: failureMessage(error) };
  }
}

function optionsFor(hits: readonly Hit[], query: string, form: HTMLFormElement, { kinds }: SearchEngine): HTMLAnchorElement[] {
  const view = new HitView(form.dataset.base ?? "", kinds);
  return hits.map((hit) => {
    const option = create("a", "xk-suggest__item xk-hit", view.kindOf(hit), ...view.namesOf(hit), ...view.snippetsOf(hit));
    option.href = view.addressOf(hit.address, hit);
    option.addEventListener("click", () => rememberQuery(query));
    return option;
  });
}

/** A link to the search page with this query. */
function searchLink(query: string, form: HTMLFormElement, className: string, label: string): HTMLAnchorElement {
  const link = create("a", className, label);
  const address = new URL(form.action);
  address.search = writeSearch({ ...NOTHING, query });
  link.href = address.href;
  link.addEventListener("click", () => rememberQuery(query));
  return link;
}
