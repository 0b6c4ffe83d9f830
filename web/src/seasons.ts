/** Lists that put this month's items first, and dates that say when they have passed. */

import { all } from "./elements";
import { isInSeason, isPast, parseMonths, seasonOrder } from "./season-order";

/** Order the seasonal lists of the page and show its “now” and “due” marks as of `today`. */
export function showSeasons(today: Date): void {
  for (const list of all(document, "[data-xk-seasons]")) orderList(list, today);
  for (const dated of all(document, "[data-xk-due]")) {
    if (isPast(dated.dataset.xkDue ?? "", today)) reveal(dated, "[data-xk-due-flag]");
  }
}

function orderList(list: HTMLElement, today: Date): void {
  const items = all<HTMLLIElement>(list, "li[data-months]");
  const months = items.map((item) => parseMonths(item.dataset.months ?? ""));
  for (const position of seasonOrder(months, today)) {
    const item = items[position];
    if (item === undefined) continue;
    list.append(item);
    if (isInSeason(months[position] ?? [], today)) reveal(item, "[data-xk-now]");
  }
}

function reveal(root: HTMLElement, selector: string): void {
  for (const element of all(root, selector)) element.hidden = false;
}
