/** Words that were mistyped: the stretch of a title that was probably meant. */

/** A stretch of a title and its distance from what was typed. */
export interface Candidate {
  readonly text: string;
  readonly distance: number;
  /** Whether a run of the title begins or ends with it. */
  readonly isAtEdge: boolean;
}

/**
 * The stretch of `title` that is nearest to `typed` by the number of characters to change, add, leave out or swap with their neighbour.
 * Of equally near ones the one that ends a run of the title is preferred, then the first.
 */
export function nearestStretch(typed: string, title: string): Candidate {
  const width = title.length;
  // row[j]: least distance of typed[0..i) from a stretch that ends at j; from[j]: where that stretch begins.
  let before2: number[] = [];
  let before: number[] = new Array<number>(width + 1).fill(0);
  let from: number[] = Array.from({ length: width + 1 }, (_, j) => j);
  let from2: number[] = [];
  for (let i = 1; i <= typed.length; i += 1) {
    const row = [i];
    const begin = [0];
    for (let j = 1; j <= width; j += 1) {
      const isSame = typed[i - 1] === title[j - 1];
      let [least, start] = [(before[j - 1] as number) + (isSame ? 0 : 1), from[j - 1] as number];
      if ((before[j] as number) + 1 < least) [least, start] = [(before[j] as number) + 1, from[j] as number];
      if ((row[j - 1] as number) + 1 < least) [least, start] = [(row[j - 1] as number) + 1, begin[j - 1] as number];
      if (i > 1 && j > 1 && typed[i - 1] === title[j - 2] && typed[i - 2] === title[j - 1] && (before2[j - 2] as number) + 1 < least) {
        [least, start] = [(before2[j - 2] as number) + 1, from2[j - 2] as number];
      }
      row.push(least);
      begin.push(start);
    }
    [before2, before, from2, from] = [before, row, from, begin];
  }
  let best = 0;
  for (let j = 1; j <= width; j += 1) {
    const isLess = (before[j] as number) < (before[best] as number);
    const endsRun = before[j] === before[best] && endsRunAt(title, j) && !endsRunAt(title, best);
    if (isLess || endsRun) best = j;
  }
  const start = from[best] as number;
  const isAtEdge = endsRunAt(title, best) || start === 0 || endsRunAt(title, start - 1);
  return { text: title.slice(start, best), distance: before[best] as number, isAtEdge };
}

/** How many characters may be wrong in a text of this length. */
export function mistakesIn(length: number): number {
  return length < 6 ? 1 : 2;
}

function endsRunAt(title: string, end: number): boolean {
  return end === title.length || !/[\p{L}\p{N}]/u.test(title.charAt(end));
}
