/** What a reader types, taken apart. The same as plugins/xueku/search/query.py. */

import { fold, runsOf } from "./terms";

/** All texts are folded. */
export interface Query {
  /** Found anywhere. */
  readonly words: readonly string[];
  /** Found exactly as they are. */
  readonly phrases: readonly string[];
  /** Found in titles. */
  readonly titles: readonly string[];
  /** Must not occur. */
  readonly without: readonly string[];
  /** Ids or labels of kinds. */
  readonly kinds: readonly string[];
  /** Whether it is a question or a sentence, not words. */
  readonly asks: boolean;
}

/** What is a space to a browser or to Python. */
const NO_SPACE = "[^\\s\\x1c-\\x1f\\x85]";
const TOKEN = new RegExp(`(-?)(?:(title|标题|kind|类别):)?(?:["“”]([^"“”]+)["“”](?!${NO_SPACE})|(${NO_SPACE}+))`, "gu");
const ASKS =
  /[?？]|吗|呢|怎|咋|如何|什么|啥|是否|能否|可否|哪|谁|多少|为何|多久|多长|几[个年天月人次条种项]|能不能|可不可以|要不要|是不是|有没有|会不会/u;
const LONG = 18;

/** The query that was typed; words without a letter or figure are dropped. */
export function parseQuery(typed: string): Query {
  const words: string[] = [];
  const phrases: string[] = [];
  const titles: string[] = [];
  const without: string[] = [];
  const kinds: string[] = [];
  const folded = fold(typed);
  for (const [, minus, field, phrase, word] of folded.matchAll(TOKEN)) {
    const text = phrase || word || "";
    if (runsOf(text).length === 0) continue;
    if (minus) without.push(text);
    else if (field === "kind" || field === "类别") kinds.push(text);
    else if (field) titles.push(text);
    else (phrase ? phrases : words).push(text);
  }
  const asks = words.length > 0 && (ASKS.test(folded) || words.some((word) => sizeOf(word) > LONG));
  return { words, phrases, titles, without, kinds, asks };
}

/** Everything that a hit should hold, each once. */
export function wantedOf({ words, phrases, titles }: Query): string[] {
  return Array.from(new Set([...words, ...phrases, ...titles]));
}

function sizeOf(text: string): number {
  return runsOf(text).reduce((sum, run) => sum + run.length, 0);
}
