/** Words that were mistyped: the stretch of a title that was probably meant. */

/** A stretch of a title and its distance from what was typed. */
export interface Candidate {
  readonly text: string;
  readonly distance: number;
  /** Whether a run of the title begins or ends with it. */
  readonly isAtEdge: boolean;
}

/**
 * The stretch of a title that is nearest to what was typed by the number of characters to change, add, leave out or swap with their neighbour.
 * Of equally near ones the one whose length is nearest to that of what was typed is preferred, then one that ends a run of the title, then the first;
 * with several mistakes one that is nearly as good may be taken.
 */
export function nearestStretch(typedText: string, titleText: string): Candidate {
  const [typed, title] = [Array.from(typedText), Array.from(titleText)];
  const ways = waysToEnds(typed, title);
  const grades = ways.map(({ distance, start }, end) => [distance, Math.abs(end - start - typed.length), endsRunAt(title, end) ? 0 : 1]);
  let best = 0;
  for (let end = 1; end < grades.length; end += 1) if (isLess(grades[end] as number[], grades[best] as number[])) best = end;
  const { distance, start } = ways[best] as Way;
  const isAtEdge = endsRunAt(title, best) || start === 0 || endsRunAt(title, start - 1);
  return { text: title.slice(start, best).join(""), distance, isAtEdge };
}

/** Where a stretch begins, and its distance. */
interface Way {
  readonly distance: number;
  readonly start: number;
}

/** For each end in the title the nearest stretch that ends there; of equal ones the one whose length is most like that of `typed`. */
function waysToEnds(typed: readonly string[], title: readonly string[]): Way[] {
  let before2: Way[] = [];
  let before: Way[] = Array.from({ length: title.length + 1 }, (_, start) => ({ distance: 0, start }));
  for (let i = 1; i <= typed.length; i += 1) {
    const row: Way[] = [{ distance: i, start: 0 }];
    const more = ({ distance, start }: Way, mistakes = 1): Way => ({ distance: distance + mistakes, start });
    for (let j = 1; j <= title.length; j += 1) {
      const isSwap = i > 1 && j > 1 && typed[i - 1] === title[j - 2] && typed[i - 2] === title[j - 1];
      const ways = [
        more(before[j - 1] as Way, typed[i - 1] === title[j - 1] ? 0 : 1),
        more(before[j] as Way),
        more(row[j - 1] as Way),
        ...(isSwap ? [more(before2[j - 2] as Way)] : []),
      ];
      const grade = ({ distance, start }: Way): number[] => [distance, Math.abs(start - (j - i))];
      row.push(ways.reduce((best, way) => (isLess(grade(way), grade(best)) ? way : best)));
    }
    [before2, before] = [before, row];
  }
  return before;
}

/** Whether the first number in which two lists differ is less in the left one. */
function isLess(left: readonly number[], right: readonly number[]): boolean {
  const at = left.findIndex((number, position) => number !== right[position]);
  return at >= 0 && (left[at] as number) < (right[at] as number);
}

/** How many characters may be wrong in a text of this length. */
export function mistakesIn(length: number): number {
  return length < 6 ? 1 : 2;
}

function endsRunAt(title: readonly string[], end: number): boolean {
  return !/[\p{L}\p{N}]/u.test(title[end] ?? "");
}
