/** What a reader keeps of his own study: one item for each thing, each by itself. Format 1, told in web/STUDY.md. */

import { listOf, text, type Shape } from "../shape";
import type { Quote } from "./anchor";

interface Kept {
  /** The same thing has the same id on every machine; see `idOf`. */
  readonly id: string;
  /** Milliseconds since 1970 by the clock of the machine; greater than that of any earlier change of the same item. */
  readonly changed: number;
}

/** A record, as its page names it. */
export interface Where {
  readonly record: string;
  readonly title: string;
  /** Of the page, below the root of the site; empty for what was read elsewhere. */
  readonly address: string;
}

/** A section of a page by its anchor; both are empty for the page as a whole. */
export interface Section {
  readonly section: string;
  readonly heading: string;
}

export interface Done extends Kept, Where {
  readonly kind: "done";
}
export interface Bookmark extends Kept, Where, Section {
  readonly kind: "bookmark";
}
export interface Highlight extends Kept, Where, Section {
  readonly kind: "highlight";
  readonly quote: Quote;
  /** Where it began in the text of the page when it was made: for the order of reading. */
  readonly at: number;
  readonly note: string;
}
export interface Minutes extends Kept, Where {
  readonly kind: "minutes";
  /** The local day, YYYY-MM-DD. */
  readonly day: string;
  readonly minutes: number;
  /** Measured by the timer, not told by the reader. */
  readonly isTimed: boolean;
}
export interface QuizResult extends Kept, Where {
  readonly kind: "quiz";
  readonly right: number;
  readonly total: number;
  readonly wrong: readonly number[];
}
/** Where the reader stopped; there is one. `step` of `of` is that of the agenda, 0 where none is led. */
export interface Place extends Kept, Where, Section {
  readonly kind: "place";
  readonly step: number;
  readonly of: number;
}
/** What was deleted: it does not come back with an older file. */
export interface Gone extends Kept {
  readonly kind: "gone";
}

export type Item = Done | Bookmark | Highlight | Minutes | QuizResult | Place | Gone;
export type Live = Exclude<Item, Gone>;
export type Kind = Live["kind"];
/** An item before it is kept. */
export type Draft = Live extends infer One ? (One extends Live ? Omit<One, keyof Kept> : never) : never;

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const count: Shape = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const fields = (shapes: Readonly<Record<string, Shape>>): Shape => {
  const entries = Object.entries(shapes);
  return (value) => typeof value === "object" && value !== null && entries.every(([name, shape]) => shape((value as Record<string, unknown>)[name]));
};

const WHERE = { record: text, title: text, address: text };
const SECTION = { section: text, heading: text };
const SHAPES: Readonly<Record<Item["kind"], Shape>> = {
  done: fields(WHERE),
  bookmark: fields({ ...WHERE, ...SECTION }),
  highlight: fields({ ...WHERE, ...SECTION, quote: fields({ exact: text, prefix: text, suffix: text }), at: count, note: text }),
  minutes: fields({ ...WHERE, day: (value) => typeof value === "string" && DAY.test(value), minutes: count, isTimed: (value) => typeof value === "boolean" }),
  quiz: fields({ ...WHERE, right: count, total: count, wrong: listOf(count) }),
  place: fields({ ...WHERE, ...SECTION, step: count, of: count }),
  gone: () => true,
};
const KEPT = fields({ id: text, changed: count, kind: (kind) => typeof kind === "string" && Object.keys(SHAPES).includes(kind) });

export function isItem(value: unknown): value is Item {
  return KEPT(value) && SHAPES[(value as Item).kind](value);
}

export function isLive(item: Item): item is Live {
  return item.kind !== "gone";
}

/** The id of a new item: what there is once has it from what it is, anything else takes `chance`, a random word. */
export function idOf(draft: Draft, chance: string): string {
  if (draft.kind === "place") return "place";
  if (draft.kind === "done" || draft.kind === "quiz") return `${draft.kind}:${draft.record}`;
  if (draft.kind === "bookmark") return `bookmark:${draft.record}#${draft.section}`;
  return `${draft.kind}:${chance}`;
}

/** Whether a link may lead there: a page below the site's root, whatever a file says. */
export function isSafeAddress(address: string): boolean {
  return /^[\w%.~-]+(\/[\w%.~-]+)*\.html$/.test(address);
}
