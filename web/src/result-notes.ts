/** What the search page says beside its hits. */

import { create, createButton } from "./elements";

/** That other words were searched, with a button for the words that were typed. */
export function correctionNote(typed: string, correction: string, literally: () => void): HTMLElement {
  const button = createButton("xk-link", `仍按“${typed}”搜`, literally);
  return create("p", "xk-note-box", `没有找到“${typed}”，以下是“${correction}”的结果。`, button);
}

/** That a part of the index could not be read. */
export function troubleNote(trouble: string): HTMLElement {
  return create("p", "xk-note-box", trouble);
}

/** What a reader can try who found nothing. */
export function tips(typed: string): HTMLElement {
  const tried = ["换一个说法，或者去掉几个字", "标题可以用拼音或拼音首字母，例如“主题党日”写成 ztdr", "从下面的栏目或全部主题里找"];
  if (/["“”]|(?:^|\s)-|(?:title|kind|标题|类别)[:：]/u.test(typed)) tried.unshift("去掉引号、减号或“title:”“kind:”再搜");
  return create("ul", "xk-tips", ...tried.map((tip) => create("li", "", tip)));
}

/** What was searched last, each with a button that takes it away; nothing if there is none. */
export function recentNotes(
  queries: readonly string[],
  { again, forget, forgetAll }: { again: (query: string) => void; forget: (query: string) => void; forgetAll: () => void },
): HTMLElement[] {
  if (queries.length === 0) return [];
  const items = queries.map((query) => {
    const remove = createButton("xk-recent__remove", "✕", () => forget(query));
    remove.setAttribute("aria-label", `去掉“${query}”`);
    return create("li", "", createButton("xk-link", query, () => again(query)), remove);
  });
  return [create("h2", "xk-bar", "最近搜过"), create("ul", "xk-recent", ...items), createButton("xk-link", "清除全部", forgetAll)];
}
