/** Two states of a study become one: the union by id, where the later change wins. Commutative, associative, idempotent. */

import type { Item } from "./item";

/** The items by id. */
export type Study = ReadonlyMap<string, Item>;

export function studyOf(items: Iterable<Item>): Study {
  const study = new Map<string, Item>();
  for (const item of items) {
    const other = study.get(item.id);
    study.set(item.id, other === undefined ? item : later(other, item));
  }
  return study;
}

export function merge(one: Study, other: Study): Study {
  return studyOf([...one.values(), ...other.values()]);
}

/** The one that was changed later. Of two changes at the same moment it is the same one on every machine. */
export function later(one: Item, other: Item): Item {
  if (one.changed !== other.changed) return one.changed > other.changed ? one : other;
  return canonical(one) >= canonical(other) ? one : other;
}

/** One text for equal values, in whatever order their fields stand. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    const entries = Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(entries);
  });
}
