/** Minutes by week. Days are YYYY-MM-DD, weeks begin on Monday. */

import type { Minutes } from "./item";

export interface Week {
  /** Its Monday and its Sunday. */
  readonly first: string;
  readonly last: string;
  readonly minutes: number;
  readonly timed: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** The weeks in which something was read, the latest first. */
export function weeksOf(items: readonly Minutes[]): Week[] {
  const weeks = new Map<string, Week>();
  for (const { day, minutes, isTimed } of items) {
    const first = mondayOf(day);
    const { minutes: before, timed } = weeks.get(first) ?? { minutes: 0, timed: 0 };
    weeks.set(first, { first, last: addDays(first, 6), minutes: before + minutes, timed: timed + (isTimed ? minutes : 0) });
  }
  return Array.from(weeks.values()).sort((left, right) => (left.first < right.first ? 1 : -1));
}

/** The day by the reader's own clock. */
export function localDay(moment: Date): string {
  return [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** 2026年6月3日 */
export function sayDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

/** 2026年6月1日至7日 */
export function sayWeek({ first, last }: Pick<Week, "first" | "last">): string {
  const [start, end] = [sayDay(first), sayDay(last)];
  const common = ["月", "年"].map((unit) => start.indexOf(unit) + 1).find((length) => start.slice(0, length) === end.slice(0, length));
  return `${start}至${end.slice(common ?? 0)}`;
}

// Days are counted in UTC, where each has 24 hours.
function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
