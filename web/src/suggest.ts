/** The best hits under a search box while the reader types. */

import { Dropdown } from "./dropdown";
import { create, required } from "./elements";
import type { Hit } from "./engine";
import { HitView } from "./hit-view";
import { failureMessage, type LoadSearch } from "./search-loader";
import { writeSearch } from "./search-query";

const MOST_HITS = 6;
const PAUSE_MILLISECONDS = 80;

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
    const show = ({ options, status }: Answer): void => {
      if (ownTurn === turn) dropdown.open(options, status);
    };
    const loading = window.setTimeout(show, PAUSE_MILLISECONDS, { options: [], status: "正在载入…" });
    show(await answerTo(query, form, load).finally(() => clearTimeout(loading)));
  };
  const typed = (): void => {
    clearTimeout(timer);
    const query = input.value.trim();
    if (query === "") close();
    else timer = window.setTimeout(() => void suggest(query), PAUSE_MILLISECONDS);
  };

  input.addEventListener("focus", () => void load().catch(failureMessage));
  input.addEventListener("input", (event) => {
    if (!(event as InputEvent).isComposing) typed();
  });
  input.addEventListener("compositionend", typed);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !dropdown.isOpen && !event.isComposing) typed();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}

interface Answer {
  readonly options: readonly HTMLAnchorElement[];
  readonly status: string;
}

async function answerTo(query: string, form: HTMLFormElement, load: LoadSearch): Promise<Answer> {
  try {
    const { engine, kinds } = await load();
    const hits = await engine.search(query);
    if (hits.length === 0) return { options: [], status: nothingFound(query) };
    const view = new HitView(form.dataset.base ?? "", kinds);
    return {
      options: [...hits.slice(0, MOST_HITS).map((hit) => optionFor(hit, view)), allHits(query, hits.length, form)],
      status: `找到 ${hits.length} 条，可用上下键选择`,
    };
  } catch (error) {
    return { options: [], status: failureMessage(error) };
  }
}

function optionFor(hit: Hit, view: HitView): HTMLAnchorElement {
  const option = create("a", "xk-suggest__item xk-hit", view.kindOf(hit), ...view.namesOf(hit), ...view.snippetsOf(hit));
  option.href = view.addressOf(hit.document);
  return option;
}

function allHits(query: string, count: number, form: HTMLFormElement): HTMLAnchorElement {
  const option = create("a", "xk-suggest__item xk-suggest__all", `查看全部 ${count} 条结果`);
  const address = new URL(form.action);
  address.search = writeSearch({ query, kinds: [] });
  option.href = address.href;
  return option;
}
