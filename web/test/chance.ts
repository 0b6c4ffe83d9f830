/** Random values that are the same in every run. */

import type { Item } from "../src/study/item";

/** Numbers from 0 to below 1 (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Chance = ReturnType<typeof chanceOf>;

export function below(chance: Chance, limit: number): number {
  return Math.floor(chance() * limit);
}

export function pick<Value>(chance: Chance, values: readonly Value[]): Value {
  return values[below(chance, values.length)] as Value;
}

/** Words that a file's writer must take care of stand among plain ones. */
const WORDS = ["重温誓词", "会后七日", "</script>", "<!--", "&amp;", '"', "\\u003c", "\u2028", "𠮷", "\ud800", "\r\n", "\0", "xueku-study", ""];

export function words(chance: Chance): string {
  return Array.from({ length: below(chance, 4) }, () => pick(chance, WORDS)).join("");
}

/** Few ids and few moments, so that states have them in common. */
export function anItem(chance: Chance): Item {
  const id = `x:${below(chance, 6)}`;
  const changed = below(chance, 4);
  const where = { record: words(chance), title: words(chance), address: words(chance) };
  const section = { section: words(chance), heading: words(chance) };
  return pick<Item>(chance, [
    { kind: "gone", id, changed },
    { kind: "done", id, changed, ...where },
    { kind: "bookmark", id, changed, ...where, ...section },
    { kind: "place", id, changed, ...where, ...section, step: below(chance, 3), of: 3 },
    { kind: "quiz", id, changed, ...where, right: 1, total: 3, wrong: [2, 3] },
    { kind: "minutes", id, changed, ...where, day: pick(chance, ["2026-11-22", "2026-11-23", "2025-12-31"]), minutes: below(chance, 90), isTimed: chance() < 0.5 },
    {
      kind: "highlight",
      id,
      changed,
      ...where,
      ...section,
      quote: { exact: words(chance), prefix: words(chance), suffix: words(chance) },
      at: below(chance, 99),
      note: words(chance),
    },
  ]);
}

export function items(chance: Chance): Item[] {
  return Array.from({ length: below(chance, 8) }, () => anItem(chance));
}
