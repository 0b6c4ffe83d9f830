/** Where a text is almost like another: Sellers' algorithm with Ukkonen's cut-off, in O(length of the text × edits allowed). */

export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** The stretches of the text that differ from the pattern by the fewest single-character edits, at most `most` of them; none if all differ by more. */
export function mostAlike(text: string, pattern: string, most: number): Extent[] {
  const length = pattern.length;
  // Of the pattern's first i characters against the text up to here: the edits needed, and where the stretch began.
  const edits = Array.from({ length: length + 1 }, (_, i) => i);
  const starts = new Array<number>(length + 1).fill(0);
  let reach = Math.min(most, length);
  let fewest = most;
  let found: Extent[] = [];
  for (let end = 1; end <= text.length; end += 1) {
    let [diagonal, diagonalStart] = [0, end - 1];
    starts[0] = end;
    for (let i = 1; i <= Math.min(reach + 1, length); i += 1) {
      const [before, beforeStart] = [edits[i] as number, starts[i] as number];
      const replaced = diagonal + (pattern[i - 1] === text[end - 1] ? 0 : 1);
      const [added, left] = [i > reach ? most + 1 : before + 1, (edits[i - 1] as number) + 1];
      const fewer = Math.min(replaced, added, left);
      edits[i] = fewer;
      // Of equals the longest: words that were added within do not push out those before them.
      starts[i] = Math.min(
        fewer === replaced ? diagonalStart : end,
        fewer === added ? beforeStart : end,
        fewer === left ? (starts[i - 1] as number) : end,
      );
      [diagonal, diagonalStart] = [i > reach ? most + 1 : before, beforeStart];
    }
    reach = Math.min(reach + 1, length);
    while (reach > 0 && (edits[reach] as number) > most) reach -= 1;
    const total = reach === length ? (edits[length] as number) : most + 1;
    if (total < fewest) [fewest, found] = [total, []];
    if (total === fewest) found.push({ start: starts[length] as number, end });
  }
  return found;
}

/** How many single-character edits lead from one text to the other. */
export function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] as number) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[other.length] as number;
}
