/** What a page says when the browser does not keep a study. */

import type { Shelf } from "./shelf";

const WORDS = {
  denied: "这个浏览器不让网页存东西。照样能用，但关掉这一页就没有了；要留下，请在“我的学习”里导出。",
  full: "浏览器给网页的地方存满了，刚才这一条没有存住，关掉这一页就没有了。先在“我的学习”里导出，再删掉一些。",
};

/** Say it in this place, or nothing. */
export function tellTrouble(place: HTMLElement, shelf: Shelf): void {
  const unreadable = shelf.unreadable();
  const words = [shelf.refused === null ? "" : WORDS[shelf.refused], unreadable === 0 ? "" : `另有 ${unreadable} 条读不出来，原样放着，没有动。`];
  const text = words.join("");
  if (place.textContent !== text) place.textContent = text;
  place.hidden = text === "";
}
