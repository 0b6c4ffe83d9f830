/** What is in season and what is due, decided from a day that the caller gives. */

/** A month as people count it: January is 1, December 12. */
export type Month = number;

/** The months named in an attribute such as "6 7". */
export function parseMonths(text: string): Month[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}

export function isInSeason(months: readonly Month[], today: Date): boolean {
  return months.includes(monthOf(today));
}

/**
 * Positions of the items in the order to show them: those of this month, those of the next month, the rest.
 * Within each of the three the items keep their order.
 */
export function seasonOrder(items: readonly (readonly Month[])[], today: Date): number[] {
  const next = (monthOf(today) % 12) + 1;
  const rank = (months: readonly Month[]): number => (isInSeason(months, today) ? 0 : months.includes(next) ? 1 : 2);
  return items
    .map((months, position) => ({ position, rank: rank(months) }))
    .sort((left, right) => left.rank - right.rank || left.position - right.position)
    .map((item) => item.position);
}

/** Whether the local day `today` lies after the day `due`, written YYYY-MM-DD. */
export function isPast(due: string, today: Date): boolean {
  const month = String(monthOf(today)).padStart(2, "0");
  const day = String(today.getDate()).padStart(2, "0");
  return `${today.getFullYear()}-${month}-${day}` > due;
}

function monthOf(day: Date): Month {
  return day.getMonth() + 1;
}
