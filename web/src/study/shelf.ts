/** Where a study is kept: each item under a key of its own, so that two tabs never overwrite each other's. */

import { readStored, storedKeys, tryStore, writeStored, type Refused } from "../storage";
import { idOf, isItem, isLive, type Draft, type Item, type Live } from "./item";
import { later, studyOf, type Study } from "./merge";

/** The number is that of the format: a later one has keys of its own, and an older page leaves them alone. */
const ITEMS = "xueku.study.1.";
const PLACE_KEY = "xueku.study-place";
const OFF_KEY = "xueku.study-off";
const ALL = "xueku.study";

type Switch = "place" | "off";
const SWITCHES: Readonly<Record<Switch, string>> = { place: PLACE_KEY, off: OFF_KEY };

/** What the browser would not keep is there as long as the page. */
export class Shelf {
  private readonly unkept = new Map<string, Item>();
  private readonly switched = new Map<Switch, boolean>();
  private readonly hearers: (() => void)[] = [];
  /** Why something was not kept, if the last attempt failed. */
  refused: Refused | null = storedKeys(ALL) === null ? "denied" : null;

  constructor() {
    addEventListener("storage", ({ key }) => {
      if (key === null || key.startsWith(ALL)) this.tell();
    });
  }

  /** Call back whenever anything changes, in this tab or another. */
  onChange(hear: () => void): void {
    this.hearers.push(hear);
  }

  /** All items, deleted ones too. */
  study(): Study {
    const stored = (storedKeys(ITEMS) ?? []).map((key) => readItem(key)).filter((item): item is Item => item !== null);
    return studyOf([...stored, ...this.unkept.values()]);
  }

  items(): Live[] {
    return Array.from(this.study().values()).filter(isLive);
  }

  /** How many stored items cannot be read; they are left as they are. */
  unreadable(): number {
    return (storedKeys(ITEMS) ?? []).filter((key) => readItem(key) === null).length;
  }

  get(id: string): Live | null {
    const item = this.find(id);
    return item !== null && isLive(item) ? item : null;
  }

  /** Keep a new item, or another state of one that has the same id. */
  keep(draft: Draft, id = idOf(draft, chance())): void {
    this.put({ ...draft, id, changed: this.next(id) });
    this.tell();
  }

  remove(id: string): void {
    this.put({ kind: "gone", id, changed: this.next(id) });
    this.tell();
  }

  /** Take over what a file holds. Gives how many items were new here, and how many became another. */
  merge(study: Study): { added: number; changed: number } {
    const here = this.study();
    const taken = Array.from(study.values()).filter((item) => {
      const own = here.get(item.id);
      return own === undefined || later(own, item) !== own;
    });
    for (const item of taken) this.put(item);
    this.tell();
    const added = taken.filter((item) => isLive(item) && !here.has(item.id)).length;
    return { added, changed: taken.filter((item) => here.has(item.id)).length };
  }

  /** Leave nothing: no item, no trace of a deleted one, no switch. */
  clear(): void {
    this.unkept.clear();
    this.switched.clear();
    for (const key of storedKeys(ALL) ?? []) writeStored(key, null);
    if (this.refused === "full") this.refused = null;
    this.tell();
  }

  isOn(name: Switch): boolean {
    return this.switched.get(name) ?? readStored(SWITCHES[name]) === "1";
  }

  turn(name: Switch, isOn: boolean): void {
    const refused = isOn ? tryStore(SWITCHES[name], "1") : null;
    if (!isOn) writeStored(SWITCHES[name], null);
    if (refused === null) this.switched.delete(name);
    if (refused !== null || this.refused === "denied") this.switched.set(name, isOn);
    this.tell();
  }

  private find(id: string): Item | null {
    const [stored, unkept] = [readItem(ITEMS + id), this.unkept.get(id)];
    return stored !== null && unkept !== undefined ? later(stored, unkept) : (stored ?? unkept ?? null);
  }

  /** Later than now where an item came from a machine whose clock is fast: this change wins all the same. */
  private next(id: string): number {
    return Math.max(Date.now(), (this.find(id)?.changed ?? -1) + 1);
  }

  private put(item: Item): void {
    const refused = tryStore(ITEMS + item.id, JSON.stringify(item));
    if (refused === null) this.unkept.delete(item.id);
    else this.unkept.set(item.id, item);
    // What did not fit earlier is still to be told.
    if (refused !== null || this.unkept.size === 0) this.refused = refused;
  }

  private tell(): void {
    for (const hear of this.hearers) hear();
  }
}

function readItem(key: string): Item | null {
  try {
    const value: unknown = JSON.parse(readStored(key) ?? "null");
    return isItem(value) && key === ITEMS + value.id ? value : null;
  } catch {
    return null;
  }
}

function chance(): string {
  const words = crypto.getRandomValues(new Uint32Array(3));
  return Array.from(words, (word) => word.toString(36)).join("");
}
