/** Where in a long text its reader is. */

/** The last of `count` places, which stand one below the other, that starts at or above the line; 0 where none does. */
export function placeAt(count: number, topOf: (index: number) => number, line: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (topOf(middle) <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What an article calls itself: 第十二条, 第十二条之一. */
export function articleLabel(text: string): string {
  return text.trim().split(/\s/, 1)[0] ?? "";
}
